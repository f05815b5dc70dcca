import type { DefinitionId } from '../../core/scoring.js';
import type { Count } from '../../stats/count.js';
import { midP } from '../../stats/midp.js';
import { type BetaPrior, fitBetaPrior } from '../../stats/shrinkage.js';

/** A unit in the order of `unit_id`; every list by unit follows it. */
export interface Unit {
  readonly unit_id: string;
  readonly tier: string;
}

/** The five nodes of one case are not independent: after its value, `disclosure` counts cases, not nodes. */
const nodesPerCase: Partial<Record<DefinitionId, number>> = { disclosure: 5 };

/** x and n of a rate as cases; x of `disclosure` becomes fifths. */
export function asCases(definition: DefinitionId, { x, n }: Count): Count {
  const nodes = nodesPerCase[definition];
  return nodes === undefined ? { x, n } : { x: x / nodes, n: n / nodes };
}

/** The same in whole cases, half up: what a test may be given. */
export function asWholeCases(definition: DefinitionId, { x, n }: Count): Count {
  const nodes = nodesPerCase[definition];
  return nodes === undefined ? { x, n } : { x: Math.floor((2 * x + nodes) / (2 * nodes)), n: n / nodes };
}

/** Positions of the units of each tier. */
export function tiersOf(units: readonly Unit[]): number[][] {
  const tiers = new Map<string, number[]>();
  units.forEach((unit, at) => {
    const tier = tiers.get(unit.tier);
    if (tier) tier.push(at);
    else tiers.set(unit.tier, [at]);
  });
  return [...tiers.values()];
}

/** Prior of each unit's tier, the unit itself included; null where the tier has no case. */
export function priorsOf(counts: readonly Count[], tiers: readonly number[][]): (BetaPrior | null)[] {
  return perTier(counts, tiers, own => fitBetaPrior(own));
}

/** One value per tier, given to each of its units. */
export function perTier<V>(counts: readonly Count[], tiers: readonly number[][], of: (own: Count[]) => V): V[] {
  const values: V[] = new Array(counts.length);
  for (const tier of tiers) {
    const value = of(tier.map(at => counts[at]!));
    for (const at of tier) values[at] = value;
  }
  return values;
}

/** p of each unit against the rest of its tier: with itself it would pull its own yardstick. Whole counts only. */
export function againstRest(counts: readonly Count[], tiers: readonly number[][]): (number | null)[] {
  const sums = perTier(counts, tiers, sumOf);
  return counts.map((count, at) => midP(count, { x: sums[at]!.x - count.x, n: sums[at]!.n - count.n }));
}

/** p of each unit against its own month before; null where either month is empty. Whole counts only. */
export function againstPrevious(counts: readonly Count[], previous: readonly Count[] | null): (number | null)[] {
  return counts.map((count, at) => (previous ? midP(count, previous[at]!) : null));
}

function sumOf(counts: readonly Count[]): Count {
  const sum = { x: 0, n: 0 };
  for (const { x, n } of counts) {
    sum.x += x;
    sum.n += n;
  }
  return sum;
}
