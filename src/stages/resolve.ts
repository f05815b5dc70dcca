import { z } from 'zod';
import { MinshengError } from '../core/errors.js';
import { raw_appraisals, raw_cases, raw_comments, raw_rejects, raw_sources, raw_units } from '../core/raw.js';
import { appraisals, rejects, sources, units } from '../core/records.js';
import { stage } from '../core/stage.js';
import { accounts, admitted_cases, admitted_comments } from '../core/workspace.js';

/** Raw rows → which of them are kept: keys seen once, cases and units known. Every other row is in `rejects`. */
export const resolve = stage({
  name: 'resolve',
  version: 1,
  reads: [raw_sources, raw_rejects, raw_comments, raw_cases, raw_units, raw_appraisals, accounts],
  writes: [admitted_cases, admitted_comments, units, appraisals, rejects, sources],
  config: z.object({}),
  async run(io) {
    for (const name of ['units', 'admitted_cases', 'admitted_comments', 'appraisals', 'rejects', 'sources'] as const) {
      await io.fill(name);
    }
    const wrong = await io.all('accounts');
    if (wrong.length === 0) return;
    throw new MinshengError(
      'contract',
      `${wrong.length} sources do not add up, first ${wrong.columns.source_id[0]}: ${wrong.columns.rows_read[0]} rows read, ` +
        `${wrong.columns.rows_kept[0]} kept, ${wrong.columns.rows_rejected[0]} rejected`,
    );
  },
});
