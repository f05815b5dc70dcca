import { z } from 'zod';
import type { Span } from '../core/classification.js';
import { MinshengError } from '../core/errors.js';
import { buckets, type Features } from './features.js';

const outputSchema = z.object({
  id: z.string(),
  bias: z.number(),
  scale: z.number(),
  /** Calibration (Platt 1999): probability = 1 / (1 + exp(−(slope · logit + offset))). */
  slope: z.number(),
  offset: z.number(),
  threshold: z.number(),
});

export const linearHeaderSchema = z.object({
  buckets: z.number(),
  themes: z.array(outputSchema),
  polarities: z.array(outputSchema),
});
export type LinearHeader = z.infer<typeof linearHeaderSchema>;

/**
 * A linear model over hashed n-grams and cue features. Weights are int8 rows of one row per bucket, one column per
 * output; a text's score is Σ weight · idf / ‖idf‖ + bias.
 */
export class LinearModel {
  readonly header: LinearHeader;
  readonly outputs: number;
  readonly #weights: Int8Array;
  readonly #idf: Float32Array;
  readonly #sums: Float64Array;
  #norm = 1;

  constructor(header: LinearHeader, weights: Int8Array, idf: Float32Array) {
    this.header = header;
    this.outputs = header.themes.length + header.polarities.length;
    this.#weights = weights;
    this.#idf = idf;
    this.#sums = new Float64Array(this.outputs);
  }

  /** Logits of all outputs, themes first; the array is reused by the next call. */
  logits(features: Features): Float64Array {
    const { outputs } = this;
    const weights = this.#weights;
    const sums = this.#sums.fill(0);
    let square = 0;
    for (let index = 0; index < features.size; index++) {
      const id = features.ids[index]!;
      const idf = this.#idf[id]!;
      if (idf === 0) continue;
      square += idf * idf;
      const row = id * outputs;
      for (let output = 0; output < outputs; output++) sums[output] = sums[output]! + weights[row + output]! * idf;
    }
    this.#norm = square > 0 ? 1 / Math.sqrt(square) : 0;
    const all = [...this.header.themes, ...this.header.polarities];
    for (let output = 0; output < outputs; output++) {
      sums[output] = sums[output]! * this.#norm * all[output]!.scale + all[output]!.bias;
    }
    return sums;
  }

  /** Contribution of each unit of the text to one output's logit; each gram's share is spread over its units. */
  contributions(features: Features, output: number, length: number): Float64Array {
    const shares = new Float64Array(length);
    for (let index = 0; index < features.count; index++) {
      const id = features.grams[index]!;
      const size = features.lengths[index]!;
      const share = (this.#weights[id * this.outputs + output]! * this.#idf[id]!) / size;
      if (share === 0) continue;
      const start = features.starts[index]!;
      for (let at = start; at < start + size; at++) shares[at] = shares[at]! + share;
    }
    return shares;
  }
}

/** The window of a clause that speaks most for an output: the maximal sum (Kadane), at least two units long. */
export function strongestWindow(shares: Float64Array, clauses: readonly Span[]): Span | null {
  let best: { start: number; end: number; sum: number } | null = null;
  for (const clause of clauses) {
    let sum = 0;
    let start = clause.start;
    for (let at = clause.start; at < clause.end; at++) {
      if (sum <= 0) {
        sum = 0;
        start = at;
      }
      sum += shares[at]!;
      if (!best || sum > best.sum) best = { start, end: at + 1, sum };
    }
  }
  if (!best) return null;
  const clause = clauses.find(each => each.start <= best.start && best.end <= each.end)!;
  return widen(best, clause);
}

function widen(window: Span, clause: Span): Span {
  let { start, end } = window;
  while (end - start < 2 && (end < clause.end || start > clause.start)) {
    if (end < clause.end) end++;
    else start--;
  }
  return { start, end };
}

/** Bytes of a model: int8 weights, then the inverse document frequencies as float32, little-endian. */
export function packLinear(weights: Int8Array, idf: Float32Array): Uint8Array {
  const bytes = new Uint8Array(weights.length + idf.length * 4);
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length));
  const view = new DataView(bytes.buffer);
  idf.forEach((value, index) => {
    view.setFloat32(weights.length + index * 4, value, true);
  });
  return bytes;
}

/**
 * The model of a header and its bytes.
 * @throws MinshengError (model) where they do not fit together.
 */
export function loadLinear(header: unknown, bytes: Uint8Array): LinearModel {
  const parsed = linearHeaderSchema.parse(header);
  const rows = buckets + parsed.themes.length;
  const outputs = parsed.themes.length + parsed.polarities.length;
  if (parsed.buckets !== buckets || bytes.length !== rows * (outputs + 4)) {
    throw new MinshengError(
      'model',
      { zh: '模型权重与模型卡不符', en: 'weights do not fit the model card' },
      {
        zh: '请从发布包恢复 models/linear，或重新运行 minsheng train。',
        en: 'Restore models/linear, or run minsheng train again.',
      },
    );
  }
  const weights = new Int8Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + rows * outputs));
  const view = new DataView(bytes.buffer, bytes.byteOffset + rows * outputs);
  const idf = new Float32Array(rows);
  for (let index = 0; index < rows; index++) idf[index] = view.getFloat32(index * 4, true);
  return new LinearModel(parsed, weights, idf);
}

/** 1 / (1 + e^−x). */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x));
}
