import { z } from 'zod';
import {
  commented_counts,
  counted_cases,
  counted_comments,
  deduction_counts,
  months,
  open_windows,
  rate_counts,
  rateRelations,
  reply_counts,
  theme_counts,
} from '../../core/counts.js';
import { addMonths } from '../../core/dates.js';
import { model_card, reply_quality, theme_tags } from '../../core/findings.js';
import { appraisals, reviews, units } from '../../core/records.js';
import { batchOf, rowsOf } from '../../core/relation.js';
import { rates, score_components, sub_scores, supervision, theme_rates, vetoes } from '../../core/scores.js';
import { type Scoring, scoringSchema } from '../../core/scoring.js';
import { stage } from '../../core/stage.js';
import { scoredThemes, type Taxonomy, taxonomySchema } from '../../core/taxonomy.js';
import { createDraws, type Draws } from '../../stats/draws.js';
import { fitBetaPrior, shrink } from '../../stats/shrinkage.js';
import type { Unit } from './cells.js';
import { drawErrors, type ErrorDraws } from './intervals.js';
import { MonthCounts } from './month.js';
import { rateRows, type ScoredRate } from './rates.js';
import { type Share, unitScores } from './sub-scores.js';
import { type ErrorCounts, type ScoredTheme, themeRows } from './themes.js';

/** Counts → rates, theme rates, score components and sub-scores of every month (scoring, sections 2 to 4). */
export const score = stage({
  name: 'score',
  version: 1,
  monthly: true,
  reads: [
    rate_counts,
    open_windows,
    commented_counts,
    theme_counts,
    reply_counts,
    deduction_counts,
    months,
    counted_cases,
    counted_comments,
    ...rateRelations,
    supervision,
    vetoes,
    appraisals,
    units,
    theme_tags,
    reviews,
    model_card,
    reply_quality,
  ],
  writes: [rates, theme_rates, score_components, sub_scores],
  config: z.object({ scoring: scoringSchema, taxonomy: taxonomySchema }),
  async run(io, { scoring, taxonomy }) {
    const windows = { parameters: { repeat_days: scoring.thresholds.repeat_window_days } };
    const counted = MonthCounts.byMonth({
      rates: await io.all('rate_counts'),
      windows: await io.all('open_windows', windows),
      commented: await io.all('commented_counts'),
      themes: await io.all('theme_counts'),
      replies: await io.all('reply_counts'),
      deductions: await io.all('deduction_counts'),
      appraisals: await io.all('appraisals'),
      vetoes: await io.all('vetoes'),
    });
    const known = rowsOf(await io.all('units')).map(unit => ({ unitId: unit.unit_id, tier: unit.tier }));
    const card = rowsOf(await io.all('model_card'));
    const errors = new Map(
      card.map(row => [
        row.theme_id,
        {
          sensitivity: { x: row.sensitivity_x, n: row.sensitivity_n },
          specificity: { x: row.specificity_x, n: row.specificity_n },
        },
      ]),
    );
    const all = rowsOf(await io.all('months')).map(row => row.month);
    const whole = JSON.stringify([known, card]);
    const of = (month: string) => counted.get(month) ?? new MonthCounts();
    const changed = await io.changedMonths(
      new Map(all.map(month => [month, `${whole}\n${of(month).text}\n${of(addMonths(month, -1)).text}`])),
    );
    const draws = createDraws(scoring.draws, scoring.seed);
    const setting = { scoring, taxonomy, units: known, errors, draws, errorDraws: drawErrors(draws, errors) };
    for (const [index, month] of changed.entries()) {
      io.signal.throwIfAborted();
      const found = scoreMonth(month, of(month), of(addMonths(month, -1)), setting);
      await io.write('rates', batchOf(rates, found.rates));
      await io.write('theme_rates', batchOf(theme_rates, found.themes));
      await io.write('score_components', batchOf(score_components, found.components));
      await io.write('sub_scores', batchOf(sub_scores, found.scores));
      io.progress(index + 1, changed.length);
    }
  },
});

export interface Setting {
  readonly scoring: Scoring;
  readonly taxonomy: Taxonomy;
  readonly units: readonly Unit[];
  readonly errors: ReadonlyMap<string, ErrorCounts>;
  readonly draws: Draws;
  readonly errorDraws: ErrorDraws;
}

/** All rows of one month from its counts and those of the month before. */
export function scoreMonth(month: string, now: MonthCounts, before: MonthCounts, setting: Setting) {
  const { scoring, units: all } = setting;
  const rateList = rateRows(month, all, now.rate, before.rate, unitId => now.hasOpenWindow(unitId));
  const themeList = themeRows(month, all, scoredThemes(setting.taxonomy), now, before, setting.errors);
  const shares = sharesByUnit(rateList, all, now, scoring);
  const themes = grouped(themeList, theme => theme.row.unit_id);
  const perUnit = all.map(unit =>
    unitScores(
      {
        unit,
        month,
        shares: shares.get(unit.unitId) ?? new Map(),
        themes: themes.get(unit.unitId) ?? [],
        appraisals: {
          superior: now.appraisal(unit.unitId, 'superior'),
          third_party: now.appraisal(unit.unitId, 'third_party'),
        },
        confirmedCases: now.confirmedCases(unit.unitId),
        isVetoed: now.isVetoed(unit.unitId),
      },
      scoring,
      setting.draws,
      setting.errorDraws,
    ),
  );
  return {
    rates: rateList.map(rate => rate.row),
    themes: themeList.map((theme: ScoredTheme) => theme.row),
    components: perUnit.flatMap(unit => unit.components),
    scores: perUnit.flatMap(unit => unit.scores),
  };
}

/** Shrunk rates and reply quality of each unit, by component id; one without a value is absent. */
function sharesByUnit(
  rateList: readonly ScoredRate[],
  all: readonly Unit[],
  now: MonthCounts,
  scoring: Scoring,
): Map<string, Map<string, Share>> {
  const shares = new Map<string, Map<string, Share>>(all.map(unit => [unit.unitId, new Map()]));
  for (const rate of rateList) {
    if (rate.row.shrunk === null || !rate.prior) continue;
    shares
      .get(rate.row.unit_id)!
      .set(rate.row.definition_id, { value: rate.row.shrunk, count: rate.effective, prior: rate.prior });
  }
  for (const tier of new Set(all.map(unit => unit.tier))) {
    const own = all.filter(unit => unit.tier === tier);
    const mean = fitBetaPrior(own.map(unit => now.replies(unit.unitId)))?.mean;
    if (mean === undefined) continue;
    const prior = { mean, strength: scoring.reply_strength };
    for (const unit of own) {
      const count = now.replies(unit.unitId);
      if (count.n > 0) shares.get(unit.unitId)!.set('reply_quality', { value: shrink(count, prior)!, count, prior });
    }
  }
  return shares;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
