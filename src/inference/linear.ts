import { z } from 'zod';
import { MinshengError } from '../core/errors.js';
import { type Features, gramValue, namedValue } from './features.js';

const outputSchema = z.object({
  id: z.string(),
  bias: z.number(),
  /** What one step of an int8 weight is worth. */
  scale: z.number(),
  /** Calibration (Platt 1999): probability = 1 / (1 + exp(−(slope · logit + offset))). */
  slope: z.number(),
  offset: z.number(),
  threshold: z.number(),
});

export const linearHeaderSchema = z.object({
  features: z.number().int(),
  themes: z.array(outputSchema),
  polarities: z.array(outputSchema),
});
export type LinearHeader = z.infer<typeof linearHeaderSchema>;

/** Weights of the features that training kept: one row of int8 per feature, one column per output. */
export interface Weights {
  /** Ascending hashes. */
  readonly keys: Int32Array;
  readonly rows: Int8Array;
}

/**
 * Four weights lie in one number, each raised by `lift` so that none is below 0. They are summed two to a number:
 * `mostAdds` of them fit 16 bits.
 */
const lift = 128;
const mostAdds = 256;
/** A bit per hash modulo this says whether any feature has it: most unknown n-grams end here, in the nearest cache. */
const filterBits = 1 << 20;

/**
 * A linear model over hashed n-grams and cue features, found by their whole hash: a feature that training did not see
 * weighs nothing. logit = bias + scale · (gramValue · Σ grams + namedValue · Σ cue features); the sums are of integers.
 */
export class LinearModel {
  readonly header: LinearHeader;
  readonly outputs: number;
  readonly #quads: number;
  readonly #rows: Int32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #filter = new Int32Array(filterBits / 32);
  readonly #biases: Float64Array;
  readonly #scales: Float64Array;
  readonly #grams: Int32Array;
  readonly #named: Int32Array;
  readonly #pairs: Int32Array;

  constructor(header: LinearHeader, weights: Weights) {
    const all = [...header.themes, ...header.polarities];
    this.header = header;
    this.outputs = all.length;
    this.#quads = Math.ceil(all.length / 4);
    this.#rows = packed(weights.rows, all.length, weights.keys.length);
    this.#biases = Float64Array.from(all, output => output.bias);
    this.#scales = Float64Array.from(all, output => output.scale);
    this.#grams = new Int32Array(this.#quads * 4);
    this.#named = new Int32Array(this.#quads * 4);
    this.#pairs = new Int32Array(this.#quads * 2);
    const room = 2 ** Math.ceil(Math.log2(weights.keys.length * 2 + 2));
    this.#mask = room - 1;
    this.#slots = new Int32Array(room * 2);
    for (const [index, key] of weights.keys.entries()) {
      let slot = key & this.#mask;
      while (this.#slots[slot * 2] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot * 2] = key;
      this.#slots[slot * 2 + 1] = index;
      const bit = (key >>> 12) & (filterBits - 1);
      this.#filter[bit >> 5] = this.#filter[bit >> 5]! | (1 << (bit & 31));
    }
  }

  /** Replaces keys by row numbers, −1 where the model does not know them. */
  #find(keys: Int32Array, length: number): void {
    const slots = this.#slots;
    const mask = this.#mask;
    const filter = this.#filter;
    for (let at = 0; at < length; at++) {
      const key = keys[at]!;
      let row = -1;
      const bit = (key >>> 12) & (filterBits - 1);
      if (key !== 0 && (filter[bit >> 5]! & (1 << (bit & 31))) !== 0) {
        for (let slot = key & mask; slots[slot * 2] !== 0; slot = (slot + 1) & mask) {
          if (slots[slot * 2] !== key) continue;
          row = slots[slot * 2 + 1]!;
          break;
        }
      }
      keys[at] = row;
    }
  }

