import { z } from 'zod';
import { confirmations, counted_cases, counted_comments, months, rateRelations } from '../../core/counts.js';
import { abstentions, theme_tags } from '../../core/findings.js';
import { cases, comments } from '../../core/records.js';
import { supervision, vetoes } from '../../core/scores.js';
import { scoringSchema } from '../../core/scoring.js';
import { stage } from '../../core/stage.js';

/** Cases and comments → what counts, the cohort of every rate, missed deadlines, candidates for a veto. SQL only. */
export const count = stage({
  name: 'count',
  version: 1,
  reads: [cases, comments, abstentions, theme_tags, confirmations],
  writes: [months, counted_cases, counted_comments, ...rateRelations, supervision, vetoes],
  config: z.object({ scoring: scoringSchema }),
  async run(io, { scoring }) {
    const parameters = {
      ...scoring.thresholds, repeat_days: scoring.thresholds.repeat_window_days,
      deduction_each: scoring.deduction.per_case,
      veto_themes: scoring.vetoes.flatMap(each => each.themes),
      veto_cases: 3,
    };
    await io.fill('months');
    await io.fill('counted_cases', parameters);
    await io.fill('counted_comments');
    for (const relation of rateRelations) await io.fill(relation.name, parameters);
    await io.fill('supervision', parameters);
    await io.fill('vetoes', parameters);
  },
});
