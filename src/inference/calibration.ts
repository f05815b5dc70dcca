import { sigmoid } from './linear.js';

export interface Scored {
  readonly logit: number;
  readonly isTrue: boolean;
  readonly weight: number;
}

export interface Platt {
  readonly slope: number;
  readonly offset: number;
}

const steps = 50;

/**
 * Platt scaling (Platt 1999, with the prior-smoothed targets of that paper) by Newton's method: the probability that
 * a score is right. The slope never falls below 0.1, so that a higher score never means less.
 */
export function fitPlatt(rows: readonly Scored[]): Platt {
  const positives = rows.reduce((sum, row) => sum + (row.isTrue ? row.weight : 0), 0);
  const negatives = rows.reduce((sum, row) => sum + (row.isTrue ? 0 : row.weight), 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 1;
  let offset = Math.log((positives + 1) / (negatives + 1));
  for (let step = 0; step < steps; step++) {
    const sums = { a: 1e-3 * (slope - 1), b: 0, aa: 1e-3, ab: 0, bb: 1e-9 };
    for (const row of rows) {
      const p = sigmoid(slope * row.logit + offset);
      const error = row.weight * (p - (row.isTrue ? high : low));
      const curve = row.weight * p * (1 - p);
      sums.a += error * row.logit;
      sums.b += error;
      sums.aa += curve * row.logit * row.logit;
      sums.ab += curve * row.logit;
      sums.bb += curve;
    }
    const determinant = sums.aa * sums.bb - sums.ab * sums.ab;
    if (Math.abs(determinant) < 1e-12) break;
    const moveSlope = (sums.bb * sums.a - sums.ab * sums.b) / determinant;
    const moveOffset = (sums.aa * sums.b - sums.ab * sums.a) / determinant;
    slope = Math.max(0.1, slope - limit(moveSlope));
    offset -= limit(moveOffset);
    if (Math.abs(moveSlope) + Math.abs(moveOffset) < 1e-9) break;
  }
  return { slope, offset };
}

function limit(move: number): number {
  return Math.max(-1, Math.min(1, move));
}

/** The threshold on probabilities with the best F1, pulled toward `pooled` where positives are few. */
export function bestThreshold(probabilities: readonly Scored[], pooled: number, prior: number): number {
  const sorted = [...probabilities].sort((a, b) => b.logit - a.logit);
  const positives = sorted.reduce((sum, row) => sum + (row.isTrue ? row.weight : 0), 0);
  let best = { f1: -1, threshold: pooled };
  let found = 0;
  let right = 0;
  for (const [index, row] of sorted.entries()) {
    found += row.weight;
    if (row.isTrue) right += row.weight;
    const next = sorted[index + 1]?.logit ?? 0;
    const f1 = (2 * right) / (found + positives);
    if (f1 > best.f1) best = { f1, threshold: (row.logit + next) / 2 };
  }
  const trust = positives / (positives + prior);
  return Math.min(0.9, Math.max(0.1, trust * best.threshold + (1 - trust) * pooled));
}
