import { polarities } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { bestThreshold, fitPlatt, type Scored } from './calibration.js';
import { examplesOf, labelsOf, matrixOf, weightOf } from './examples.js';
import { type Fit, type FitOptions, fitWeights, leanOnPolarity, score } from './fit.js';
import { type GoldRow, groupedFolds } from './gold.js';
import { type LinearHeader, packLinear, sigmoid, type Weights } from './linear.js';
import type { Matrix } from './matrix.js';
import type { CueRules } from './rules.js';

export interface TrainingOptions extends FitOptions {
  readonly folds: number;
  /** What a theme's logit loses of the difference between the logits of satisfied and dissatisfied. */
  readonly polarityShare: number;
  /** Features that the model keeps: those with the largest weights. */
  readonly most: number;
}

/** Found by grouped cross-validation on the gold sets. */
export const trainingDefaults: TrainingOptions = {
  epochs: 10,
  rate: 0.1,
  decay: 3e-3,
  polarityDecay: 1e-4,
  positive: 1,
  praise: 3,
  polarityShare: 0.05,
  seed: 20261125,
  folds: 5,
  most: 100_000,
};

/** What is known of rows that the model had not seen. */
export interface HeldOut {
  /** Logits of the model that did not see the row: one row per gold row, one column per output. */
  readonly logits: readonly Float64Array[];
  readonly folds: readonly number[];
  /** Per fold the calibration and the thresholds found on the other folds alone: those to measure the fold by. */
  readonly headers: readonly LinearHeader[];
}

export interface Trained {
  readonly header: LinearHeader;
  readonly bytes: Uint8Array;
  readonly heldOut: HeldOut;
}

/**
 * Trains the linear model: weights on all rows and on the words given as evidence; calibration and thresholds on logits
 * of held-out folds, in which near texts stay together. Same rows and options, same bytes.
 */
export function trainLinear(
  rows: readonly GoldRow[],
  taxonomy: Taxonomy,
  rules: CueRules,
  options: TrainingOptions = trainingDefaults,
  tell: (step: string) => void = () => undefined,
): Trained {
  const themes = taxonomy.themes.map(theme => theme.id);
  const folds = groupedFolds(rows, options.folds);
  const examples = examplesOf(rows, folds);
  const { matrix, keys } = matrixOf(examples, rules);
  const labels = labelsOf(examples, themes);
  const all = Int32Array.from(examples, (_, index) => index);
  const logits: Float64Array[] = new Array(rows.length);
  for (let fold = 0; fold < options.folds; fold++) {
    tell(`fold ${fold + 1} of ${options.folds}`);
    const seen = all.filter(row => examples[row]!.fold !== fold);
    const part = leanOnPolarity(fitWeights(matrix, labels, seen, keys.length, options), options.polarityShare);
    for (let row = 0; row < rows.length; row++) {
      if (folds[row] !== fold) continue;
      logits[row] = new Float64Array(part.outputs);
      score(matrix, row, part.weights, part.biases, logits[row]!);
    }
  }
  tell('all rows');
  const whole = leanOnPolarity(fitWeights(matrix, labels, all, keys.length, options), options.polarityShare);
  const { plain, weights } = packed(themes, whole, matrix, keys, options.most);
  const headers = nestedHeaders(plain, rows, logits, folds, options.folds);
  return { header: calibrate(plain, rows, logits), bytes: packLinear(weights), heldOut: { logits, folds, headers } };
}

/** The model of all rows without calibration: for one that must be measured on rows of its own. */
export function fitLinear(
  rows: readonly GoldRow[],
  taxonomy: Taxonomy,
  rules: CueRules,
  options: TrainingOptions = trainingDefaults,
): { header: LinearHeader; bytes: Uint8Array } {
  const themes = taxonomy.themes.map(theme => theme.id);
  const examples = examplesOf(
    rows,
    rows.map(() => 0),
  );
  const { matrix, keys } = matrixOf(examples, rules);
  const all = Int32Array.from(examples, (_, index) => index);
  const fit = fitWeights(matrix, labelsOf(examples, themes), all, keys.length, options);
  const { plain, weights } = packed(themes, leanOnPolarity(fit, options.polarityShare), matrix, keys, options.most);
  return { header: plain, bytes: packLinear(weights) };
}

function packed(themes: readonly string[], whole: Fit, matrix: Matrix, keys: Int32Array, most: number) {
  const { weights, scales } = quantise(whole, matrix, keys, most);
  return { plain: plainHeader(themes, whole, scales, weights.keys.length), weights };
}

/** Per fold the calibration and thresholds that the rows of the other folds give; curves already in `header` are replaced. */
export function nestedHeaders(
  header: LinearHeader,
  rows: readonly GoldRow[],
  logits: readonly Float64Array[],
  folds: readonly number[],
  count: number,
): LinearHeader[] {
  return Array.from({ length: count }, (_, fold) => {
    const isOther = (_: unknown, index: number) => folds[index] !== fold;
    return calibrate(header, rows.filter(isOther), logits.filter(isOther));
  });
}

