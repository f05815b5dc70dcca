import type { Row } from '../../core/relation.js';
import type { rates } from '../../core/scores.js';
import { type DefinitionId, definitionIds } from '../../core/scoring.js';
import type { Count } from '../../stats/count.js';
import { benjaminiHochberg } from '../../stats/fdr.js';
import { dispersion, funnelLimits } from '../../stats/funnel.js';
import { type BetaPrior, shrink } from '../../stats/shrinkage.js';
import { wilson } from '../../stats/wilson.js';
import { againstPrevious, againstRest, asCases, asWholeCases, perTier, priorsOf, type Unit } from './cohorts.js';
import type { MonthCounts } from './month.js';

export type RateRow = Row<typeof rates>;

/** A rate with what scores need of it: counts as cases and the prior of the tier. */
export interface Rate {
  readonly row: RateRow;
  readonly cases: Count;
  readonly prior: BetaPrior | null;
}

/**
 * All rates of one month, definition by definition, unit by unit (scoring.md, section 2).
 * @param before counts of the calendar month before; null before the first month
 */
export function ratesOf(
  month: string,
  units: readonly Unit[],
  tiers: readonly number[][],
  now: MonthCounts,
  before: MonthCounts | null,
): Rate[] {
  const found = definitionIds.flatMap(id => ofDefinition(id, month, units, tiers, now, before));
  const q = benjaminiHochberg(found.map(rate => rate.row.p_value));
  const qPrevious = benjaminiHochberg(found.map(rate => rate.row.p_previous));
  return found.map((rate, at) => ({
    ...rate,
    row: { ...rate.row, q_value: q[at]!, q_previous: qPrevious[at]! },
  }));
}

function ofDefinition(
  id: DefinitionId,
  month: string,
  units: readonly Unit[],
  tiers: readonly number[][],
  now: MonthCounts,
  before: MonthCounts | null,
): Rate[] {
  const counts = now.rates[id];
  const cases = counts.map(count => asCases(id, count));
  const whole = counts.map(count => asWholeCases(id, count));
  const priors = priorsOf(cases, tiers);
  const spreads = perTier(cases, tiers, dispersion);
  const p = againstRest(whole, tiers);
  const pPrevious = againstPrevious(whole, before?.rates[id].map(count => asWholeCases(id, count)) ?? null);
  return units.map(({ unit_id }, at) => {
    const { x, n } = counts[at]!;
    const prior = priors[at]!;
    const limits = wilson(cases[at]!);
    const row: RateRow = {
      month,
      unit_id,
      definition_id: id,
      numerator: x,
      denominator: n,
      value: n === 0 ? null : x / n,
      low: limits?.low ?? null,
      high: limits?.high ?? null,
      shrunk: prior && shrink(cases[at]!, prior),
      tier_mean: prior?.mean ?? null,
      p_value: p[at]!,
      q_value: null,
      funnel: prior && funnelOf(cases[at]!, prior.mean, spreads[at]!),
      p_previous: pPrevious[at]!,
      q_previous: null,
      note: id === 'first_resolution' && n === 0 && now.openWindows[at]! > 0 ? 'window_open' : null,
    };
    return { row, cases: cases[at]!, prior };
  });
}

/** Which funnel limit of the tier a unit has passed, the outermost one; null without cases. */
export function funnelOf({ x, n }: Count, mean: number, spread: number): string | null {
  const limits = funnelLimits(mean, n, spread);
  if (!limits) return null;
  const value = x / n;
  if (value < limits.low998) return 'below_998';
  if (value > limits.high998) return 'above_998';
  if (value < limits.low95) return 'below_95';
  return value > limits.high95 ? 'above_95' : 'inside';
}
