import { polarities } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { splitClauses } from '../text/clauses.js';
import { normalise } from '../text/normalise.js';
import { bestThreshold, fitPlatt, type Scored } from './calibration.js';
import { buckets, Features } from './features.js';
import { type GoldRow, groupedFolds } from './gold.js';
import { type LinearHeader, LinearModel, packLinear, sigmoid } from './linear.js';
import type { CueRules } from './rules.js';

export const trainingDefaults = { epochs: 14, rate: 0.5, decay: 2e-5, folds: 5, positiveWeight: 2, seed: 20261125 };
export type TrainingOptions = typeof trainingDefaults;

/** Logits of rows that the model which made them had not seen: one row per gold row, one column per output. */
export interface HeldOut {
  readonly logits: readonly Float64Array[];
  readonly folds: readonly number[];
}

export interface Trained {
  readonly header: LinearHeader;
  readonly bytes: Uint8Array;
  readonly heldOut: HeldOut;
}

interface Example {
  readonly ids: Int32Array;
  readonly truths: Uint8Array;
  readonly weight: number;
}

/**
 * Trains the linear model: weights on all rows; calibration and thresholds on logits of held-out folds, in which near
 * texts stay together. Same rows and options, same bytes.
 */
export function trainLinear(
  rows: readonly GoldRow[],
  taxonomy: Taxonomy,
  rules: CueRules,
  options: TrainingOptions = trainingDefaults,
  tell: (step: string) => void = () => undefined,
): Trained {
  const themes = taxonomy.themes.map(theme => theme.id);
  const examples = readExamples(rows, themes, rules);
  const folds = groupedFolds(rows, options.folds);
  const logits: Float64Array[] = new Array(rows.length);
  for (let fold = 0; fold < options.folds; fold++) {
    tell(`fold ${fold + 1} of ${options.folds}`);
    const model = fitWeights(
      examples.filter((_, index) => folds[index] !== fold),
      themes,
      options,
    );
    const loaded = new LinearModel(plainHeader(themes, model), model.weights, model.idf);
    const features = new Features();
    rows.forEach((row, index) => {
      if (folds[index] !== fold) return;
      readFeatures(features, row.text, themes.length, rules);
      logits[index] = Float64Array.from(loaded.logits(features));
    });
  }
  tell('all rows');
  const model = fitWeights(examples, themes, options);
  const header = calibrated(plainHeader(themes, model), rows, logits);
  return { header, bytes: packLinear(model.weights, model.idf), heldOut: { logits, folds } };
}

/** Reads n-grams and cues of a text as the model sees them; returns the normalised text and its clauses. */
export function readFeatures(features: Features, text: string, themes: number, rules: CueRules) {
  const normal = normalise(text);
  const clauses = splitClauses(normal.text);
  features.read(normal.text, clauses);
  const hits = rules.find(normal.text, clauses);
  for (const hit of hits) features.add(buckets + hit.theme);
  return { normal, clauses, hits, themes };
}

function readExamples(rows: readonly GoldRow[], themes: readonly string[], rules: CueRules): Example[] {
  const features = new Features();
  const outputs = [...themes, ...polarities];
  return rows.map(row => {
    readFeatures(features, row.text, themes.length, rules);
    const truths = Uint8Array.from(outputs, output => Number(row.themes.includes(output) || row.polarity === output));
    return { ids: features.ids.slice(0, features.size), truths, weight: row.weight };
  });
}

interface Fitted {
  readonly weights: Int8Array;
  readonly idf: Float32Array;
  readonly biases: Float64Array;
  readonly scales: Float64Array;
}

