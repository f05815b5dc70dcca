import type {
  commented_counts,
  deduction_counts,
  rateViews,
  reply_scores,
  tag_models,
  theme_counts,
} from '../../core/counts.js';
import type { appraisals } from '../../core/records.js';
import type { Batch } from '../../core/relation.js';
import { type DefinitionId, definitionIds } from '../../core/scoring.js';
import type { Count } from '../../stats/count.js';
import type { Unit } from './cohorts.js';

/** What the reviews and the machine say of one theme in the commented cases of one unit. */
export interface ThemeCell {
  readonly present: number;
  readonly presentKnown: number;
  readonly taggedOthers: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Counts of one month; every list is by unit. */
export interface MonthCounts {
  /** As counted: nodes, not cases, for `disclosure`. */
  readonly rates: Readonly<Record<DefinitionId, Count[]>>;
  readonly openWindows: number[];
  readonly replies: Count[];
  readonly commented: { cases: number; known: number; random: number }[];
  /** By theme, then unit; a theme that nobody has is absent. */
  readonly themes: Record<string, (ThemeCell | undefined)[]>;
  readonly superior: (number | null)[];
  readonly third_party: (number | null)[];
  /** Cases with a confirmed deduction. */
  readonly deducted: number[];
  /** Models that tagged the month's comments. */
  readonly models: string[];
}

/** The batches that `distribute` takes, each over all months. */
export interface CountBatches {
  readonly rates: { readonly [D in DefinitionId]: Batch<(typeof rateViews)[D]> };
  readonly replies: Batch<typeof reply_scores>;
  readonly deductions: Batch<typeof deduction_counts>;
  readonly commented: Batch<typeof commented_counts>;
  readonly themes: Batch<typeof theme_counts>;
  readonly models: Batch<typeof tag_models>;
  readonly appraisals: Batch<typeof appraisals>;
}

const noCase: Count = { x: 0, n: 0 };
const noComment = { cases: 0, known: 0, random: 0 };

/** Counts of a month in which nothing was counted. */
export function emptyMonth(units: number): MonthCounts {
  const all = <V>(value: V): V[] => new Array<V>(units).fill(value);
  return {
    rates: Object.fromEntries(definitionIds.map(id => [id, all(noCase)])) as MonthCounts['rates'],
    openWindows: all(0),
    replies: all(noCase),
    commented: all(noComment),
    themes: {},
    superior: all<number | null>(null),
    third_party: all<number | null>(null),
    deducted: all(0),
    models: [],
  };
}

/** Counts of each of the given months. What belongs to another month or an unknown unit is left out. */
export function distribute(
  batches: CountBatches,
  units: readonly Unit[],
  months: readonly string[],
): Map<string, MonthCounts> {
  const found = new Map(months.map(month => [month, emptyMonth(units.length)]));
  const places = new Map(units.map((unit, at) => [unit.unit_id, at]));
  const each = (
    batch: { length: number; columns: { month: readonly string[]; unit_id: readonly string[] } },
    put: (counts: MonthCounts, unit: number, row: number) => void,
  ) => {
    for (let row = 0; row < batch.length; row += 1) {
      const counts = found.get(batch.columns.month[row]!);
      const unit = places.get(batch.columns.unit_id[row]!);
      if (counts && unit !== undefined) put(counts, unit, row);
    }
  };
  for (const id of definitionIds) {
    const { numerator, denominator, open_windows } = batches.rates[id].columns;
    each(batches.rates[id], (counts, unit, row) => {
      counts.rates[id][unit] = { x: numerator[row]!, n: denominator[row]! };
      if (open_windows[row]! > 0) counts.openWindows[unit] = open_windows[row]!;
    });
  }
  const { replies, deductions, commented, themes } = batches;
  each(replies, (counts, unit, row) => {
    counts.replies[unit] = { x: replies.columns.total[row]! / 100, n: replies.columns.replies[row]! };
  });
  each(deductions, (counts, unit, row) => {
    counts.deducted[unit] = deductions.columns.cases[row]!;
  });
  each(commented, (counts, unit, row) => {
    const { cases, known, random } = commented.columns;
    counts.commented[unit] = { cases: cases[row]!, known: known[row]!, random: random[row]! };
  });
  each(themes, (counts, unit, row) => {
    const { theme_id, present, present_known, tagged_others, tp, fp, fn } = themes.columns;
    counts.themes[theme_id[row]!] ??= [];
    counts.themes[theme_id[row]!]![unit] = {
      present: present[row]!,
      presentKnown: present_known[row]!,
      taggedOthers: tagged_others[row]!,
      tp: tp[row]!,
      fp: fp[row]!,
      fn: fn[row]!,
    };
  });
  each(batches.appraisals, (counts, unit, row) => {
    const { source, score } = batches.appraisals.columns;
    if (source[row] === 'superior') counts.superior[unit] = score[row]!;
    if (source[row] === 'third_party') counts.third_party[unit] = score[row]!;
  });
  for (let row = 0; row < batches.models.length; row += 1) {
    found.get(batches.models.columns.month[row]!)?.models.push(batches.models.columns.model_id[row]!);
  }
  for (const counts of found.values()) counts.models.sort();
  return found;
}
