import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import type { ReportSettings } from '../../src/output/report-office.js';

const file = join(import.meta.dirname, '..', '..', 'pipelines', 'taxonomy.yaml');

export const taxonomy = parseTaxonomy(parse(readFileSync(file, 'utf8')));

export const settings: ReportSettings = {
  office: '市信访工作办公室',
  taxonomy,
  scoring: '1.0',
  program: '0.1.0',
  thresholds: {
    acceptanceDays: 15,
    completionDays: 60,
    extensionDays: 30,
    repeatWindowDays: 90,
    backlogMonths: 12,
    deliveryDays: 10,
    urgentHours: 24,
  },
};
