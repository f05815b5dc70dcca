import { z } from 'zod';
import { MinshengError } from '../core/errors.js';
import { subjectGrams } from './subject-features.js';

export const subjectHeaderSchema = z.object({
  features: z.number().int().positive(),
  shortest: z.number().nonnegative(),
  subjects: z.array(z.object({ id: z.string(), bias: z.number(), scale: z.number().nonnegative() })).min(2),
  /** Confidence = softmax of slope × margins (temperature scaling, Guo et al. 2017). */
  slope: z.number().positive(),
  /** By ascending length in n-grams: a text of fewer than `below` (null = of any length) is answered from `confidence` on. */
  answered: z.array(z.object({ below: z.number().nullable(), confidence: z.number() })),
});
export type SubjectHeader = z.infer<typeof subjectHeaderSchema>;

export interface SubjectAnswer {
  readonly id: string;
  /** Probability of being right, 0–1. */
  readonly confidence: number;
}

export interface SubjectModel {
  readonly header: SubjectHeader;
  /** The subject of a message (title and text as one string); null where nothing in it tells. */
  subject(text: string): SubjectAnswer | null;
}

/** n-grams that a text must have to have a subject: three characters in a row. */
const fewestGrams = 5;

/** Whether a text of so many n-grams and this confidence gets an answer: the shorter it is, the surer it must be. */
export function isTold(answered: SubjectHeader['answered'], grams: number, confidence: number): boolean {
  if (grams < fewestGrams) return false;
  const rule = answered.find(({ below }) => below === null || grams < below);
  return rule === undefined || confidence >= rule.confidence;
}

/** Bytes per feature before its weights: key (int32), factor (float32), both little-endian, all keys first. */
const headBytes = 8;

/** Bytes of a model: keys, factors, then `weights[feature × subjects + subject]` as int8. */
export function packSubjects(keys: Int32Array, factors: Float32Array, weights: Int8Array): Uint8Array {
  const bytes = new Uint8Array(keys.length * headBytes + weights.length);
  const view = new DataView(bytes.buffer);
  for (const [index, key] of keys.entries()) {
    view.setInt32(index * 4, key, true);
    view.setFloat32((keys.length + index) * 4, factors[index]!, true);
  }
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), keys.length * headBytes);
  return bytes;
}

/**
 * The model of a card (or of its `header`) and its inflated bytes.
 * @throws MinshengError (model) where they do not fit together.
 */
export function loadSubjects(card: unknown, bytes: Uint8Array): SubjectModel {
  const given = (card as { readonly header?: unknown } | null)?.header ?? card;
  const parsed = subjectHeaderSchema.safeParse(given);
  if (!parsed.success || bytes.length !== parsed.data.features * (headBytes + parsed.data.subjects.length)) {
    throw new MinshengError(
      'model',
      { zh: '内容分类模型权重与模型卡不符', en: 'weights of the subject model do not fit its card' },
      {
        zh: '请从发布包恢复 models/subject，或重新训练。',
        en: 'Restore models/subject, or train it again.',
      },
    );
  }
  const header = parsed.data;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const factors = new Float32Array(header.features);
  for (let at = 0; at < header.features; at++) factors[at] = view.getFloat32((header.features + at) * 4, true);
  const weights = new Int8Array(bytes.slice(header.features * headBytes).buffer);
  const find = finder(Int32Array.from(factors, (_, at) => view.getInt32(at * 4, true)));
  return modelOf(header, find, factors, weights);
}

/** Feature numbers by key; −1 for a key that the model lacks. */
function finder(keys: Int32Array): (key: number) => number {
  const mask = 2 ** Math.ceil(Math.log2(keys.length * 2 + 2)) - 1;
  const slots = new Int32Array((mask + 1) * 2);
  const placeOf = (key: number) => (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 8) & mask;
  for (const [number, key] of keys.entries()) {
    let slot = placeOf(key);
    while (slots[slot * 2] !== 0) slot = (slot + 1) & mask;
    slots[slot * 2] = key;
    slots[slot * 2 + 1] = number;
  }
  return key => {
    for (let slot = placeOf(key); slots[slot * 2] !== 0; slot = (slot + 1) & mask) {
      if (slots[slot * 2] === key) return slots[slot * 2 + 1]!;
    }
    return -1;
  };
}

function modelOf(
  header: SubjectHeader,
  find: (key: number) => number,
  factors: Float32Array,
  weights: Int8Array,
): SubjectModel {
  const { subjects } = header;
  const outputs = subjects.length;
  const counts = new Int32Array(header.features);
  let met = new Int32Array(1024);
  let known = 0;
  let grams = 0;
  const meet = (key: number) => {
    grams++;
    const feature = find(key);
    if (feature < 0) return;
    if (counts[feature] === 0) {
      if (known === met.length) met = grown(met);
      met[known++] = feature;
    }
    counts[feature]!++;
  };
  const margins = new Float64Array(outputs);

  const measure = (): void => {
    margins.fill(0);
    let squares = 0;
    for (let at = 0; at < known; at++) {
      const feature = met[at]!;
      const root = Math.sqrt(counts[feature]!);
      counts[feature] = 0;
      squares += (root * factors[feature]!) ** 2;
      for (let output = 0; output < outputs; output++) margins[output]! += root * weights[feature * outputs + output]!;
    }
    const length = Math.max(Math.sqrt(squares), header.shortest) || 1;
    for (let output = 0; output < outputs; output++) {
      margins[output] = subjects[output]!.bias + (subjects[output]!.scale * margins[output]!) / length;
    }
  };

  return {
    header,
    subject(text) {
      known = 0;
      grams = 0;
      subjectGrams(text, meet);
      measure();
      if (known === 0) return null;
      let best = 0;
      for (let output = 1; output < outputs; output++) if (margins[output]! > margins[best]!) best = output;
      const confidence = confidenceOf(margins, best, header.slope);
      return isTold(header.answered, grams, confidence) ? { id: subjects[best]!.id, confidence } : null;
    },
  };
}

/** Softmax of slope × margins at one output. */
export function confidenceOf(margins: ArrayLike<number>, output: number, slope: number): number {
  let sum = 0;
  for (let at = 0; at < margins.length; at++) sum += Math.exp(slope * (margins[at]! - margins[output]!));
  return 1 / sum;
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
