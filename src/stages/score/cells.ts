import type { Count } from '../../stats/count.js';
import { midP } from '../../stats/midp.js';
import { type BetaPrior, fitBetaPrior, shrink } from '../../stats/shrinkage.js';

export interface Unit {
  readonly unitId: string;
  readonly tier: string;
}

/** One unit's count in one month, beside its own month before. */
export interface Cell {
  readonly unit: Unit;
  readonly count: Count;
  readonly previous: Count;
}

/** What a unit's count is compared with. */
export interface Compared {
  readonly prior: BetaPrior | null;
  readonly shrunk: number | null;
  readonly p: number | null;
  readonly pPrevious: number | null;
}

export const nothing: Count = { x: 0, n: 0 };

/**
 * Prior of the tier, shrunk share, test against the rest of the tier and against the unit's month before (scoring,
 * section 2). `tested` are the counts as whole cases where they differ from those that are shrunk.
 */
export function compare(cells: readonly Cell[], tested: readonly Cell[] = cells): Compared[] {
  const priors = new Map<string, BetaPrior | null>();
  const totals = new Map<string, Count>();
  for (const tier of new Set(cells.map(cell => cell.unit.tier))) {
    const own = cells.filter(cell => cell.unit.tier === tier);
    priors.set(tier, fitBetaPrior(own.map(cell => cell.count)));
    totals.set(tier, sumOf(tested.filter(cell => cell.unit.tier === tier).map(cell => cell.count)));
  }
  return cells.map((cell, index) => {
    const prior = priors.get(cell.unit.tier) ?? null;
    const { count, previous } = tested[index]!;
    const total = totals.get(cell.unit.tier)!;
    return {
      prior,
      shrunk: cell.count.n > 0 && prior ? shrink(cell.count, prior) : null,
      p: midP(count, { x: total.x - count.x, n: total.n - count.n }),
      pPrevious: midP(count, previous),
    };
  });
}

/** Sum of counts. */
export function sumOf(counts: readonly Count[]): Count {
  return counts.reduce((sum, count) => ({ x: sum.x + count.x, n: sum.n + count.n }), nothing);
}