/** A polarity's weights are larger, its loss matters less when features are chosen. */
const polaritySize = 0.2;

/** The features that move logits most (use × weight²), ascending by hash, as int8 steps of each output's scale. */
function quantise(
  whole: Fit,
  matrix: Matrix,
  keys: Int32Array,
  most: number,
): { weights: Weights; scales: Float64Array } {
  const { outputs, weights } = whole;
  const themes = outputs - polarities.length;
  const size = new Float64Array(keys.length);
  const uses = new Float64Array(keys.length);
  for (const [at, feature] of matrix.features.entries()) uses[feature] = uses[feature]! + matrix.values[at]! ** 2;
  const scales = new Float64Array(outputs);
  for (let at = 0; at < weights.length; at++) {
    const weight = Math.abs(weights[at]!);
    const feature = Math.floor(at / outputs);
    size[feature] = size[feature]! + weight * weight * (at % outputs < themes ? 1 : polaritySize);
    scales[at % outputs] = Math.max(scales[at % outputs]!, weight / 127);
  }
  for (let at = 0; at < size.length; at++) size[at] = size[at]! * uses[at]!;
  const order = Int32Array.from(keys, (_, feature) => feature);
  const kept = order
    .sort((a, b) => size[b]! - size[a]! || a - b)
    .slice(0, most)
    .sort();
  const rows = new Int8Array(kept.length * outputs);
  for (const [row, feature] of kept.entries()) {
    for (let output = 0; output < outputs; output++) {
      rows[row * outputs + output] = Math.round(weights[feature * outputs + output]! / (scales[output]! || 1));
    }
  }
  return { weights: { keys: kept.map(feature => keys[feature]!), rows }, scales };
}

function plainHeader(themes: readonly string[], whole: Fit, scales: Float64Array, features: number): LinearHeader {
  const output = (id: string, index: number) => ({
    id,
    bias: whole.biases[index]!,
    scale: scales[index]!,
    slope: 1,
    offset: 0,
    threshold: 0.5,
  });
  return {
    features,
    themes: themes.map(output),
    polarities: polarities.map((id, index) => output(id, themes.length + index)),
  };
}

/** Positives below which an output shares the pooled calibration; pull of the pooled threshold, in positives. */
const fewest = 30;
const thresholdPrior = 40;
/** Rows per positive that calibration looks at, from the highest logit down: those where a tag is in question. */
const rowsPerPositive = 3;

/** Calibration and thresholds from held-out logits. */
function calibrate(header: LinearHeader, rows: readonly GoldRow[], logits: readonly Float64Array[]): LinearHeader {
  const scored = header.themes.map((theme, output) =>
    rows.map(
      (row, index): Scored => ({
        logit: logits[index]![output]!,
        isTrue: row.themes.includes(theme.id),
        weight: weightOf(row),
      }),
    ),
  );
  const highest = scored.map(list => {
    const positives = list.filter(row => row.isTrue).length;
    return [...list].sort((a, b) => b.logit - a.logit).slice(0, rowsPerPositive * Math.max(positives, 10));
  });
  const pooled = fitPlatt(highest.flat());
  const curves = highest.map(list => (list.filter(row => row.isTrue).length >= fewest ? fitPlatt(list) : pooled));
  const probabilities = scored.map((list, output) =>
    list.map(row => ({ ...row, logit: sigmoid(curves[output]!.slope * row.logit + curves[output]!.offset) })),
  );
  const shared = bestThreshold(probabilities.flat(), 0.4, 0);
  const slope = polaritySlope(rows, logits, header.themes.length);
  return {
    ...header,
    themes: header.themes.map((theme, output) => ({
      ...theme,
      ...curves[output]!,
      threshold: bestThreshold(probabilities[output]!, shared, thresholdPrior),
    })),
    polarities: header.polarities.map(polarity => ({ ...polarity, slope })),
  };
}

/** The one factor on polarity logits, from 0.3 to 1.2, with the smallest log loss (temperature scaling). */
function polaritySlope(rows: readonly GoldRow[], logits: readonly Float64Array[], from: number): number {
  const loss = (slope: number) => {
    let sum = 0;
    for (const [index, row] of rows.entries()) {
      const scores = [...logits[index]!.subarray(from)].map(logit => slope * logit);
      const total = scores.reduce((all, score) => all + Math.exp(score), 0);
      sum += weightOf(row) * (Math.log(total) - scores[polarities.indexOf(row.polarity)]!);
    }
    return sum;
  };
  const slopes = Array.from({ length: 10 }, (_, step) => (3 + step) / 10);
  const losses = slopes.map(loss);
  return slopes[losses.indexOf(Math.min(...losses))]!;
}
