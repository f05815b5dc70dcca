import { z } from 'zod';
import { month_training_needs } from '../core/output-views.js';
import { units } from '../core/records.js';
import { rowsOf } from '../core/relation.js';
import { training_needs } from '../core/scores.js';
import { stage } from '../core/stage.js';
import { latestReads } from './report-month.js';
import { renderTrainingXlsx } from './training-xlsx.js';

const named = z.array(z.object({ id: z.string(), zh: z.string() }));

const configSchema = z.object({
  /** `YYYY-MM`; null = the latest month with data. */
  month: z.string().nullable(),
  taxonomy: z.object({ version: z.string(), themes: named, training_modules: named }),
  scoring: z.object({ version: z.string() }),
});

/** The month's training needs as a workbook for the people who plan the courses. */
export const trainingFiles = stage({
  name: 'training-files',
  version: 1,
  reads: [...latestReads, month_training_needs, training_needs, units],
  writes: [],
  config: configSchema,
  async run(io, config) {
    const month = config.month ?? (await io.all('latest_month')).columns.month[0];
    if (month === undefined) return;
    const bytes = await renderTrainingXlsx({
      month,
      needs: rowsOf(await io.all('month_training_needs', { parameters: { month } })),
      units: rowsOf(await io.all('units')),
      modules: config.taxonomy.training_modules,
      themes: config.taxonomy.themes,
      taxonomyVersion: config.taxonomy.version,
      scoringVersion: config.scoring.version,
    });
    await io.file({ path: `${month}/training-needs.xlsx`, bytes });
  },
});
