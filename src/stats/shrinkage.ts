import { type Count, checkCount, checkShare } from './count.js';

/** A Beta prior: its mean in [0, 1] and its strength in cases (the sum of both shapes). */
export type BetaPrior = { mean: number; strength: number };

const WEAKEST = 2;
const STRONGEST = 500;
/** Where the units are too few, or too small, to show how much they differ. */
const UNKNOWN = 10;

/**
 * Prior of a tier from its units, by the method of moments with weights n (Kleinman 1973, JASA 68:46, without the
 * (k - 1)/k factor). The strength is clamped to [2, max(2, min(500, Σn))]; it is 10 with fewer than three units that
 * have cases, or when every unit has but one.
 * @param units successes and cases of each unit, may be fractional; units with n = 0 do not count
 * @returns null when no unit has a case
 * @throws RangeError unless 0 <= x <= n, finite
 */
export function fitBetaPrior(units: Count[]): BetaPrior | null {
  let successes = 0;
  let cases = 0;
  let squares = 0;
  let k = 0;
  for (const unit of units) {
    checkCount(unit, 'fractional');
    if (unit.n === 0) continue;
    successes += unit.x;
    cases += unit.n;
    squares += unit.n * unit.n;
    k += 1;
  }
  if (k === 0) return null;
  const mean = Math.min(1, successes / cases);
  const spread = cases - squares / cases - (k - 1);
  if (k < 3 || spread <= 1e-9) return { mean, strength: UNKNOWN };

  let deviation = 0;
  for (const { x, n } of units) if (n > 0) deviation += n * (x / n - mean) ** 2;
  const binomial = mean * (1 - mean);
  const variance = (deviation - (k - 1) * binomial) / spread;
  const strength = variance > 0 ? binomial / variance - 1 : STRONGEST;
  return { mean, strength: Math.min(Math.max(strength, WEAKEST), Math.max(WEAKEST, Math.min(STRONGEST, cases))) };
}

/**
 * A unit's share pulled to its prior: (x + μM)/(n + M).
 * @param c successes and cases, may be fractional (mean reply scores, 5ths of a disclosure)
 * @returns a share in [0, 1]; null where n = 0
 * @throws RangeError unless 0 <= x <= n, the mean lies in [0, 1] and the strength is finite and not negative
 */
export function shrink(c: Count, prior: BetaPrior): number | null {
  checkCount(c, 'fractional');
  checkShare(prior.mean, 'the mean of a prior');
  if (!(prior.strength >= 0 && prior.strength < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`the strength of a prior must be finite and not negative: got ${prior.strength}`);
  }
  return c.n === 0 ? null : (c.x + prior.mean * prior.strength) / (c.n + prior.strength);
}
