import type { Row } from '../../core/relation.js';
import type { rates, score_components, sub_scores, theme_rates, vetoes } from '../../core/scores.js';
import type { ComponentId, Scoring } from '../../core/scoring.js';
import { scoredThemes, type Taxonomy } from '../../core/taxonomy.js';
import { createDraws } from '../../stats/draws.js';
import { shrink } from '../../stats/shrinkage.js';
import { perTier, tiersOf, type Unit } from './cohorts.js';
import { componentRows, indicatorsOf, type Share } from './components.js';
import { createScoreDraws } from './interval.js';
import type { MonthCounts } from './month.js';
import { type Rate, ratesOf } from './rates.js';
import { createSubScores } from './sub-scores.js';
import { type Card, themeRatesOf } from './theme-rates.js';
import { aboveTier, type Confirmation, type Tag, vetoesOf } from './vetoes.js';

export interface MonthInput {
  readonly month: string;
  readonly now: MonthCounts;
  /** Of the calendar month before; null before the first month. */
  readonly before: MonthCounts | null;
  readonly vetoTags: readonly Tag[];
  readonly vetoDecisions: readonly Confirmation[];
}

export interface MonthScores {
  readonly rates: readonly Row<typeof rates>[];
  readonly themes: readonly Row<typeof theme_rates>[];
  readonly components: readonly Row<typeof score_components>[];
  readonly scores: readonly Row<typeof sub_scores>[];
  readonly vetoes: readonly Row<typeof vetoes>[];
}

/** Scores one month after another: counts in, rows of five relations out. Pure; buffers are kept between months. */
export function createScorer(
  scoring: Scoring,
  taxonomy: Taxonomy,
  units: readonly Unit[],
  cardRows: readonly Card[],
): (input: MonthInput) => MonthScores {
  const themes = scoredThemes(taxonomy);
  const tiers = tiersOf(units);
  const cards = new Map(cardRows.map(card => [card.theme_id, card]));
  const draws = createScoreDraws(createDraws(scoring.draws, scoring.seed), cards, scoring.full_loss);
  const subScores = createSubScores(scoring, draws);
  const tierOf = new Map(units.map(unit => [unit.unit_id, unit.tier]));

  return ({ month, now, before, vetoTags, vetoDecisions }) => {
    const rateList = ratesOf(month, units, tiers, now, before);
    const themeList = themeRatesOf(month, units, tiers, themes, cards, now, before);
    const themeRows = themeList.map(rate => rate.row);
    const isAbove = aboveTier(themeRows, unitId => tierOf.get(unitId)!, scoring.flag_q);
    const grounds = vetoesOf(month, scoring, vetoTags, vetoDecisions, isAbove);
    const vetoed = new Set(grounds.filter(row => row.state === 'confirmed').map(row => row.unit_id));
    const replies = replyShares(now, tiers, scoring.reply_strength);

    const components: Row<typeof score_components>[] = [];
    const scores: Row<typeof sub_scores>[] = [];
    units.forEach((unit, at) => {
      const shares = sharesOf(rateList, units.length, at);
      const reply = replies[at];
      if (reply) shares.set('reply_quality', reply);
      const own = themes.map((_, theme) => themeList[theme * units.length + at]!);
      const indicators = indicatorsOf(scoring, { shares, themes: own });
      components.push(...componentRows(month, unit.unit_id, indicators));
      const outside = {
        superior: now.superior[at]!,
        third_party: now.third_party[at]!,
        deducted: now.deducted[at]!,
        vetoed: vetoed.has(unit.unit_id),
      };
      scores.push(...subScores(month, unit, indicators, outside));
    });
    return { rates: rateList.map(rate => rate.row), themes: themeRows, components, scores, vetoes: grounds };
  };
}

/** Rates of the unit at a place, `rateList` holding every unit of one definition after the other. */
function sharesOf(rateList: readonly Rate[], units: number, at: number): Map<ComponentId, Share> {
  const shares = new Map<ComponentId, Share>();
  for (let place = at; place < rateList.length; place += units) {
    const { row, cases, prior } = rateList[place]!;
    if (row.shrunk !== null && prior) shares.set(row.definition_id as ComponentId, { value: row.shrunk, cases, prior });
  }
  return shares;
}

/** Reply quality of each unit, pulled to the tier's mean; null without a scored reply. */
function replyShares(now: MonthCounts, tiers: readonly number[][], strength: number): (Share | null)[] {
  const means = perTier(now.replies, tiers, own => {
    const n = own.reduce((sum, count) => sum + count.n, 0);
    const x = own.reduce((sum, count) => sum + count.x, 0);
    return n === 0 ? 0 : Math.min(1, x / n);
  });
  return now.replies.map((cases, at) => {
    const prior = { mean: means[at]!, strength };
    const value = shrink(cases, prior);
    return value === null ? null : { value, cases, prior };
  });
}
