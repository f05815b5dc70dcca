/** Stirling's error ln k! - ln(√(2πk)·(k/e)^k) of k = 0 … 15; the entry of 0 is never asked for. */
const STIRLING_ERROR = [
  0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
  0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
  0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
];

/** ln k! less Stirling's approximation, for whole k >= 1 (Loader 2000, "Fast and accurate computation of binomial probabilities"). */
export function stirlingError(k: number): number {
  if (k < STIRLING_ERROR.length) return STIRLING_ERROR[k]!;
  const square = k * k;
  const inner = 1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square;
  return (1 / 12 - (1 / 360 - inner / square) / square) / k;
}

/** Deviance x·ln(x/mean) + mean - x for x, mean > 0, without the cancellation near x = mean (Loader 2000). */
export function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const ratio = difference / (x + mean);
  let sum = difference * ratio;
  let power = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= ratio * ratio;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * ln of the binomial probability of x among n, to about 1e-13 whatever n.
 * @param p share in [0, 1]
 * @param q 1 - p, given apart so that neither loses digits next to 0
 * @returns -Infinity where x cannot happen
 */
export function logBinomial(x: number, n: number, p: number, q: number): number {
  if (x < 0 || x > n) return Number.NEGATIVE_INFINITY;
  if (x === 0) return n === 0 ? 0 : n * logOf(q, p);
  if (x === n) return n * logOf(p, q);
  if (p === 0 || q === 0) return Number.NEGATIVE_INFINITY;
  const error = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  return error - deviance(x, n * p) - deviance(n - x, n * q) + 0.5 * Math.log(n / (2 * Math.PI * x * (n - x)));
}

/** ln p from the smaller of p and its complement. */
function logOf(p: number, complement: number): number {
  return complement < 0.5 ? Math.log1p(-complement) : Math.log(p);
}

/**
 * Sum of the probabilities beyond one, walking away from the mode, until what is left cannot change the sum.
 * @param start probability to walk from; not part of the sum
 * @param steps how many probabilities there are beyond it
 * @param ratio probability of the step-th one, divided by that of the one before; step = 1 … steps
 */
export function tailBeyond(start: number, steps: number, ratio: (step: number) => number): number {
  let term = start;
  let sum = 0;
  for (let step = 1; step <= steps; step += 1) {
    term *= ratio(step);
    sum += term;
    if (term <= sum * 1e-20) break;
  }
  return sum;
}