  #sum(found: Int32Array, length: number, into: Int32Array): void {
    const rows = this.#rows;
    const quads = this.#quads;
    const pairs = this.#pairs;
    into.fill(0);
    pairs.fill(0);
    let adds = 0;
    for (let at = 0; at < length; at++) {
      const row = found[at]!;
      if (row < 0) continue;
      const base = row * quads;
      for (let quad = 0; quad < quads; quad++) {
        const four = rows[base + quad]!;
        pairs[2 * quad] = (pairs[2 * quad]! + (four & 0xff00ff)) | 0;
        pairs[2 * quad + 1] = (pairs[2 * quad + 1]! + ((four >>> 8) & 0xff00ff)) | 0;
      }
      if (++adds === mostAdds) {
        this.#empty(adds, into);
        adds = 0;
      }
    }
    this.#empty(adds, into);
  }

  #empty(adds: number, into: Int32Array): void {
    for (let output = 0; output < into.length; output++) {
      const pair = this.#pairs[(output >> 2) * 2 + (output & 1)]!;
      into[output] = into[output]! + ((output & 2) === 0 ? pair & 0xffff : pair >>> 16) - adds * lift;
    }
    this.#pairs.fill(0);
  }

  /** Logits into `into`, themes first, then polarities. The keys of `features` become row numbers. */
  logits(features: Features, into: Float64Array): void {
    this.#find(features.grams, features.gramCount);
    this.#find(features.named, features.namedCount);
    this.#sum(features.grams, features.gramCount, this.#grams);
    this.#sum(features.named, features.namedCount, this.#named);
    for (let output = 0; output < this.outputs; output++) {
      const sum = gramValue * this.#grams[output]! + namedValue * this.#named[output]!;
      into[output] = this.#biases[output]! + this.#scales[output]! * sum;
    }
  }

  /** After `logits`: what a row number adds to the logit of an output, before its feature's value. */
  weight(row: number, output: number): number {
    if (row < 0) return 0;
    const four = this.#rows[row * this.#quads + (output >> 2)]!;
    return (((four >>> ((output & 3) * 8)) & 0xff) - lift) * this.#scales[output]!;
  }
}

function packed(rows: Int8Array, outputs: number, features: number): Int32Array {
  const quads = Math.ceil(outputs / 4);
  const fours = new Int32Array(features * quads);
  for (let feature = 0; feature < features; feature++) {
    for (let output = 0; output < outputs; output++) {
      const at = feature * quads + (output >> 2);
      fours[at] = fours[at]! | ((rows[feature * outputs + output]! + lift) << ((output & 3) * 8));
    }
  }
  return fours;
}

/** Bytes of a model: keys (int32, little-endian), then rows of int8. */
export function packLinear(weights: Weights): Uint8Array {
  const { keys, rows } = weights;
  const bytes = new Uint8Array(keys.length * 4 + rows.length);
  const view = new DataView(bytes.buffer);
  for (const [index, key] of keys.entries()) view.setInt32(index * 4, key, true);
  bytes.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.length), keys.length * 4);
  return bytes;
}

/**
 * The model of a card's header and its bytes.
 * @throws MinshengError (model) where they do not fit together.
 */
export function loadLinear(header: unknown, bytes: Uint8Array): LinearModel {
  const parsed = linearHeaderSchema.safeParse(header);
  const outputs = parsed.success ? parsed.data.themes.length + parsed.data.polarities.length : 0;
  if (!parsed.success || bytes.length !== parsed.data.features * (4 + outputs)) {
    throw new MinshengError(
      'model',
      { zh: '模型权重与模型卡不符', en: 'weights do not fit the model card' },
      {
        zh: '请从发布包恢复 models/linear，或重新运行 minsheng train。',
        en: 'Restore models/linear, or run minsheng train again.',
      },
    );
  }
  const { features } = parsed.data;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const keys = new Int32Array(features);
  for (let index = 0; index < features; index++) keys[index] = view.getInt32(index * 4, true);
  const rows = new Int8Array(features * outputs);
  rows.set(new Int8Array(bytes.buffer, bytes.byteOffset + features * 4, rows.length));
  return new LinearModel(parsed.data, { keys, rows });
}

/** 1 / (1 + e^−x). */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x));
}
