import { bestThreshold, fitPlatt, type Platt, type Scored } from './calibration.js';
import type { EncoderHeader } from './encoder.js';
import { sigmoid } from './linear.js';

/** Logits of both models for one held-out row: themes in the taxonomy's order, polarities in that of `polarities`. */
export interface StackedRow {
  readonly encoder: ArrayLike<number>;
  readonly linear: ArrayLike<number>;
  readonly encoderPolarity: ArrayLike<number>;
  readonly linearPolarity: ArrayLike<number>;
  readonly labels: readonly boolean[];
  /** Index into `polarities`. */
  readonly polarity: number;
  readonly weight: number;
}

/** Pull of a theme's own offset toward the shared one, in expected positives and negatives. */
const offsetPrior = 6;
const thresholdPrior = 40;
const rounds = 25;

/**
 * Stacked generalisation (Wolpert 1992): one logistic regression over both models' logits, its two slopes shared by all
 * themes, its offset each theme's own, pulled to the shared one where positives are few. Thresholds have the best F1.
 */
export function stack(ids: readonly string[], rows: readonly StackedRow[], pieces: number): EncoderHeader {
  const shared = { encoder: 1, linear: 0.1, offset: 0 };
  const own = new Float64Array(ids.length);
  for (let round = 0; round < rounds; round++) {
    fitShared(rows, own, shared);
    fitOwn(rows, own, shared);
  }
  const curve = curveOf(rows, own, shared);
  const scored = ids.map((_, theme) =>
    rows.map(
      (row): Scored => ({
        logit: sigmoid(curve.slope * logitOf(row, theme, own, shared) + curve.offset),
        isTrue: row.labels[theme]!,
        weight: row.weight,
      }),
    ),
  );
  const pooled = bestThreshold(scored.flat(), 0.4, 0);
  return {
    pieces,
    themes: ids.map((id, theme) => ({
      id,
      encoder: rounded(curve.slope * shared.encoder),
      linear: rounded(curve.slope * shared.linear),
      offset: rounded(curve.slope * (shared.offset + own[theme]!) + curve.offset),
      threshold: rounded(bestThreshold(scored[theme]!, pooled, thresholdPrior)),
    })),
    polarity: stackPolarity(rows),
  };
}

type Shared = { encoder: number; linear: number; offset: number };

function logitOf(row: StackedRow, theme: number, own: Float64Array, shared: Shared): number {
  return shared.encoder * row.encoder[theme]! + shared.linear * row.linear[theme]! + shared.offset + own[theme]!;
}

/** Pairs of row and theme per positive that the last curve looks at, from the highest down: where a tag is in question. */
const pairsPerPositive = 3;

/** The plain absences outweigh the doubtful pairs in the regression; a Platt curve on the latter alone sets that right. */
function curveOf(rows: readonly StackedRow[], own: Float64Array, shared: Shared): Platt {
  const doubtful = Array.from(own, (_, theme) => {
    const pairs = rows.map(
      (row): Scored => ({
        logit: logitOf(row, theme, own, shared),
        isTrue: row.labels[theme]!,
        weight: row.weight,
      }),
    );
    const positives = pairs.filter(pair => pair.isTrue).length;
    return pairs.sort((a, b) => b.logit - a.logit).slice(0, pairsPerPositive * Math.max(positives, 10));
  });
  return fitPlatt(doubtful.flat());
}

/** The encoder's logits as they are, for a model that is not calibrated yet. */
export function unstacked(ids: readonly string[], pieces: number): EncoderHeader {
  return {
    pieces,
    themes: ids.map(id => ({ id, encoder: 1, linear: 0, offset: 0, threshold: 0.5 })),
    polarity: { encoder: 1, linear: 0 },
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** One Newton step on slopes and shared offset. */
function fitShared(rows: readonly StackedRow[], own: Float64Array, shared: Shared): void {
  const gradient = [0, 0, 0];
  const curve = [
    [1e-6, 0, 0],
    [0, 1e-6, 0],
    [0, 0, 1e-6],
  ];
  for (const row of rows) {
    for (let theme = 0; theme < own.length; theme++) {
      const x = [row.encoder[theme]!, row.linear[theme]!, 1];
      const z = shared.encoder * x[0]! + shared.linear * x[1]! + shared.offset + own[theme]!;
      const p = sigmoid(z);
      const error = row.weight * (p - Number(row.labels[theme]!));
      const bend = row.weight * p * (1 - p);
      for (let i = 0; i < 3; i++) {
        gradient[i]! += error * x[i]!;
        for (let j = 0; j < 3; j++) curve[i]![j]! += bend * x[i]! * x[j]!;
      }
    }
  }
  const move = solve(curve, gradient);
  shared.encoder = Math.max(0, shared.encoder - move[0]!);
  shared.linear = Math.max(0, shared.linear - move[1]!);
  shared.offset -= move[2]!;
}

/** One Newton step on each theme's own offset. */
function fitOwn(rows: readonly StackedRow[], own: Float64Array, shared: Shared): void {
  for (let theme = 0; theme < own.length; theme++) {
    let gradient = offsetPrior * own[theme]!;
    let curve = offsetPrior;
    for (const row of rows) {
      const z = logitOf(row, theme, own, shared);
      const p = sigmoid(z);
      gradient += row.weight * (p - Number(row.labels[theme]!));
      curve += row.weight * p * (1 - p);
    }
    own[theme]! -= Math.max(-1, Math.min(1, gradient / curve));
  }
}

/** Gaussian elimination of a 3 × 3 system with a positive definite matrix. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (let pivot = 0; pivot < 3; pivot++) {
    for (let below = pivot + 1; below < 3; below++) {
      const factor = rows[below]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column < 4; column++) rows[below]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  const answer = [0, 0, 0];
  for (let row = 2; row >= 0; row--) {
    let sum = rows[row]![3]!;
    for (let column = row + 1; column < 3; column++) sum -= rows[row]![column]! * answer[column]!;
    answer[row] = sum / rows[row]![row]!;
  }
  return answer;
}

/** The weights of both models' polarity logits, on a grid, with the smallest log loss. */
function stackPolarity(rows: readonly StackedRow[]): EncoderHeader['polarity'] {
  let best = { encoder: 1, linear: 0, loss: Infinity };
  for (let encoder = 0.4; encoder < 1.65; encoder += 0.1) {
    for (let linear = 0; linear < 0.75; linear += 0.1) {
      let loss = 0;
      for (const row of rows) {
        const scores = [0, 1, 2].map(at => encoder * row.encoderPolarity[at]! + linear * row.linearPolarity[at]!);
        const highest = Math.max(...scores);
        const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
        loss += row.weight * (Math.log(total) - (scores[row.polarity]! - highest));
      }
      if (loss < best.loss) best = { encoder, linear, loss };
    }
  }
  return { encoder: rounded(best.encoder), linear: rounded(best.linear) };
}
