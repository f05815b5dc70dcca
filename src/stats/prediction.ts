import { type Count, checkCount, clipped, type Estimate, type Limits, Z } from './count.js';
import { moverSum } from './mover.js';
import { wilson } from './wilson.js';

/** Cases reviewed at random, machine against review: tagged rightly, tagged wrongly, missed, rightly not tagged. */
export type Confusion = { tp: number; fp: number; fn: number; tn: number };

/** Fewest random reviews that an estimate may rest on. */
export const FEWEST_REVIEWED = 30;

/** How many cases were reviewed. */
export function reviewedCases({ tp, fp, fn, tn }: Confusion): number {
  return tp + fp + fn + tn;
}

/** Throws a RangeError unless both are whole counts and the reviewed cases can be part of `all`. */
export function checkReviewed(all: Count, reviewed: Confusion): void {
  checkCount(all, 'whole');
  const { tp, fp, fn, tn } = reviewed;
  for (const count of [tp, fp, fn, tn]) {
    if (!(Number.isSafeInteger(count) && count >= 0)) {
      throw new RangeError(`reviewed cases must be whole numbers: got ${tp}, ${fp}, ${fn}, ${tn}`);
    }
  }
  if (tp + fp > all.x || fn + tn > all.n - all.x) {
    throw new RangeError(
      `${tp + fp} tagged and ${fn + tn} untagged cases reviewed, of ${all.x} tagged and ${all.n - all.x} untagged`,
    );
  }
}

/**
 * Share of cases that have a theme, from all machine tags and a random sample of reviews: prediction-powered
 * (Angelopoulos et al. 2023, Science 382:669), v = F/N + (fn - fp)/n. The 95 % interval adds the independent reviewed
 * and unreviewed parts by MOVER: a Perks-smoothed normal one and a Wilson one.
 * @param all n = all cases N, x = those the machine tagged F, reviewed ones among them
 * @param reviewed the cases reviewed at random
 * @returns null with fewer than 30 reviewed, which includes n = 0
 * @throws RangeError for counts that are no whole numbers or contradict each other
 */
export function predictionPowered(all: Count, reviewed: Confusion): Estimate | null {
  checkReviewed(all, reviewed);
  return reviewedCases(reviewed) < FEWEST_REVIEWED ? null : clipped(poweredLimits(all, reviewed));
}

/** The same, neither checked nor clipped: a term of a larger sum. */
export function poweredLimits(all: Count, reviewed: Confusion): Limits {
  const { tp, fp, fn, tn } = reviewed;
  const n = reviewedCases(reviewed);
  const omega = n / all.n;
  const terms = [
    { count: tp, g: omega },
    { count: fp, g: omega - 1 },
    { count: fn, g: 1 },
    { count: tn, g: 0 },
  ];
  const mean = terms.reduce((sum, { count, g }) => sum + count * g, 0) / n;
  const centre = terms.reduce((sum, { count, g }) => sum + (count + 0.25) * g, 0) / (n + 1);
  const variance = terms.reduce((sum, { count, g }) => sum + (count + 0.25) * (g - centre) ** 2, 0) / (n + 1);
  const half = Z * Math.sqrt(variance / (n + 1));
  const parts = [{ weight: 1, value: mean, low: centre - half, high: centre + half }];

  const left: Count = { x: all.x - tp - fp, n: all.n - n };
  const interval = wilson(left);
  if (interval) parts.push({ weight: 1 - omega, value: left.x / left.n, ...interval });
  return { ...moverSum(parts), value: all.x / all.n + (fn - fp) / n };
}
