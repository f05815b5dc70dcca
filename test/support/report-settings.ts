import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseScoring } from '../../src/core/scoring.js';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import type { ReportSettings } from '../../src/output/report-office.js';

const folder = join(import.meta.dirname, '..', '..', 'pipelines');
const yaml = (name: string) => parse(readFileSync(join(folder, name), 'utf8')) as unknown;

export const taxonomy = parseTaxonomy(yaml('taxonomy.yaml'));

export const settings: ReportSettings = {
  office: '市信访工作办公室',
  taxonomy,
  scoring: parseScoring(yaml('scoring.yaml'), taxonomy),
  program: '0.1.0',
};
