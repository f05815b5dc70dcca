import { generator } from './generator.js';

/** A value and its 95 % percentile interval over resampled rows. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The themes of one row, as people or a model gave them. */
export interface Themed {
  readonly themes: readonly string[];
}

/** Kinds of decision that count; a theme rightly left out is what remains. */
const [hit, extra, missed] = [0, 1, 2];
const kinds = 3;

/** Themes with fewer positives among the gold labels are left out of macro-F1. */
export const fewestForMacro = 10;

/**
 * Hits, extra and missed themes of every row, sparse: those of row r are `events[starts[r]..starts[r + 1])`, each
 * theme × 3 + kind. A resample then costs as much as there are events, whatever the number of themes.
 */
export interface Tally {
  readonly themes: number;
  readonly rows: number;
  readonly starts: Int32Array;
  readonly events: Uint16Array;
}

/** Compares answers with gold labels row by row. Themes that are not listed in `themes` count for nothing. */
export function tallyOf(gold: readonly Themed[], given: readonly Themed[], themes: readonly string[]): Tally {
  const numberOf = new Map(themes.map((theme, number) => [theme, number]));
  const numbers = (row: Themed) => new Set(row.themes.flatMap(theme => numberOf.get(theme) ?? []));
  const starts = new Int32Array(gold.length + 1);
  const events: number[] = [];
  for (const [row, truth] of gold.entries()) {
    const right = numbers(truth);
    const said = numbers(given[row]!);
    for (const theme of said) events.push(theme * kinds + (right.has(theme) ? hit! : extra!));
    for (const theme of right) if (!said.has(theme)) events.push(theme * kinds + missed!);
    starts[row + 1] = events.length;
  }
  return { themes: themes.length, rows: gold.length, starts, events: Uint16Array.from(events) };
}

/** Counts of one theme over some rows. */
export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Sums over the rows named (a row may be named twice), per theme: [tp, fp, fn, tp, …]. */
function sums(tally: Tally, sample: Int32Array): Int32Array {
  const counts = new Int32Array(tally.themes * kinds);
  const { starts, events } = tally;
  for (const row of sample) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) counts[events[at]!]!++;
  }
  return counts;
}

/** Per theme hits, extra and missed ones over the rows named. */
export function countsOf(tally: Tally, sample: Int32Array = allRows(tally.rows)): Counts[] {
  const counts = sums(tally, sample);
  return Array.from({ length: tally.themes }, (_, theme) => ({
    tp: counts[theme * kinds + hit!]!,
    fp: counts[theme * kinds + extra!]!,
    fn: counts[theme * kinds + missed!]!,
  }));
}

export interface F1s {
  /** Per theme; NaN where the theme was neither right nor given. */
  readonly themes: Float64Array;
  readonly micro: number;
  readonly macro: number;
}

/** F1 per theme, over all tags (micro; 0 without any) and as the mean of the themes numbered in `macroThemes`. */
export function f1sOf(tally: Tally, macroThemes: readonly number[], sample: Int32Array = allRows(tally.rows)): F1s {
  const counts = sums(tally, sample);
  const themes = new Float64Array(tally.themes);
  let [hits, wrong] = [0, 0];
  for (let theme = 0; theme < tally.themes; theme++) {
    const tp = counts[theme * kinds + hit!]!;
    const faults = counts[theme * kinds + extra!]! + counts[theme * kinds + missed!]!;
    themes[theme] = (2 * tp) / (2 * tp + faults);
    hits += tp;
    wrong += faults;
  }
  const counted = macroThemes.map(theme => themes[theme]!).filter(f1 => !Number.isNaN(f1));
  return {
    themes,
    micro: (2 * hits) / Math.max(1, 2 * hits + wrong),
    macro: counted.reduce((total, f1) => total + f1, 0) / Math.max(1, counted.length),
  };
}

/** Numbers of the themes that macro-F1 is the mean of: those with ten positives or more in the whole set. */
export function macroThemesOf(counts: readonly Counts[]): number[] {
  return counts.flatMap(({ tp, fn }, theme) => (tp + fn >= fewestForMacro ? [theme] : []));
}

/** Whether a row's themes are exactly the gold ones. */
export function isExact(tally: Tally, row: number): boolean {
  for (let at = tally.starts[row]!; at < tally.starts[row + 1]!; at++) {
    if (tally.events[at]! % kinds !== hit) return false;
  }
  return true;
}

/** Whether a row has no gold theme. */
export function isBare(tally: Tally, row: number): boolean {
  for (let at = tally.starts[row]!; at < tally.starts[row + 1]!; at++) {
    if (tally.events[at]! % kinds !== extra) return false;
  }
  return true;
}

/** The numbers of all rows. */
export function allRows(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}

/** A measure on seeded resamples of rows with replacement (Efron 1979). The array given to `measure` is reused. */
export function resampled<T>(rows: number, times: number, seed: number, measure: (sample: Int32Array) => T): T[] {
  const random = generator(seed);
  const sample = new Int32Array(rows);
  return Array.from({ length: times }, () => {
    for (let at = 0; at < rows; at++) sample[at] = Math.floor(random() * rows);
    return measure(sample);
  });
}

/** The 95 % percentile interval; resamples in which the measure is undefined (NaN) are left out. */
export function intervalOf(value: number, samples: readonly number[]): Interval {
  const sorted = samples.filter(sample => !Number.isNaN(sample)).sort((a, b) => a - b);
  return {
    value,
    low: sorted[Math.floor(sorted.length * 0.025)] ?? value,
    high: sorted[Math.ceil(sorted.length * 0.975) - 1] ?? value,
  };
}

/** Share of the items for which something holds; null without items. */
export function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}
