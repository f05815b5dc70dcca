import { z } from 'zod';
import { case_themes, commented_cases, confirmations, event_days } from '../../core/counts.js';
import { isoDay, monthDays, monthOf } from '../../core/dates.js';
import { abstentions, theme_tags } from '../../core/findings.js';
import { cases, comments, reviews, sources } from '../../core/records.js';
import { supervision } from '../../core/scores.js';
import { scoringSchema } from '../../core/scoring.js';
import { stage } from '../../core/stage.js';

/** Comments, tags and reviews → commented cases with their themes; cases → missed deadlines (督办). SQL only. */
export const count = stage({
  name: 'count',
  version: 1,
  reads: [sources, cases, comments, abstentions, theme_tags, reviews, confirmations, event_days],
  writes: [commented_cases, case_themes, supervision],
  config: z.object({ scoring: scoringSchema }),
  async run(io, { scoring }) {
    await io.fill('commented_cases');
    await io.fill('case_themes');
    const last = (await io.all('event_days')).columns.last_on[0] ?? null;
    if (last === null) return;
    const { acceptance_days, completion_days, extension_days } = scoring.thresholds;
    await io.fill('supervision', {
      acceptance_days,
      completion_days,
      extension_days,
      per_case: scoring.deduction.per_case,
      day: isoDay(monthDays(monthOf(last)).last),
    });
  },
});
