import { logBinomial, tailBeyond } from './binomial.js';
import { type Count, checkCount, checkShare } from './count.js';

/** Limits of a funnel at one size, shares in [0, 1]. */
export type FunnelLimits = { low95: number; high95: number; low998: number; high998: number };

/** Probability below a lower limit, and about where that lies on the normal scale (only to begin the search). */
type Tail = { alpha: number; z: number };
const TAIL_95: Tail = { alpha: 0.025, z: -1.96 };
const TAIL_998: Tail = { alpha: 0.001, z: -3.09 };

/**
 * Overdispersion φ of units about their common mean: mean square of their z-values, the tenth at either end
 * winsorised, and at least 1 (Spiegelhalter 2005, Stat Med 24:1185).
 * @param units successes and cases of each unit, may be fractional; units with n = 0 do not count
 * @returns φ >= 1; 1 with fewer than three units or a mean of 0 or 1
 * @throws RangeError unless 0 <= x <= n, finite
 */
export function dispersion(units: Count[]): number {
  let successes = 0;
  let cases = 0;
  for (const unit of units) {
    checkCount(unit, 'fractional');
    successes += unit.x;
    cases += unit.n;
  }
  const sized = units.filter(unit => unit.n > 0);
  const k = sized.length;
  const mean = successes / cases;
  const variance = mean * (1 - mean);
  if (k < 3 || !(variance > 0)) return 1;

  const z = sized.map(({ x, n }) => (x / n - mean) / Math.sqrt(variance / n)).sort((left, right) => left - right);
  const cut = Math.floor(k / 10);
  const floor = z[cut]!;
  const ceiling = z[k - 1 - cut]!;
  let sum = 0;
  for (const value of z) sum += Math.min(Math.max(value, floor), ceiling) ** 2;
  return Math.max(1, sum / k);
}

/**
 * Exact funnel limits for a unit of n cases: interpolated binomial quantiles at 2.5 % and 0.1 %, their distance from
 * the mean stretched by √φ (Spiegelhalter 2005, Stat Med 24:1185, appendix). An upper limit is 1 - the lower one of
 * the complement.
 * @param mean of the tier, in [0, 1]
 * @param n cases of the unit, a whole number
 * @param dispersion φ, 1 where not given
 * @returns null where n = 0
 * @throws RangeError for a mean outside [0, 1], an n that is no whole number, a φ that is negative or not finite
 */
export function funnelLimits(mean: number, n: number, dispersion = 1): FunnelLimits | null {
  checkShare(mean, 'the mean of a funnel');
  checkCount({ x: 0, n }, 'whole');
  if (!(dispersion >= 0 && dispersion < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`the dispersion of a funnel must be finite and not negative: got ${dispersion}`);
  }
  if (n === 0) return null;
  const stretch = Math.sqrt(dispersion);
  const lower = (p: number, q: number, tail: Tail) =>
    Math.max(0, p + stretch * (interpolatedQuantile(n, p, q, tail) / n - p));
  return {
    low95: lower(mean, 1 - mean, TAIL_95),
    high95: 1 - lower(1 - mean, mean, TAIL_95),
    low998: lower(mean, 1 - mean, TAIL_998),
    high998: 1 - lower(1 - mean, mean, TAIL_998),
  };
}

/** r - w, r the smallest count with F(r) >= alpha and w = (F(r) - alpha)/(F(r) - F(r - 1)). */
function interpolatedQuantile(n: number, p: number, q: number, { alpha, z }: Tail): number {
  const skewed = n * p + z * Math.sqrt(n * p * q) + ((z * z - 1) * (q - p)) / 6;
  let r = Math.max(0, Math.min(Math.round(skewed), Math.floor((n + 1) * p), n));
  let here = Math.exp(logBinomial(r, n, p, q));
  const from = r;
  let upTo = here + tailBeyond(here, from, step => ((from - step + 1) / (n - from + step)) * (q / p));
  while (upTo < alpha && r < n) {
    r += 1;
    here = Math.exp(logBinomial(r, n, p, q));
    upTo += here;
  }
  while (r > 0 && upTo - here >= alpha) {
    upTo -= here;
    r -= 1;
    here = Math.exp(logBinomial(r, n, p, q));
  }
  return r - (upTo - alpha) / here;
}
