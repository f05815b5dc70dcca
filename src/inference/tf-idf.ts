import tfidf from 'natural/lib/natural/tfidf/index.js';
import { type Polarity, polarities } from '../core/classification.js';
import type { Learned, WordedRow } from './baselines.js';
import { bestThreshold, type Scored } from './calibration.js';
import { labelsOf } from './examples.js';
import { fitWeights } from './fit.js';
import { groupedFolds } from './gold.js';
import { sigmoid } from './linear.js';
import { trainingDefaults } from './training.js';

/** Words that fewer texts hold are left out: natural counts each word's texts one by one. */
const fewestTexts = 3;
const neighbours = 5;
/** One fold of so many is kept back to choose the threshold of the logistic model. */
const thresholdFolds = 5;

/** A text as known words with their weights, of length 1; empty where no word is known. */
interface Vector {
  readonly words: Int32Array;
  readonly weights: Float64Array;
}

interface Space {
  readonly words: number;
  vectorOf(words: readonly string[]): Vector;
}

/** The words of the rows, weighted by tf × natural's idf. */
function spaceOf(rows: readonly WordedRow[]): Space {
  const texts = new Map<string, number>();
  for (const { words } of rows) for (const word of new Set(words)) texts.set(word, (texts.get(word) ?? 0) + 1);
  const known = [...texts].filter(([, count]) => count >= fewestTexts).map(([word]) => word);
  const numberOf = new Map(known.map((word, number) => [word, number]));
  const rarity = new tfidf.TfIdf();
  for (const { words } of rows) rarity.addDocument(words.filter(word => numberOf.has(word)));
  const idf = known.map(word => rarity.idf(word));
  return {
    words: known.length,
    vectorOf(words) {
      const counts = new Map<number, number>();
      for (const word of words) {
        const number = numberOf.get(word);
        if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
      }
      const weights = Float64Array.from(counts, ([number, count]) => count * idf[number]!);
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
      return { words: Int32Array.from(counts.keys()), weights: weights.map(weight => weight / length) };
    },
  };
}

/**
 * The five nearest texts by cosine of TF-IDF vectors: a theme is given where neighbours with at least half of the
 * summed cosine have it; polarity by the same vote. Without a common word: nothing, neutral.
 */
export function learnNearest(rows: readonly WordedRow[], themes: readonly string[]): Learned {
  const space = spaceOf(rows);
  const holders: { row: number; weight: number }[][] = Array.from({ length: space.words }, () => []);
  for (const [row, { words }] of rows.entries()) {
    const vector = space.vectorOf(words);
    vector.words.forEach((word, at) => {
      holders[word]!.push({ row, weight: vector.weights[at]! });
    });
  }
  return words => {
    const vector = space.vectorOf(words);
    const cosines = new Map<number, number>();
    vector.words.forEach((word, at) => {
      for (const { row, weight } of holders[word]!)
        cosines.set(row, (cosines.get(row) ?? 0) + weight * vector.weights[at]!);
    });
    const nearest = [...cosines].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, neighbours);
    const all = nearest.reduce((sum, [, cosine]) => sum + cosine, 0);
    const votes = (has: (row: WordedRow['row']) => boolean) =>
      nearest.reduce((sum, [row, cosine]) => sum + (has(rows[row]!.row) ? cosine : 0), 0);
    return {
      themes: all === 0 ? [] : themes.filter(theme => votes(row => row.themes.includes(theme)) >= all / 2),
      polarity: mostOf(polarities, all === 0 ? [0, 0, 1] : polarities.map(each => votes(row => row.polarity === each))),
    };
  };
}

/**
 * Logistic regression per theme on TF-IDF vectors with one threshold for all themes, the best on a grouped fifth of the
 * rows kept back for that. natural's own logistic classifier keeps a dense number per word and text; the weights are fitted as
 * those of the linear model are.
 */
export function learnLogistic(rows: readonly WordedRow[], themes: readonly string[]): Learned {
  const folds = groupedFolds(
    rows.map(each => each.row),
    thresholdFolds,
  );
  const seen = rows.filter((_, index) => folds[index] !== 0);
  const kept = rows.filter((_, index) => folds[index] === 0);
  const part = fitted(seen, themes);
  const scored = kept.flatMap(({ row, words }) => {
    const shares = part(words);
    return themes.map(
      (theme, index): Scored => ({ logit: shares[index]!, isTrue: row.themes.includes(theme), weight: 1 }),
    );
  });
  const threshold = bestThreshold(scored, 0.5, 0);
  const whole = fitted(rows, themes);
  return words => {
    const shares = whole(words);
    return {
      themes: themes.filter((_, theme) => shares[theme]! >= threshold),
      polarity: mostOf(polarities, shares.slice(themes.length)),
    };
  };
}

/** Probabilities of the themes, then scores of the polarities. */
function fitted(rows: readonly WordedRow[], themes: readonly string[]): (words: readonly string[]) => number[] {
  const space = spaceOf(rows);
  const vectors = rows.map(({ words }) => space.vectorOf(words));
  const starts = new Int32Array(rows.length + 1);
  for (const [row, vector] of vectors.entries()) starts[row + 1] = starts[row]! + vector.words.length;
  const matrix = {
    starts,
    features: Int32Array.from(vectors.flatMap(vector => [...vector.words])),
    values: Float32Array.from(vectors.flatMap(vector => [...vector.weights])),
  };
  const labels = labelsOf(
    rows.map(({ row }) => ({ ...row, weight: 1, polarityWeight: 1, fold: 0 })),
    themes,
  );
  const all = Int32Array.from(rows, (_, row) => row);
  const fit = fitWeights(matrix, labels, all, space.words, { ...trainingDefaults, praise: 1 });
  return words => {
    const { words: numbers, weights } = space.vectorOf(words);
    return Array.from({ length: fit.outputs }, (_, output) => {
      let logit = fit.biases[output]!;
      for (const [at, word] of numbers.entries()) logit += weights[at]! * fit.weights[word * fit.outputs + output]!;
      return sigmoid(logit);
    });
  };
}

function mostOf(names: readonly Polarity[], scores: readonly number[]): Polarity {
  return names[scores.indexOf(Math.max(...scores))]!;
}
