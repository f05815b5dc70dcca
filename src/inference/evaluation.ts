import type { Classification } from '../core/classification.js';
import type { GoldRow } from './gold.js';
import { type Reliability, reliabilityOf } from './reliability.js';
import {
  countsOf,
  f1sOf,
  type Interval,
  intervalOf,
  isBare,
  isExact,
  macroThemesOf,
  resampled,
  share,
  type Tally,
  tallyOf,
} from './scores.js';
import { type Soundness, soundnessOf } from './soundness.js';

export interface ThemeResult {
  readonly theme_id: string;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Null where F1 is. */
  readonly f1_interval: Interval | null;
}

/** Rows that have something in common: a capability, a source or a register. */
export interface Slice {
  readonly name: string;
  readonly rows: number;
  readonly exact: number;
  /** Null where nothing was to be found and nothing was given. */
  readonly micro_f1: number | null;
  readonly polarity: number;
}

export interface Abstained {
  readonly reason: string;
  readonly n: number;
  /** Share of them without a gold theme. */
  readonly right: number;
}

export interface Evaluation {
  readonly rows: number;
  readonly themes: readonly ThemeResult[];
  /** Over all tags; 95 % percentile interval of 500 seeded resamples of rows. */
  readonly micro_f1: Interval;
  /** Mean over themes with at least ten positives. */
  readonly macro_f1: Interval;
  readonly macro_themes: number;
  /** Share of rows without a gold theme that got none. */
  readonly clean: number | null;
  readonly polarity: number;
  /** Expected calibration error of tag confidences, ten bins of equal width. */
  readonly ece: number;
  readonly reliability: Reliability;
  readonly exact: number;
  readonly target: number | null;
  readonly evidence: Soundness;
  readonly by_capability: readonly Slice[];
  readonly by_source: readonly Slice[];
  readonly by_register: readonly Slice[];
  readonly abstentions: readonly Abstained[];
  /** Gold theme missed → theme given instead, most frequent first. */
  readonly confusions: readonly { readonly gold: string; readonly given: string; readonly rows: number }[];
  /** Ids only: never text. */
  readonly errors: readonly string[];
}

