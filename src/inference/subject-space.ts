import type { Matrix } from './matrix.js';

/** Texts that must hold an n-gram for it to be a feature. */
const fewestTexts = 3;
/** Power of the spread of an n-gram over subjects; what is added to its counts. Found by grouped cross-validation. */
const spreadPower = 0.5;
const prior = 0.5;

/** The features of a training set: n-grams by ascending key, each with its factor. */
export interface SubjectSpace {
  readonly keys: Int32Array;
  readonly factors: Float32Array;
  /** Vectors shorter than this keep their lack of length: a text of few telling n-grams stays near the bias. */
  readonly shortest: number;
  readonly matrix: Matrix;
}

/**
 * The space that the rows in `seen` span, with vectors of all texts: √count × idf × √spread, of length 1. Spread is the
 * root of the summed squared log odds ratios of the subjects, the weight that naive Bayes would give (Wang and Manning
 * 2012), taken over all subjects so that one vector serves them all.
 */
export function spaceOf(
  texts: readonly ReadonlyMap<number, number>[],
  truth: Uint8Array,
  seen: Int32Array,
  outputs: number,
): SubjectSpace {
  const counts = new Map<number, Int32Array>();
  const rows = new Int32Array(outputs);
  for (const row of seen) {
    rows[truth[row]!]!++;
    for (const key of texts[row]!.keys()) {
      const each = counts.get(key) ?? new Int32Array(outputs);
      each[truth[row]!]!++;
      counts.set(key, each);
    }
  }
  const total = (each: Int32Array) => each.reduce((sum, count) => sum + count, 0);
  const keys = Int32Array.from([...counts].filter(([, each]) => total(each) >= fewestTexts).map(([key]) => key)).sort();
  const factors = Float32Array.from(keys, key => {
    const each = counts.get(key)!;
    const all = total(each);
    let spread = 0;
    for (let output = 0; output < outputs; output++) {
      const inside = (each[output]! + prior) / (rows[output]! + outputs * prior);
      const outside = (all - each[output]! + prior) / (seen.length - rows[output]! + outputs * prior);
      spread += Math.log(inside / outside) ** 2;
    }
    return Math.log((1 + seen.length) / (1 + all)) * Math.sqrt(spread) ** spreadPower;
  });
  const { matrix, lengths } = matrixOf(texts, keys, factors);
  const ordered = Float64Array.from(seen, row => lengths[row]!).sort();
  const shortest = Math.fround(ordered[Math.floor(ordered.length * 0.02)] ?? 0);
  for (let row = 0; row < texts.length; row++) {
    const length = Math.max(lengths[row]!, shortest) || 1;
    for (let at = matrix.starts[row]!; at < matrix.starts[row + 1]!; at++) matrix.values[at]! /= length;
  }
  return { keys, factors, shortest, matrix };
}

function matrixOf(texts: readonly ReadonlyMap<number, number>[], keys: Int32Array, factors: Float32Array) {
  const numberOf = new Map<number, number>();
  for (const [number, key] of keys.entries()) numberOf.set(key, number);
  const starts = new Int32Array(texts.length + 1);
  const lengths = new Float64Array(texts.length);
  const features: number[] = [];
  const values: number[] = [];
  for (const [row, counts] of texts.entries()) {
    let squares = 0;
    for (const [key, count] of counts) {
      const number = numberOf.get(key);
      if (number === undefined) continue;
      const value = Math.sqrt(count) * factors[number]!;
      features.push(number);
      values.push(value);
      squares += value * value;
    }
    lengths[row] = Math.sqrt(squares);
    starts[row + 1] = features.length;
  }
  const matrix: Matrix = { starts, features: Int32Array.from(features), values: Float32Array.from(values) };
  return { matrix, lengths };
}
