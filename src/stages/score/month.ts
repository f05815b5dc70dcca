import type {
  commented_counts,
  deduction_counts,
  open_windows,
  rate_counts,
  reply_counts,
  theme_counts,
} from '../../core/counts.js';
import type { appraisals } from '../../core/records.js';
import type { Batch } from '../../core/relation.js';
import type { vetoes } from '../../core/scores.js';
import type { Count } from '../../stats/count.js';
import { nothing } from './cells.js';
import type { CountOf } from './rates.js';
import type { Commented, MonthThemes, ThemeCount } from './themes.js';

export interface Counts {
  readonly rates: Batch<typeof rate_counts>;
  readonly windows: Batch<typeof open_windows>;
  readonly commented: Batch<typeof commented_counts>;
  readonly themes: Batch<typeof theme_counts>;
  readonly replies: Batch<typeof reply_counts>;
  readonly deductions: Batch<typeof deduction_counts>;
  readonly appraisals: Batch<typeof appraisals>;
  readonly vetoes: Batch<typeof vetoes>;
}

const noTheme: ThemeCount = { numerator: 0, known: 0, tagged: 0, tp: 0, fp: 0, fn: 0 };
const noComment: Commented = { commented: 0, known: 0, reviewed: 0 };

/** Everything counted of one month, by unit. */
export class MonthCounts implements MonthThemes {
  readonly #rates = new Map<string, Count>();
  readonly #themes = new Map<string, ThemeCount>();
  readonly #commented = new Map<string, Commented>();
  readonly #windows = new Set<string>();
  readonly #replies = new Map<string, Count>();
  readonly #deductions = new Map<string, number>();
  readonly #appraisals = new Map<string, number>();
  readonly #vetoed = new Set<string>();
  /** All of it as text, for the month's fingerprint. */
  readonly #text: string[] = [];

  readonly rate: CountOf = (unitId, definition) => this.#rates.get(`${unitId}\n${definition}`) ?? nothing;

  theme(unitId: string, themeId: string): ThemeCount {
    return this.#themes.get(`${unitId}\n${themeId}`) ?? noTheme;
  }

  commented(unitId: string): Commented {
    return this.#commented.get(unitId) ?? noComment;
  }

  hasOpenWindow(unitId: string): boolean {
    return this.#windows.has(unitId);
  }

  /** Sum and number of reply scores, each 0–1. */
  replies(unitId: string): Count {
    return this.#replies.get(unitId) ?? nothing;
  }

  confirmedCases(unitId: string): number {
    return this.#deductions.get(unitId) ?? 0;
  }

  appraisal(unitId: string, source: string): number | null {
    return this.#appraisals.get(`${unitId}\n${source}`) ?? null;
  }

  isVetoed(unitId: string): boolean {
    return this.#vetoed.has(unitId);
  }

  get text(): string {
    return this.#text.join('\n');
  }

  /** Distributes what was counted over the months, row by row in the views' order. */
  static byMonth(counts: Counts): Map<string, MonthCounts> {
    const months = new Map<string, MonthCounts>();
    const of = (month: string) => {
      let found = months.get(month);
      if (!found) {
        found = new MonthCounts();
        months.set(month, found);
      }
      return found;
    };
    each(counts.rates, ({ month, unit_id, definition_id, numerator, denominator }) => {
      of(month).#put('rate', `${unit_id}\n${definition_id}`, of(month).#rates, { x: numerator, n: denominator });
    });
    each(counts.windows, ({ month, unit_id }) => {
      of(month).#windows.add(unit_id);
      of(month).#text.push(`window ${unit_id}`);
    });
    each(counts.commented, ({ month, unit_id, commented, known, reviewed }) => {
      of(month).#put('commented', unit_id, of(month).#commented, { commented, known, reviewed });
    });
    each(counts.themes, ({ month, unit_id, theme_id, numerator, known, tagged, tp, fp, fn }) => {
      of(month).#put('theme', `${unit_id}\n${theme_id}`, of(month).#themes, { numerator, known, tagged, tp, fp, fn });
    });
    each(counts.replies, ({ month, unit_id, scores }) => {
      const sum = scores.reduce((total, { score }) => total + score / 100, 0);
      of(month).#put('replies', unit_id, of(month).#replies, { x: sum, n: scores.length });
    });
    each(counts.deductions, ({ month, unit_id, cases }) =>
      of(month).#put('deduction', unit_id, of(month).#deductions, cases),
    );
    each(counts.appraisals, ({ month, unit_id, source, score }) => {
      of(month).#put('appraisal', `${unit_id}\n${source}`, of(month).#appraisals, score);
    });
    each(counts.vetoes, ({ month, unit_id, state }) => {
      if (state !== 'confirmed') return;
      of(month).#vetoed.add(unit_id);
      of(month).#text.push(`veto ${unit_id}`);
    });
    return months;
  }

  #put<V>(kind: string, key: string, map: Map<string, V>, value: V): void {
    map.set(key, value);
    this.#text.push(`${kind} ${key} ${JSON.stringify(value)}`);
  }
}

/** Calls back with each row of a small batch. */
function each<B extends { readonly length: number; readonly columns: object }>(
  batch: B,
  use: (row: { [K in keyof B['columns']]: B['columns'][K] extends readonly (infer V)[] ? V : never }) => void,
): void {
  const names = Object.keys(batch.columns);
  const columns = batch.columns as Record<string, readonly unknown[]>;
  for (let index = 0; index < batch.length; index++) {
    const row: Record<string, unknown> = {};
    for (const name of names) row[name] = columns[name]![index];
    use(row as never);
  }
}
