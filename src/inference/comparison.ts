import type { Answer } from './answers.js';
import type { GoldRow } from './gold.js';
import { allRows, countsOf, f1sOf, intervalOf, isBare, isExact, macroThemesOf, resampled, tallyOf } from './scores.js';

export const comparedMeasures = ['micro_f1', 'macro_f1', 'clean', 'polarity', 'exact'] as const;
export type ComparedMeasure = (typeof comparedMeasures)[number];

/** `gains` and `loses` are said of b against a, where the interval holds no 0. */
export type Verdict = 'gains' | 'loses' | 'no_difference_shown';

export interface Difference {
  readonly measure: ComparedMeasure;
  /** Null where the rows cannot tell (no row without a theme). */
  readonly a: number | null;
  readonly b: number | null;
  /** b − a with the 95 % percentile interval. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: Verdict;
}

const resamples = 2000;
const seed = 11;

/** Answers to the same gold rows compared by paired bootstrap: both on the same 2,000 seeded resamples of rows. */
export function compare(
  rows: readonly GoldRow[],
  a: readonly Answer[],
  b: readonly Answer[],
  themes: readonly string[],
): Difference[] {
  const measureA = measuring(rows, a, themes);
  const measureB = measuring(rows, b, themes);
  const all = allRows(rows.length);
  const [wholeA, wholeB] = [measureA(all), measureB(all)];
  const samples = resampled(rows.length, resamples, seed, sample => {
    const [partA, partB] = [measureA(sample), measureB(sample)];
    return partA.map((value, index) => partB[index]! - value);
  });
  return comparedMeasures.map((measure, index): Difference => {
    const difference = wholeB[index]! - wholeA[index]!;
    if (Number.isNaN(difference))
      return { measure, a: null, b: null, difference: null, low: null, high: null, verdict: 'no_difference_shown' };
    const { low, high } = intervalOf(
      difference,
      samples.map(sample => sample[index]!),
    );
    const verdict = low > 0 ? 'gains' : high < 0 ? 'loses' : 'no_difference_shown';
    return { measure, a: wholeA[index]!, b: wholeB[index]!, difference, low, high, verdict };
  });
}

/** The measures of `comparedMeasures`, in that order, over the rows named; NaN where undefined. */
function measuring(rows: readonly GoldRow[], answers: readonly Answer[], themes: readonly string[]) {
  const tally = tallyOf(rows, answers, themes);
  const macroThemes = macroThemesOf(countsOf(tally));
  const exact = Uint8Array.from(rows, (_, row) => Number(isExact(tally, row)));
  const bare = Uint8Array.from(rows, (_, row) => Number(isBare(tally, row)));
  const polarity = Uint8Array.from(rows, (row, index) => Number(answers[index]!.polarity === row.polarity));
  const isTold = answers.every(answer => answer.polarity !== null);
  return (sample: Int32Array): number[] => {
    const { micro, macro } = f1sOf(tally, macroThemes, sample);
    let [clean, empty, right, same] = [0, 0, 0, 0];
    for (const row of sample) {
      clean += bare[row]! * exact[row]!;
      empty += bare[row]!;
      right += polarity[row]!;
      same += exact[row]!;
    }
    return [
      micro,
      macroThemes.length === 0 ? Number.NaN : macro,
      clean / empty,
      isTold ? right / sample.length : Number.NaN,
      same / sample.length,
    ];
  };
}
