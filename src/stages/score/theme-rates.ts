import type { model_card } from '../../core/findings.js';
import type { Row } from '../../core/relation.js';
import type { theme_rates } from '../../core/scores.js';
import type { Theme } from '../../core/taxonomy.js';
import { type Count, clipped, type Estimate } from '../../stats/count.js';
import { benjaminiHochberg } from '../../stats/fdr.js';
import { type Estimator, quantify } from '../../stats/quantify.js';
import type { BetaPrior } from '../../stats/shrinkage.js';
import { wilson } from '../../stats/wilson.js';
import { againstPrevious, againstRest, priorsOf, type Unit } from './cohorts.js';
import type { MonthCounts, ThemeCell } from './month.js';

export type ThemeRow = Row<typeof theme_rates>;
export type Card = Row<typeof model_card>;

/** A theme rate with what scores need of it. */
export interface ThemeRate {
  readonly row: ThemeRow;
  readonly theme: Theme;
  readonly estimate: (Estimate & { readonly estimator: Estimator }) | null;
  /** Prior fitted to the tier's counts; null where the tier has no commented case. */
  readonly prior: BetaPrior | null;
  /** (n·v + M·μᵥ)/(n + M), v unclipped; null without commented cases. */
  readonly shrunk: number | null;
}

const noCase: ThemeCell = { present: 0, presentKnown: 0, taggedOthers: 0, tp: 0, fp: 0, fn: 0 };

/** All theme rates of one month, theme by theme, unit by unit (scoring.md, section 3). */
export function themeRatesOf(
  month: string,
  units: readonly Unit[],
  tiers: readonly number[][],
  themes: readonly Theme[],
  cards: ReadonlyMap<string, Card>,
  now: MonthCounts,
  before: MonthCounts | null,
): ThemeRate[] {
  const comparable = before && sameModel(now, before) ? before : null;
  const found = themes.flatMap(theme =>
    ofTheme(theme, month, units, tiers, cards.get(theme.id) ?? null, now, comparable),
  );
  const q = benjaminiHochberg(found.map(rate => rate.row.p_value));
  const qPrevious = benjaminiHochberg(found.map(rate => rate.row.p_previous));
  return found.map((rate, at) => ({ ...rate, row: { ...rate.row, q_value: q[at]!, q_previous: qPrevious[at]! } }));
}

/** Months tagged by different models are not compared; a month without any tag contradicts nobody. */
function sameModel(now: MonthCounts, before: MonthCounts): boolean {
  return new Set([...now.models, ...before.models]).size <= 1;
}

function ofTheme(
  theme: Theme,
  month: string,
  units: readonly Unit[],
  tiers: readonly number[][],
  card: Card | null,
  now: MonthCounts,
  before: MonthCounts | null,
): ThemeRate[] {
  const counts = countsOf(theme, units, now);
  const priors = priorsOf(counts, tiers);
  const p = againstRest(counts, tiers);
  const pPrevious = againstPrevious(counts, before && countsOf(theme, units, before));
  const estimates = counts.map((count, at) =>
    estimateOf(count, now.themes[theme.id]?.[at] ?? noCase, now.commented[at]!, card),
  );
  const means = tierMeans(counts, estimates, tiers);
  return units.map(({ unit_id }, at) => {
    const { x, n } = counts[at]!;
    const estimate = estimates[at]!;
    const prior = priors[at]!;
    const row: ThemeRow = {
      month,
      unit_id,
      theme_id: theme.id,
      numerator: x,
      denominator: n,
      raw: n === 0 ? null : x / n,
      value: estimate?.value ?? null,
      low: estimate?.low ?? null,
      high: estimate?.high ?? null,
      estimator: estimate?.estimator ?? null,
      p_value: p[at]!,
      q_value: null,
      p_previous: pPrevious[at]!,
      q_previous: null,
    };
    const shrunk =
      estimate && prior ? (n * estimate.unclipped + prior.strength * means[at]!) / (n + prior.strength) : null;
    return { row, theme, estimate, prior, shrunk };
  });
}

function countsOf(theme: Theme, units: readonly Unit[], month: MonthCounts): Count[] {
  const cells = month.themes[theme.id];
  return units.map((_, at) => ({ x: cells?.[at]?.present ?? 0, n: month.commented[at]!.cases }));
}

/**
 * The share of commented cases with a theme, by the best estimator there is. Known cases are those with a priority
 * review; the machine's tags count for the others. The raw share is that of the counts, reviews included.
 */
export function estimateOf(
  count: Count,
  cell: ThemeCell,
  commented: MonthCounts['commented'][number],
  card: Card | null,
): ThemeRate['estimate'] {
  if (count.n === 0) return null;
  const { tp, fp, fn } = cell;
  const quantity = quantify(
    {
      all: { x: cell.taggedOthers, n: count.n - commented.known },
      reviewed: { tp, fp, fn, tn: commented.random - tp - fp - fn },
      ...(card && {
        sensitivity: { x: card.sensitivity_x, n: card.sensitivity_n },
        specificity: { x: card.specificity_x, n: card.specificity_n },
      }),
    },
    { x: cell.presentKnown, n: commented.known },
  );
  if (quantity === null) return null;
  if (quantity.estimator !== 'raw') return quantity;
  return { ...clipped({ value: count.x / count.n, ...wilson(count)! }), estimator: 'raw' };
}

/** Σnv/Σn of each unit's tier, v unclipped; 0 where the tier has no commented case. */
function tierMeans(
  counts: readonly Count[],
  estimates: readonly ThemeRate['estimate'][],
  tiers: readonly number[][],
): number[] {
  const means = new Array<number>(counts.length).fill(0);
  for (const tier of tiers) {
    let weighted = 0;
    let cases = 0;
    for (const at of tier) {
      weighted += counts[at]!.n * (estimates[at]?.unclipped ?? 0);
      cases += counts[at]!.n;
    }
    if (cases > 0) for (const at of tier) means[at] = weighted / cases;
  }
  return means;
}
