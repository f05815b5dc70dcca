import { type Polarity, polarities } from '../core/classification.js';
import { normalise } from '../text/normalise.js';
import { extract, gramValue, namedValue, newFeatures } from './features.js';
import type { GoldRow } from './gold.js';
import type { Labels, Matrix } from './matrix.js';
import { newReading, read } from './reading.js';
import type { CueRules } from './rules.js';

/** A text to learn from. Snippets are parts of gold texts: the words that a reader gave as evidence. */
export interface Example {
  readonly text: string;
  readonly themes: readonly string[];
  readonly polarity: Polarity;
  readonly weight: number;
  readonly polarityWeight: number;
  readonly fold: number;
}

/** The comment box is what the model is for, and most gold rows come from elsewhere: its rows count more. */
const commentWeight = 2;

/** How much a gold row counts. */
export function weightOf(row: GoldRow): number {
  return row.weight * (row.register === 'comment' ? commentWeight : 1);
}

/** How much a snippet counts beside its text. */
const snippetWeight = 0.5;
const snippetPolarityWeight = 0.15;

/** Gold rows in order, then the snippets of their evidence, each in its row's fold. */
export function examplesOf(rows: readonly GoldRow[], folds: readonly number[]): Example[] {
  const whole = rows.map((row, index): Example => {
    const { text, themes, polarity } = row;
    const weight = weightOf(row);
    return { text, themes, polarity, weight, polarityWeight: weight, fold: folds[index]! };
  });
  const snippets = rows.flatMap((row, index) => {
    const evidence = Object.entries(row.evidence ?? {});
    const texts = new Set(evidence.map(([, text]) => text).filter(text => text.length < row.text.length));
    return [...texts].map(
      (text): Example => ({
        text,
        themes: evidence.filter(([, words]) => text.includes(words)).map(([theme]) => theme),
        polarity: row.polarity,
        weight: weightOf(row) * snippetWeight,
        polarityWeight: weightOf(row) * snippetPolarityWeight,
        fold: folds[index]!,
      }),
    );
  });
  return [...whole, ...snippets];
}

/** Features of the examples as the classifier will see them; those of a single example are left out. */
export function matrixOf(examples: readonly Example[], rules: CueRules): { matrix: Matrix; keys: Int32Array } {
  const reading = newReading();
  const features = newFeatures();
  const seen = new Map<number, number>();
  const lists = examples.map(example => {
    const { text } = normalise(example.text);
    read(text, 0, text.length, reading);
    extract(reading, rules.find(reading), features);
    const grams = features.grams.slice(0, features.gramCount).filter(key => key !== 0);
    const named = features.named.slice(0, features.namedCount).filter(key => key !== 0);
    for (const key of new Set([...grams, ...named])) seen.set(key, (seen.get(key) ?? 0) + 1);
    return { grams, named };
  });
  const keys = Int32Array.from([...seen].filter(([, count]) => count > 1).map(([key]) => key)).sort();
  const numberOf = new Map<number, number>();
  for (const [number, key] of keys.entries()) numberOf.set(key, number);
  const starts = new Int32Array(examples.length + 1);
  const numbers: number[] = [];
  const values: number[] = [];
  for (const [row, list] of lists.entries()) {
    for (const [found, value] of [
      [list.grams, gramValue],
      [list.named, namedValue],
    ] as const) {
      for (const key of found) {
        const number = numberOf.get(key);
        if (number === undefined) continue;
        numbers.push(number);
        values.push(value);
      }
    }
    starts[row + 1] = numbers.length;
  }
  return { matrix: { starts, features: Int32Array.from(numbers), values: Float32Array.from(values) }, keys };
}

/** Labels of the examples; themes in the order given. */
export function labelsOf(examples: readonly Example[], themes: readonly string[]): Labels {
  const theme = new Uint8Array(examples.length * themes.length);
  for (const [row, example] of examples.entries()) {
    for (const [index, id] of themes.entries()) {
      if (example.themes.includes(id)) theme[row * themes.length + index] = 1;
    }
  }
  return {
    themes: themes.length,
    theme,
    polarity: Uint8Array.from(examples, example => polarities.indexOf(example.polarity)),
    weight: Float32Array.from(examples, example => example.weight),
    polarityWeight: Float32Array.from(examples, example => example.polarityWeight),
  };
}
