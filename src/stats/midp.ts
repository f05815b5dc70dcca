import { logBinomial, tailBeyond } from './binomial.js';
import { type Count, checkCount, checkShare } from './count.js';

/**
 * Two-sided mid-p value of an exact test, twice the smaller tail: 2·min(P(X < x) + ½P(x), P(X > x) + ½P(x))
 * (Hirji 2006, Exact Analysis of Discrete Data). Against a share: X binomial(n, share). Against another count: both
 * totals given, X hypergeometric, so that the order of the two does not matter.
 * @param c successes and cases, whole numbers
 * @param against a share in [0, 1], or successes and cases, whole numbers
 * @returns p in [0, 1]; null where either n = 0
 * @throws RangeError for a count that is no whole 0 <= x <= n, or a share outside [0, 1]
 */
export function midP(c: Count, against: number | Count): number | null {
  checkCount(c, 'whole');
  if (typeof against === 'number') {
    checkShare(against, 'the share tested against');
    return c.n === 0 ? null : againstShare(c, against, 1 - against);
  }
  checkCount(against, 'whole');
  return c.n === 0 || against.n === 0 ? null : againstSample(c, against);
}

function againstShare({ x, n }: Count, p: number, q: number): number {
  const here = Math.exp(logBinomial(x, n, p, q));
  if (x <= n * p) {
    return twoSided(
      here,
      tailBeyond(here, x, step => ((x - step + 1) / (n - x + step)) * (q / p)),
    );
  }
  return twoSided(
    here,
    tailBeyond(here, n - x, step => ((n - x - step + 1) / (x + step)) * (p / q)),
  );
}

function againstSample(one: Count, two: Count): number {
  const { x, n } = one;
  const all = n + two.n;
  const k = x + two.x;
  const p = k / all;
  const q = (all - k) / all;
  const here = Math.exp(logBinomial(x, n, p, q) + logBinomial(two.x, two.n, p, q) - logBinomial(k, all, p, q));
  if (x <= n * p) {
    const ratio = (at: number) => (at / (n - at + 1)) * ((two.n - k + at) / (k - at + 1));
    return twoSided(
      here,
      tailBeyond(here, x, step => ratio(x - step + 1)),
    );
  }
  const ratio = (at: number) => ((n - at) / (at + 1)) * ((k - at) / (two.n - k + at + 1));
  return twoSided(
    here,
    tailBeyond(here, n - x, step => ratio(x + step - 1)),
  );
}

function twoSided(here: number, beyond: number): number {
  const tail = beyond + here / 2;
  return 2 * Math.min(tail, 1 - tail);
}
