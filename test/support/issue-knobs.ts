import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type IssueKnobs, issueKnobsSchema } from '../../src/stages/detect-issues/knobs.js';

const file = join(import.meta.dirname, '..', '..', 'pipelines', 'minsheng.yaml');

/** The committed knobs: tests hold what runs. */
export const issueKnobs: IssueKnobs = issueKnobsSchema.parse(
  (parse(readFileSync(file, 'utf8')) as { issues: unknown }).issues,
);
