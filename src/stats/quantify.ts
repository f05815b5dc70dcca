import { type CorrectionRefusal, correctedLimits, correctionRefusal } from './correction.js';
import { type Count, checkCount, clipped, type Estimate, type Limits } from './count.js';
import { moverSum } from './mover.js';
import { type Confusion, checkReviewed, FEWEST_REVIEWED, poweredLimits, reviewedCases } from './prediction.js';
import { wilson } from './wilson.js';

/** How a theme rate was estimated. */
export type Estimator = 'ppi' | 'rogan_gladen' | 'raw';

/** Why a theme rate is raw: nothing left to estimate, no measured errors for the theme, or useless ones. */
export type RawReason = 'no_case_left' | 'not_measured' | CorrectionRefusal;

/** A theme in a unit and month: cases tagged by the machine (`all`: n = N, x = F) and what is known about them. */
export type Sample = {
  all: Count;
  /** Those of `all` that were reviewed at random. */
  reviewed?: Confusion;
  /** Of gold cases with the theme: tagged, all. */
  sensitivity?: Count;
  /** Of gold cases without the theme: not tagged, all. */
  specificity?: Count;
};

/** A theme rate, the estimator that gave it and, where that is `raw`, why. */
export type Quantity = Estimate & { estimator: Estimator; reason: RawReason | null };

/**
 * Share of cases that have a theme, by the best estimator the sample allows: prediction-powered from 30 random
 * reviews on; else Rogan-Gladen, the fewer reviewed cases being known; else the raw share with its Wilson interval.
 * @returns null where there is no case
 * @throws RangeError for counts that are no whole numbers or contradict each other
 */
export function themeRate(sample: Sample): (Estimate & { estimator: Estimator }) | null {
  const quantity = quantify(sample, { x: 0, n: 0 });
  if (quantity === null) return null;
  const { reason: _, ...rate } = quantity;
  return rate;
}

/**
 * The same with cases known beforehand (priority reviews), which are not in `sample.all`. Known and estimated shares
 * add up weighted by their cases, the limits by MOVER; `raw` is of all cases together.
 * @param known cases whose review is known and not random: x with the theme
 */
export function quantify(sample: Sample, known: Count): Quantity | null {
  const { all, reviewed, sensitivity, specificity } = sample;
  checkReviewed(all, reviewed ?? NONE_REVIEWED);
  checkCount(known, 'whole');
  for (const count of [sensitivity, specificity]) if (count) checkCount(count, 'whole');
  if (all.n + known.n === 0) return null;

  if (reviewed && reviewedCases(reviewed) >= FEWEST_REVIEWED) {
    return { ...clipped(joined(known, all.n, poweredLimits(all, reviewed))), estimator: 'ppi', reason: null };
  }
  const { tp, fp, fn } = reviewed ?? NONE_REVIEWED;
  const fixed: Count = { x: known.x + tp + fn, n: known.n + (reviewed ? reviewedCases(reviewed) : 0) };
  const left: Count = { x: all.x - tp - fp, n: all.n + known.n - fixed.n };
  if (left.n === 0) return raw(fixed, left, 'no_case_left');
  if (!sensitivity || !specificity) return raw(fixed, left, 'not_measured');
  const refusal = correctionRefusal(sensitivity, specificity);
  if (refusal) return raw(fixed, left, refusal);
  const corrected = correctedLimits(left, sensitivity, specificity);
  return { ...clipped(joined(fixed, left.n, corrected)), estimator: 'rogan_gladen', reason: null };
}

const NONE_REVIEWED: Confusion = { tp: 0, fp: 0, fn: 0, tn: 0 };

function raw(fixed: Count, left: Count, reason: RawReason): Quantity {
  const cell: Count = { x: fixed.x + left.x, n: fixed.n + left.n };
  return { ...clipped({ value: cell.x / cell.n, ...wilson(cell)! }), estimator: 'raw', reason };
}

function joined(known: Count, others: number, estimated: Limits): Limits {
  const interval = wilson(known);
  if (interval === null) return estimated;
  const n = known.n + others;
  return moverSum([
    { weight: known.n / n, value: known.x / known.n, ...interval },
    { weight: others / n, ...estimated },
  ]);
}
