import type { Classification } from '../core/classification.js';
import { generator } from './generator.js';
import type { GoldRow } from './gold.js';

export interface ThemeResult {
  readonly theme_id: string;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Evaluation {
  readonly rows: number;
  readonly themes: readonly ThemeResult[];
  /** Over all tags; 95 % percentile interval of 500 seeded resamples of rows. */
  readonly micro_f1: Interval;
  /** Mean over themes with at least ten positives. */
  readonly macro_f1: Interval;
  /** Share of rows without a gold theme that got none. */
  readonly clean: number | null;
  readonly polarity: number;
  /** Expected calibration error of tag confidences, ten bins of equal width. */
  readonly ece: number;
  readonly exact: number;
  readonly target: number | null;
  /** Share of tags whose evidence offsets are sound. */
  readonly evidence_valid: number;
  /** Of rows with expected evidence and a right tag: share in which the evidence meets it. */
  readonly evidence_overlap: number | null;
  readonly by_capability: Readonly<Record<string, number>>;
  readonly abstentions: Readonly<Record<string, number>>;
  /** Gold theme missed → theme given instead, most frequent first. */
  readonly confusions: readonly { readonly gold: string; readonly given: string; readonly rows: number }[];
  /** Ids only: never text. */
  readonly errors: readonly string[];
}

const resamples = 500;
const fewestForMacro = 10;

/** Compares answers with gold labels, row by row. */
export function evaluate(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  themes: readonly string[],
): Evaluation {
  const given = answers.map(answer => new Set(answer.themes.map(theme => theme.theme)));
  const gold = rows.map(row => new Set(row.themes));
  const isExact = rows.map((_, index) => sameSet(gold[index]!, given[index]!));
  const all = rows.map((_, index) => index);
  const results = themes.map(theme => themeResult(theme, all, gold, given));
  const random = generator(7);
  const samples = Array.from({ length: resamples }, () =>
    f1Of(
      all.map(() => Math.floor(random() * rows.length)),
      gold,
      given,
      themes,
    ),
  );
  const whole = f1Of(all, gold, given, themes);
  const empty = all.filter(index => gold[index]!.size === 0);
  const tags = answers.flatMap((answer, index) => answer.themes.map(theme => ({ theme, index })));
  return {
    rows: rows.length,
    themes: results,
    micro_f1: interval(
      whole.micro,
      samples.map(sample => sample.micro),
    ),
    macro_f1: interval(
      whole.macro,
      samples.map(sample => sample.macro),
    ),
    clean: share(empty, index => given[index]!.size === 0),
    polarity: share(all, index => answers[index]!.polarity === rows[index]!.polarity) ?? 0,
    ece: calibrationError(
      tags.map(({ theme, index }) => ({ confidence: theme.confidence, isRight: gold[index]!.has(theme.theme) })),
    ),
    exact: share(all, index => isExact[index]!) ?? 0,
    target: targetShare(rows, answers, gold),
    evidence_valid: share(tags, ({ theme, index }) => isSound(theme.evidence, rows[index]!.text)) ?? 1,
    evidence_overlap: overlapShare(rows, answers, gold),
    by_capability: byCapability(rows, isExact),
    abstentions: countBy(answers.map(answer => answer.abstain).filter(reason => reason !== null)),
    confusions: confusions(gold, given),
    errors: rows.filter((_, index) => !isExact[index]).map(row => row.id),
  };
}

function themeResult(
  theme: string,
  indexes: readonly number[],
  gold: readonly Set<string>[],
  given: readonly Set<string>[],
): ThemeResult {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const index of indexes) {
    const truth = gold[index]!.has(theme);
    const said = given[index]!.has(theme);
    if (truth && said) tp++;
    else if (said) fp++;
    else if (truth) fn++;
    else tn++;
  }
  const ratio = (x: number, n: number) => (n === 0 ? null : x / n);
  return {
    theme_id: theme,
    tp,
    fp,
    fn,
    tn,
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
  };
}

function f1Of(
  indexes: readonly number[],
  gold: readonly Set<string>[],
  given: readonly Set<string>[],
  themes: readonly string[],
) {
  const results = themes.map(theme => themeResult(theme, indexes, gold, given));
  const sum = (pick: (result: ThemeResult) => number) => results.reduce((total, result) => total + pick(result), 0);
  const counted = results.filter(result => result.tp + result.fn >= fewestForMacro);
  const micro =
    (2 * sum(result => result.tp)) /
    Math.max(1, 2 * sum(result => result.tp) + sum(result => result.fp) + sum(result => result.fn));
  const macro = counted.reduce((total, result) => total + (result.f1 ?? 0), 0) / Math.max(1, counted.length);
  return { micro, macro };
}

function interval(value: number, samples: readonly number[]): Interval {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    value,
    low: sorted[Math.floor(sorted.length * 0.025)] ?? value,
    high: sorted[Math.ceil(sorted.length * 0.975) - 1] ?? value,
  };
}

/** Mean distance between confidence and share of right tags over ten bins, weighted by their size (Guo et al. 2017). */
export function calibrationError(tags: readonly { confidence: number; isRight: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0, n: 0 }));
  for (const tag of tags) {
    const bin = bins[Math.min(9, Math.floor(tag.confidence * 10))]!;
    bin.confidence += tag.confidence;
    bin.right += Number(tag.isRight);
    bin.n++;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / Math.max(1, tags.length);
}

function isSound(evidence: readonly { start: number; end: number }[], text: string): boolean {
  return (
    evidence.length > 0 && evidence.every(span => span.start >= 0 && span.start < span.end && span.end <= text.length)
  );
}

function targetShare(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  gold: readonly Set<string>[],
): number | null {
  const tags = rows.flatMap((row, index) =>
    row.target === undefined
      ? []
      : answers[index]!.themes.filter(theme => gold[index]!.has(theme.theme)).map(theme => theme.target === row.target),
  );
  return share(tags, isRight => isRight);
}

function overlapShare(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  gold: readonly Set<string>[],
): number | null {
  const tags = rows.flatMap((row, index) => {
    const expected = row.expect_evidence;
    if (!expected || expected.length === 0) return [];
    return answers[index]!.themes.filter(theme => gold[index]!.has(theme.theme)).map(theme =>
      theme.evidence.some(span => expected.some(([start, end]) => span.start < end && start < span.end)),
    );
  });
  return share(tags, meets => meets);
}

function byCapability(rows: readonly GoldRow[], isExact: readonly boolean[]): Record<string, number> {
  const names = [...new Set(rows.map(row => row.capability).filter(name => name !== undefined))].sort();
  return Object.fromEntries(
    names.map(name => [
      name,
      share(
        rows.map((row, index) => ({ row, index })).filter(({ row }) => row.capability === name),
        ({ index }) => isExact[index]!,
      ) ?? 0,
    ]),
  );
}

function confusions(gold: readonly Set<string>[], given: readonly Set<string>[]) {
  const counts = new Map<string, number>();
  gold.forEach((truth, index) => {
    for (const missed of truth) {
      if (given[index]!.has(missed)) continue;
      for (const instead of given[index]!) {
        if (!truth.has(instead)) counts.set(`${missed}\t${instead}`, (counts.get(`${missed}\t${instead}`) ?? 0) + 1);
      }
    }
  });
  return [...counts]
    .map(([pair, rows]) => ({ gold: pair.split('\t')[0]!, given: pair.split('\t')[1]!, rows }))
    .sort((a, b) => b.rows - a.rows || (a.gold + a.given < b.gold + b.given ? -1 : 1))
    .slice(0, 10);
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(item => b.has(item));
}