/** A row whose themes are not the gold ones; never its text. */
export interface Mistake {
  readonly id: string;
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

const resamples = 500;
const seed = 7;
const mostConfusions = 10;

/** Compares answers with gold labels, row by row. Gold themes that `themes` does not list are left out of all counts. */
export function evaluate(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  themes: readonly string[],
): Evaluation {
  const given = answers.map(answer => ({ themes: answer.themes.map(theme => theme.theme) }));
  const tally = tallyOf(rows, given, themes);
  const counts = countsOf(tally);
  const macroThemes = macroThemesOf(counts);
  const whole = f1sOf(tally, macroThemes);
  const samples = resampled(rows.length, resamples, seed, sample => f1sOf(tally, macroThemes, sample));
  const all = rows.map((_, row) => row);
  const gold = rows.map(row => new Set(row.themes));
  const reliability = reliabilityOf(
    answers.flatMap((answer, row) =>
      answer.themes.map(({ theme, confidence }) => ({ confidence, isRight: gold[row]!.has(theme) })),
    ),
  );
  const slices = (nameOf: (row: GoldRow) => string | undefined) => slicesOf(rows, answers, tally, nameOf);
  const interval = (value: number, pick: (sample: (typeof samples)[number]) => number) =>
    intervalOf(value, samples.map(pick));
  return {
    rows: rows.length,
    themes: counts.map(({ tp, fp, fn }, theme) => {
      const f1 = ratio(2 * tp, 2 * tp + fp + fn);
      return {
        theme_id: themes[theme]!,
        tp,
        fp,
        fn,
        tn: rows.length - tp - fp - fn,
        precision: ratio(tp, tp + fp),
        recall: ratio(tp, tp + fn),
        f1,
        f1_interval: f1 === null ? null : interval(f1, sample => sample.themes[theme]!),
      };
    }),
    micro_f1: interval(whole.micro, sample => sample.micro),
    macro_f1: interval(whole.macro, sample => sample.macro),
    macro_themes: macroThemes.length,
    clean: share(
      all.filter(row => isBare(tally, row)),
      row => isExact(tally, row),
    ),
    polarity: share(all, row => answers[row]!.polarity === rows[row]!.polarity) ?? 0,
    ece: reliability.ece,
    reliability,
    exact: share(all, row => isExact(tally, row)) ?? 0,
    target: targetShare(rows, answers, gold),
    evidence: soundnessOf(rows, answers),
    by_capability: slices(row => row.capability),
    by_source: slices(row => row.source),
    by_register: slices(row => row.register),
    abstentions: abstentionsOf(answers, tally),
    confusions: confusionsOf(mistakesOf(rows, answers, themes)),
    errors: rows.filter((_, row) => !isExact(tally, row)).map(row => row.id),
  };
}

/** The rows whose themes are not exactly the gold ones, with what was missed and what was given in excess. */
export function mistakesOf(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  themes: readonly string[],
): Mistake[] {
  return rows.flatMap((row, index) => {
    const given = new Set(answers[index]!.themes.map(theme => theme.theme));
    const missed = themes.filter(theme => row.themes.includes(theme) && !given.has(theme));
    const extra = themes.filter(theme => given.has(theme) && !row.themes.includes(theme));
    return missed.length + extra.length === 0 ? [] : [{ id: row.id, missed, extra }];
  });
}

function ratio(x: number, n: number): number | null {
  return n === 0 ? null : x / n;
}

function targetShare(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  gold: readonly ReadonlySet<string>[],
): number | null {
  const tags = rows.flatMap((row, index) =>
    row.target === undefined
      ? []
      : answers[index]!.themes.filter(theme => gold[index]!.has(theme.theme)).map(theme => theme.target === row.target),
  );
  return share(tags, isRight => isRight);
}

function slicesOf(
  rows: readonly GoldRow[],
  answers: readonly Classification[],
  tally: Tally,
  nameOf: (row: GoldRow) => string | undefined,
): Slice[] {
  const members = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    const name = nameOf(row);
    if (name === undefined) continue;
    const known = members.get(name);
    if (known) known.push(index);
    else members.set(name, [index]);
  }
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, indexes]) => {
      const sums = countsOf(tally, Int32Array.from(indexes)).reduce(
        (sum, { tp, fp, fn }) => ({ right: sum.right + 2 * tp, all: sum.all + 2 * tp + fp + fn }),
        { right: 0, all: 0 },
      );
      return {
        name,
        rows: indexes.length,
        exact: share(indexes, index => isExact(tally, index))!,
        micro_f1: ratio(sums.right, sums.all),
        polarity: share(indexes, index => answers[index]!.polarity === rows[index]!.polarity)!,
      };
    });
}

function abstentionsOf(answers: readonly Classification[], tally: Tally): Abstained[] {
  const reasons = [...new Set(answers.flatMap(answer => answer.abstain ?? []))].sort();
  return reasons.map(reason => {
    const silent = answers.flatMap((answer, row) => (answer.abstain === reason ? [row] : []));
    return { reason, n: silent.length, right: share(silent, row => isBare(tally, row))! };
  });
}

function confusionsOf(mistakes: readonly Mistake[]) {
  const counts = new Map<string, { gold: string; given: string; rows: number }>();
  for (const { missed, extra } of mistakes) {
    for (const gold of missed) {
      for (const given of extra) {
        const pair = counts.get(`${gold}\t${given}`) ?? { gold, given, rows: 0 };
        pair.rows++;
        counts.set(`${gold}\t${given}`, pair);
      }
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.rows - a.rows || (`${a.gold}\t${a.given}` < `${b.gold}\t${b.given}` ? -1 : 1))
    .slice(0, mostConfusions);
}
