import type { Row } from '../../core/relation.js';
import type { rates } from '../../core/scores.js';
import { type DefinitionId, definitionIds } from '../../core/scoring.js';
import type { Count } from '../../stats/count.js';
import { benjaminiHochberg } from '../../stats/fdr.js';
import { dispersion, funnelLimits } from '../../stats/funnel.js';
import type { BetaPrior } from '../../stats/shrinkage.js';
import { wilson } from '../../stats/wilson.js';
import { type Cell, compare, type Unit } from './cells.js';

export type RateRow = Row<typeof rates>;

/** Counts of one month: of a unit and a definition. */
export type CountOf = (unitId: string, definition: DefinitionId) => Count;

/** A rate row with what sub-scores need beyond it. */
export interface ScoredRate {
  readonly row: RateRow;
  /** Counts as cases: x/5 and n/5 for disclosure, whose five nodes are not independent. */
  readonly effective: Count;
  readonly prior: BetaPrior | null;
}

const nodes: Partial<Record<DefinitionId, number>> = { disclosure: 5 };

/** All rates of one month, every unit × definition, in that order (scoring, section 2). */
export function rateRows(
  month: string,
  units: readonly Unit[],
  now: CountOf,
  before: CountOf,
  hasOpenWindow: (unitId: string) => boolean,
): ScoredRate[] {
  const scored = definitionIds.flatMap(definition =>
    ofDefinition(month, units, definition, now, before, hasOpenWindow),
  );
  const q = benjaminiHochberg(scored.map(rate => rate.row.p_value));
  const qPrevious = benjaminiHochberg(scored.map(rate => rate.row.p_previous));
  return scored.map((rate, index) => ({
    ...rate,
    row: { ...rate.row, q_value: q[index]!, q_previous: qPrevious[index]! },
  }));
}

function ofDefinition(
  month: string,
  units: readonly Unit[],
  definition: DefinitionId,
  now: CountOf,
  before: CountOf,
  hasOpenWindow: (unitId: string) => boolean,
): ScoredRate[] {
  const per = nodes[definition] ?? 1;
  const cells: Cell[] = units.map(unit => ({
    unit,
    count: divided(now(unit.unitId, definition), per),
    previous: divided(before(unit.unitId, definition), per),
  }));
  const whole =
    per === 1 ? cells : cells.map(cell => ({ ...cell, count: rounded(cell.count), previous: rounded(cell.previous) }));
  const compared = compare(cells, whole);
  const spread = new Map(
    [...new Set(units.map(unit => unit.tier))].map(tier => [
      tier,
      dispersion(cells.filter(cell => cell.unit.tier === tier).map(cell => cell.count)),
    ]),
  );
  return cells.map((cell, index) => {
    const { prior, shrunk, p, pPrevious } = compared[index]!;
    const { x, n } = cell.count;
    const limits = wilson(cell.count);
    return {
      effective: cell.count,
      prior,
      row: {
        month,
        unit_id: cell.unit.unitId,
        definition_id: definition,
        numerator: x * per === Math.round(x * per) ? x * per : Math.round(x * per),
        denominator: n * per,
        value: n === 0 ? null : x / n,
        low: limits?.low ?? null,
        high: limits?.high ?? null,
        shrunk,
        tier_mean: prior?.mean ?? null,
        p_value: p,
        q_value: null,
        funnel: prior ? funnelOf(cell.count, prior.mean, spread.get(cell.unit.tier)!) : null,
        p_previous: pPrevious,
        q_previous: null,
        note: definition === 'first_resolution' && n === 0 && hasOpenWindow(cell.unit.unitId) ? 'window_open' : null,
      },
    };
  });
}

function divided(count: Count, per: number): Count {
  return per === 1 ? count : { x: count.x / per, n: count.n / per };
}

/** Half up, to whole cases. */
function rounded(count: Count): Count {
  return { x: Math.floor(count.x + 0.5), n: Math.round(count.n) };
}

function funnelOf(count: Count, mean: number, spread: number): RateRow['funnel'] {
  if (count.n === 0) return null;
  const limits = funnelLimits(mean, count.n, spread);
  if (!limits) return null;
  const value = count.x / count.n;
  if (value < limits.low998) return 'below_998';
  if (value > limits.high998) return 'above_998';
  if (value < limits.low95) return 'below_95';
  return value > limits.high95 ? 'above_95' : 'inside';
}
