import type { Answer } from './answers.js';
import { countsOf, share, tallyOf } from './scores.js';

export interface ThemeAgreement {
  readonly theme_id: string;
  /** Rows to which the first, the second, both readers gave the theme. */
  readonly a: number;
  readonly b: number;
  readonly both: number;
  /** Mean share of rows with the theme over the two readers. */
  readonly prevalence: number;
  /** Share of rows on which both say the same. */
  readonly agreement: number;
  /** Cohen's κ; null where chance alone gives full agreement (neither ever gave the theme). */
  readonly kappa: number | null;
}

export interface Agreement {
  readonly matched: number;
  readonly only_a: number;
  readonly only_b: number;
  readonly themes: readonly ThemeAgreement[];
  readonly pooled: {
    /** F1 over all tags of one reader against the other; the same either way round. */
    readonly micro_f1: number;
    /** Cohen's κ over all decisions, row by theme. */
    readonly kappa: number | null;
    /** Share of rows with the same set of themes. */
    readonly exact: number;
    /** Of rows for which both gave one. */
    readonly polarity: number | null;
    readonly polarity_kappa: number | null;
  };
}

/** How far two readers of the same rows agree, theme by theme. Rows are matched by id; themes not listed count for nothing. */
export function agreementOf(
  a: ReadonlyMap<string, Answer>,
  b: ReadonlyMap<string, Answer>,
  themes: readonly string[],
): Agreement {
  const pairs = [...a].flatMap(([id, first]) => {
    const second = b.get(id);
    return second ? [{ first, second }] : [];
  });
  const rows = pairs.length;
  const counts = countsOf(
    tallyOf(
      pairs.map(pair => pair.first),
      pairs.map(pair => pair.second),
      themes,
    ),
  );
  const total = counts.reduce((sum, { tp, fp, fn }) => ({ tp: sum.tp + tp, fp: sum.fp + fp, fn: sum.fn + fn }), {
    tp: 0,
    fp: 0,
    fn: 0,
  });
  const known = new Set(themes);
  const setOf = (answer: Answer) => [...new Set(answer.themes.filter(theme => known.has(theme)))].sort().join(' ');
  const said = pairs
    .map(({ first, second }) => [first.polarity, second.polarity] as const)
    .filter(([first, second]) => first !== null && second !== null);
  return {
    matched: rows,
    only_a: a.size - rows,
    only_b: b.size - rows,
    themes: counts.map(({ tp, fp, fn }, index) => ({
      theme_id: themes[index]!,
      a: tp + fn,
      b: tp + fp,
      both: tp,
      prevalence: (2 * tp + fp + fn) / Math.max(1, 2 * rows),
      agreement: (rows - fp - fn) / Math.max(1, rows),
      kappa: binaryKappa(tp, fn, fp, rows),
    })),
    pooled: {
      micro_f1: (2 * total.tp) / Math.max(1, 2 * total.tp + total.fp + total.fn),
      kappa: binaryKappa(total.tp, total.fn, total.fp, rows * themes.length),
      exact: share(pairs, ({ first, second }) => setOf(first) === setOf(second)) ?? 0,
      polarity: share(said, ([first, second]) => first === second),
      polarity_kappa: kappaOf(said),
    },
  };
}

function binaryKappa(both: number, onlyA: number, onlyB: number, n: number): number | null {
  const [a, b] = [both + onlyA, both + onlyB];
  return kappa((n - onlyA - onlyB) / n, (a * b + (n - a) * (n - b)) / (n * n));
}

/** Cohen's κ (Cohen 1960) of paired nominal answers; null without pairs or where chance gives full agreement. */
export function kappaOf(pairs: readonly (readonly [string | null, string | null])[]): number | null {
  const values = new Set(pairs.flat());
  const shareOf = (side: 0 | 1, value: string | null) =>
    pairs.filter(pair => pair[side] === value).length / pairs.length;
  const chance = [...values].reduce((sum, value) => sum + shareOf(0, value) * shareOf(1, value), 0);
  return kappa(pairs.filter(([a, b]) => a === b).length / pairs.length, chance);
}

function kappa(observed: number, chance: number): number | null {
  return Number.isNaN(observed) || chance >= 1 ? null : (observed - chance) / (1 - chance);
}
