import { generator } from './generator.js';
import type { Matrix } from './matrix.js';

export interface SubjectFitOptions {
  /** Cost of a row on the wrong side. */
  readonly cost: number;
  /** Power of (rows of a mean subject ÷ rows of this one) by which a subject's own rows cost more. */
  readonly balance: number;
  readonly passes: number;
  readonly seed: number;
}

/** `weights[output][feature]`. */
export interface SubjectFit {
  readonly weights: readonly Float64Array[];
  readonly biases: Float64Array;
}

/** A pass whose largest step is below this is the last. */
const smallestStep = 0.02;

/**
 * One linear support vector machine per subject against the rest, squared hinge loss, by dual coordinate descent
 * (Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, algorithm 1), rows in a seeded order. The same bytes for the same
 * input.
 */
export function fitSubjects(
  matrix: Matrix,
  truth: Uint8Array,
  rows: Int32Array,
  outputs: number,
  features: number,
  options: SubjectFitOptions,
): SubjectFit {
  const biases = new Float64Array(outputs);
  const weights = Array.from({ length: outputs }, (_, output) => {
    const own = rows.reduce((sum, row) => sum + (truth[row] === output ? 1 : 0), 0);
    const ownCost = options.cost * (rows.length / outputs / Math.max(1, own)) ** options.balance;
    const weight = new Float64Array(features);
    const random = generator(options.seed + output);
    const order = Int32Array.from(rows, (_, at) => at);
    const duals = new Float64Array(rows.length);
    const norms = Float64Array.from(rows, row => squaredLength(matrix, row) + 1);
    for (let pass = 0; pass < options.passes; pass++) {
      shuffle(order, random);
      let largest = 0;
      for (const at of order) {
        const row = rows[at]!;
        const side = truth[row] === output ? 1 : -1;
        const slack = 1 / (2 * (side > 0 ? ownCost : options.cost));
        const margin = side * (biases[output]! + product(matrix, row, weight));
        const gradient = margin - 1 + slack * duals[at]!;
        const old = duals[at]!;
        largest = Math.max(largest, Math.abs(old === 0 ? Math.min(gradient, 0) : gradient));
        duals[at] = Math.max(0, old - gradient / (norms[at]! + slack));
        const step = side * (duals[at]! - old);
        if (step === 0) continue;
        for (let entry = matrix.starts[row]!; entry < matrix.starts[row + 1]!; entry++) {
          weight[matrix.features[entry]!]! += step * matrix.values[entry]!;
        }
        biases[output]! += step;
      }
      if (largest < smallestStep) break;
    }
    return weight;
  });
  return { weights, biases };
}

/** Sum of a row's values times the weights of their features. */
export function product(matrix: Matrix, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let at = matrix.starts[row]!; at < matrix.starts[row + 1]!; at++) {
    sum += matrix.values[at]! * weights[matrix.features[at]!]!;
  }
  return sum;
}

function squaredLength(matrix: Matrix, row: number): number {
  let sum = 0;
  for (let at = matrix.starts[row]!; at < matrix.starts[row + 1]!; at++) sum += matrix.values[at]! ** 2;
  return sum;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}