/** Logistic regression of every output by AdaGrad (Duchi et al. 2011) over shuffled rows, then int8 rows. */
function fitWeights(examples: readonly Example[], themes: readonly string[], options: TrainingOptions): Fitted {
  const outputs = themes.length + polarities.length;
  const width = buckets + themes.length;
  const idf = documentFrequencies(examples, width);
  const weights = new Float32Array(width * outputs);
  const squares = new Float32Array(width * outputs).fill(1);
  const biases = new Float64Array(outputs).fill(-2);
  const biasSquares = new Float64Array(outputs).fill(1);
  const order = examples.map((_, index) => index);
  const random = generator(options.seed);
  const errors = new Float64Array(outputs);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index]!;
      const norm = normOf(example.ids, idf);
      errors.fill(0);
      for (const id of example.ids) {
        const value = idf[id]! * norm;
        if (value === 0) continue;
        for (let output = 0, at = id * outputs; output < outputs; output++, at++)
          errors[output] = errors[output]! + weights[at]! * value;
      }
      for (let output = 0; output < outputs; output++) {
        const truth = example.truths[output]!;
        const weight = example.weight * (truth === 1 && output < themes.length ? options.positiveWeight : 1);
        const error = weight * (sigmoid(errors[output]! + biases[output]!) - truth);
        errors[output] = error;
        biasSquares[output] = biasSquares[output]! + error * error;
        biases[output] = biases[output]! - (0.1 * error) / Math.sqrt(biasSquares[output]!);
      }
      for (const id of example.ids) {
        const value = idf[id]! * norm;
        if (value === 0) continue;
        for (let output = 0, at = id * outputs; output < outputs; output++, at++) {
          const slope = errors[output]! * value + options.decay * weights[at]!;
          squares[at] = squares[at]! + slope * slope;
          weights[at] = weights[at]! - (options.rate * slope) / Math.sqrt(squares[at]!);
        }
      }
    }
  }
  return { ...quantised(weights, outputs), idf, biases };
}

/** Inverse document frequency ln((1 + N) / (1 + df)) + 1; 0 for n-grams of a single row, which only fit noise. */
function documentFrequencies(examples: readonly Example[], width: number): Float32Array {
  const counts = new Int32Array(width);
  for (const example of examples) for (const id of example.ids) counts[id] = counts[id]! + 1;
  const idf = new Float32Array(width);
  counts.forEach((count, id) => {
    if (count >= 2 || (id >= buckets && count > 0)) idf[id] = Math.log((1 + examples.length) / (1 + count)) + 1;
  });
  for (let id = buckets; id < width; id++) if (idf[id]! > 0) idf[id] = idf[id]! * 2;
  return idf;
}

function normOf(ids: Int32Array, idf: Float32Array): number {
  let square = 0;
  for (const id of ids) square += idf[id]! * idf[id]!;
  return square > 0 ? 1 / Math.sqrt(square) : 0;
}

function quantised(weights: Float32Array, outputs: number): { weights: Int8Array; scales: Float64Array } {
  const most = new Float64Array(outputs);
  for (let at = 0; at < weights.length; at++)
    most[at % outputs] = Math.max(most[at % outputs]!, Math.abs(weights[at]!));
  const scales = most.map(value => (value > 0 ? value / 127 : 1));
  const small = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at++) small[at] = Math.round(weights[at]! / scales[at % outputs]!);
  return { weights: small, scales };
}

function plainHeader(themes: readonly string[], model: Fitted): LinearHeader {
  const output = (id: string, index: number) => ({
    id,
    bias: model.biases[index]!,
    scale: model.scales[index]!,
    slope: 1,
    offset: 0,
    threshold: 0.5,
  });
  return {
    buckets,
    themes: themes.map(output),
    polarities: polarities.map((id, index) => output(id, themes.length + index)),
  };
}

const fewest = 30;
const thresholdPrior = 40;

/** Calibration and thresholds from held-out logits; outputs with few positives share the pooled curve. */
function calibrated(header: LinearHeader, rows: readonly GoldRow[], logits: readonly Float64Array[]): LinearHeader {
  const themes = header.themes.map(theme => theme.id);
  const scored = themes.map((theme, output) => scoresOf(rows, logits, output, row => row.themes.includes(theme)));
  const pooled = fitPlatt(scored.flat());
  const curves = scored.map(list => (list.filter(row => row.isTrue).length >= fewest ? fitPlatt(list) : pooled));
  const probabilities = scored.map((list, output) =>
    list.map(row => ({ ...row, logit: sigmoid(curves[output]!.slope * row.logit + curves[output]!.offset) })),
  );
  const shared = bestThreshold(probabilities.flat(), 0.4, 0);
  return {
    ...header,
    themes: header.themes.map((theme, output) => ({
      ...theme,
      ...curves[output]!,
      threshold: bestThreshold(probabilities[output]!, shared, thresholdPrior),
    })),
    polarities: header.polarities.map((polarity, index) => ({
      ...polarity,
      ...fitPlatt(scoresOf(rows, logits, themes.length + index, row => row.polarity === polarity.id)),
    })),
  };
}

function scoresOf(
  rows: readonly GoldRow[],
  logits: readonly Float64Array[],
  output: number,
  isTrue: (row: GoldRow) => boolean,
): Scored[] {
  return rows.map((row, index) => ({ logit: logits[index]![output]!, isTrue: isTrue(row), weight: row.weight }));
}

/** mulberry32: a small seeded generator of numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}
