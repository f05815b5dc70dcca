import { polarities } from '../core/classification.js';
import { generator } from './generator.js';
import type { Labels, Matrix } from './matrix.js';

const satisfied = polarities.indexOf('satisfied');
const dissatisfied = polarities.indexOf('dissatisfied');

export interface FitOptions {
  readonly epochs: number;
  readonly rate: number;
  /** L2 on the weights of the features that a row holds. */
  readonly decay: number;
  /** The same for the polarities. */
  readonly polarityDecay: number;
  readonly seed: number;
  /** How much more a present theme counts than an absent one. */
  readonly positive: number;
  /** How much more a satisfied row without a theme counts in the themes' losses: praise is rare in what people label. */
  readonly praise: number;
}

/** `weights[feature * outputs + output]`; outputs are the themes, then the polarities. */
export interface Fit {
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/**
 * Takes `share` of the difference between the logits of satisfied and dissatisfied from every theme's logit, in the
 * weights themselves: words of praise then speak against a theme that was never seen beside them, at no cost to a
 * classifier.
 */
export function leanOnPolarity(fit: Fit, share: number): Fit {
  const { outputs } = fit;
  const themes = outputs - polarities.length;
  const lean = (values: Float32Array) => {
    const leant = values.slice();
    for (let base = 0; base < values.length; base += outputs) {
      const gladness = values[base + themes + satisfied]! - values[base + themes + dissatisfied]!;
      for (let theme = 0; theme < themes; theme++) leant[base + theme]! -= share * gladness;
    }
    return leant;
  };
  return { outputs, weights: lean(fit.weights), biases: lean(fit.biases) };
}

/**
 * Logistic regression per theme and softmax over polarities on the named rows by AdaGrad (Duchi, Hazan and Singer 2011), rows in a seeded
 * order, weights averaged over the second half of the epochs. The same bytes for the same input.
 */
export function fitWeights(
  matrix: Matrix,
  labels: Labels,
  rows: Int32Array,
  features: number,
  options: FitOptions,
): Fit {
  const outputs = labels.themes + polarities.length;
  const size = features * outputs;
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-6);
  const sums = new Float32Array(size);
  const biases = new Float32Array(outputs).fill(-2);
  const biasSquares = new Float32Array(outputs).fill(1);
  const biasSums = new Float32Array(outputs);
  const gradient = new Float64Array(outputs);
  const decays = new Float64Array(outputs).fill(options.decay);
  decays.fill(options.polarityDecay, labels.themes);
  const random = generator(options.seed);
  const order = rows.slice();
  let averaged = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const rate = options.rate * (1 - (0.9 * epoch) / options.epochs);
    for (const row of order) {
      score(matrix, row, weights, biases, gradient);
      toGradient(gradient, labels, row, options);
      const { starts, values } = matrix;
      for (let at = starts[row]!; at < starts[row + 1]!; at++) {
        const base = matrix.features[at]! * outputs;
        const value = values[at]!;
        for (let output = 0; output < outputs; output++) {
          const slope = gradient[output]! * value + decays[output]! * weights[base + output]!;
          squares[base + output]! += slope * slope;
          weights[base + output]! -= (rate * slope) / Math.sqrt(squares[base + output]!);
        }
      }
      for (let output = 0; output < outputs; output++) {
        const slope = gradient[output]!;
        biasSquares[output]! += slope * slope;
        biases[output]! -= (rate * slope) / Math.sqrt(biasSquares[output]!);
      }
    }
    if (epoch * 2 < options.epochs) continue;
    averaged++;
    for (let at = 0; at < size; at++) sums[at]! += weights[at]!;
    for (let at = 0; at < outputs; at++) biasSums[at]! += biases[at]!;
  }
  return { outputs, weights: sums.map(sum => sum / averaged), biases: biasSums.map(sum => sum / averaged) };
}

/** Logits of one row into `into`. */
export function score(
  matrix: Matrix,
  row: number,
  weights: Float32Array,
  biases: Float32Array,
  into: Float64Array,
): void {
  const outputs = into.length;
  into.set(biases);
  const { starts, features, values } = matrix;
  for (let at = starts[row]!; at < starts[row + 1]!; at++) {
    const base = features[at]! * outputs;
    const value = values[at]!;
    for (let output = 0; output < outputs; output++) into[output]! += value * weights[base + output]!;
  }
}

function isPraise(labels: Labels, row: number): boolean {
  if (labels.polarity[row] !== satisfied) return false;
  for (let theme = 0; theme < labels.themes; theme++) {
    if (labels.theme[row * labels.themes + theme] === 1) return false;
  }
  return true;
}

function toGradient(logits: Float64Array, labels: Labels, row: number, options: FitOptions): void {
  const weight = labels.weight[row]! * (isPraise(labels, row) ? options.praise : 1);
  const { themes } = labels;
  for (let theme = 0; theme < themes; theme++) {
    const truth = labels.theme[row * themes + theme]!;
    const chance = 1 / (1 + Math.exp(-logits[theme]!));
    logits[theme] = weight * (chance - truth) * (truth === 1 ? options.positive : 1);
  }
  let total = 0;
  let highest = -Infinity;
  for (let at = themes; at < logits.length; at++) highest = Math.max(highest, logits[at]!);
  for (let at = themes; at < logits.length; at++) total += logits[at] = Math.exp(logits[at]! - highest);
  for (let at = themes; at < logits.length; at++) {
    const truth = at - themes === labels.polarity[row] ? 1 : 0;
    logits[at] = labels.polarityWeight[row]! * (logits[at]! / total - truth);
  }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}
