import { z } from 'zod';
import {
  case_themes,
  commented_cases,
  commented_counts,
  confirmations,
  deduction_counts,
  event_days,
  rateViews,
  reply_scores,
  tag_models,
  theme_counts,
  veto_tags,
} from '../../core/counts.js';
import { addMonths, monthOf } from '../../core/dates.js';
import { model_card, reply_quality, theme_tags } from '../../core/findings.js';
import { appraisals, cases, comments, sources, units } from '../../core/records.js';
import { batchOf, rowsOf } from '../../core/relation.js';
import { rates, score_components, sub_scores, supervision, theme_rates, vetoes } from '../../core/scores.js';
import { type Scoring, scoringSchema } from '../../core/scoring.js';
import { type StageIO, stage } from '../../core/stage.js';
import { taxonomySchema } from '../../core/taxonomy.js';
import { distribute, type MonthCounts } from './month.js';
import { createScorer } from './score.js';
import { byMonth } from './vetoes.js';

const reads = [
  ...Object.values(rateViews),
  event_days,
  reply_scores,
  deduction_counts,
  commented_counts,
  theme_counts,
  tag_models,
  veto_tags,
  sources,
  cases,
  comments,
  units,
  appraisals,
  theme_tags,
  reply_quality,
  model_card,
  commented_cases,
  case_themes,
  supervision,
  confirmations,
] as const;

/** Counts → rates, theme rates, indicators, totals and grounds for a veto; every month from the first event on. */
export const score = stage({
  name: 'score',
  version: 1,
  monthly: true,
  reads,
  writes: [rates, theme_rates, score_components, sub_scores, vetoes],
  config: z.object({ scoring: scoringSchema, taxonomy: taxonomySchema }),
  async run(io, { scoring, taxonomy }) {
    const office = rowsOf(await io.all('units'));
    const card = rowsOf(await io.all('model_card'));
    const period = (await io.all('event_days')).columns;
    const months = monthsBetween(period.first_on[0] ?? null, period.last_on[0] ?? null);
    const counts =
      months.length === 0
        ? new Map<string, MonthCounts>()
        : distribute(await read(io, scoring, months), office, months);
    const tags = byMonth(rowsOf(await io.all('veto_tags', { parameters: { themes: vetoThemes(scoring) } })));
    const ledger = rowsOf(await io.all('confirmations')).filter(each => each.kind === 'veto');
    const decisions = byMonth(ledger);

    const whole = JSON.stringify([office.map(({ unit_id, tier }) => [unit_id, tier]), card]);
    const texts = new Map([...counts].map(([month, each]) => [month, JSON.stringify(each)]));
    const fingerprintOf = (month: string) =>
      [whole, texts.get(month), texts.get(addMonths(month, -1)), JSON.stringify([tags(month), decisions(month)])].join(
        '\n',
      );
    const changed = await io.changedMonths(new Map(months.map(month => [month, fingerprintOf(month)])));

    const scorer = createScorer(scoring, taxonomy, office, card);
    for (const [index, month] of changed.entries()) {
      io.signal.throwIfAborted();
      const found = scorer({
        month,
        now: counts.get(month)!,
        before: counts.get(addMonths(month, -1)) ?? null,
        vetoTags: tags(month),
        vetoDecisions: decisions(month),
      });
      await io.write('rates', batchOf(rates, found.rates));
      await io.write('theme_rates', batchOf(theme_rates, found.themes));
      await io.write('score_components', batchOf(score_components, found.components));
      await io.write('sub_scores', batchOf(sub_scores, found.scores));
      await io.write('vetoes', batchOf(vetoes, found.vetoes));
      io.progress(index + 1, changed.length);
    }
  },
});

type ScoreIO = Pick<StageIO<(typeof reads)[number], never>, 'all'>;

/** All counts over all months, one SELECT each. */
async function read(io: ScoreIO, scoring: Scoring, months: readonly string[]) {
  const { thresholds, satisfied } = scoring;
  const parameters = {
    ...thresholds,
    satisfied,
    by_case: false,
    first_month: months[0]!,
    last_month: months.at(-1)!,
  };
  return {
    rates: {
      timely_acceptance: await io.all('rate_timely_acceptance', { parameters }),
      on_time_completion: await io.all('rate_on_time_completion', { parameters }),
      satisfaction: await io.all('rate_satisfaction', { parameters }),
      participation: await io.all('rate_participation', { parameters }),
      first_resolution: await io.all('rate_first_resolution', { parameters }),
      backlog_resolution: await io.all('rate_backlog_resolution', { parameters }),
      document_delivery: await io.all('rate_document_delivery', { parameters }),
      disclosure: await io.all('rate_disclosure', { parameters }),
      urgent_response: await io.all('rate_urgent_response', { parameters }),
      repeat: await io.all('rate_repeat', { parameters }),
    },
    replies: await io.all('reply_scores'),
    deductions: await io.all('deduction_counts'),
    commented: await io.all('commented_counts'),
    themes: await io.all('theme_counts'),
    models: await io.all('tag_models'),
    appraisals: await io.all('appraisals'),
  };
}

function vetoThemes(scoring: Scoring): string[] {
  return [...new Set(scoring.vetoes.flatMap(rule => rule.themes))].sort();
}

/** `YYYY-MM` of every month from the first to the last day. */
export function monthsBetween(first: number | null, last: number | null): string[] {
  if (first === null || last === null) return [];
  const months: string[] = [];
  for (let month = monthOf(first); month <= monthOf(last); month = addMonths(month, 1)) months.push(month);
  return months;
}
