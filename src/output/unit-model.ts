import type { Definition } from './report-model.js';

/**
 * What one unit gets: counts, rates, themes and bands. No comment text, no red flag, no other unit's name, no score
 * with decimals. A cell that could reveal a count of 1–4, alone or by subtraction from totals, other units' editions
 * or other cells, is `hidden` (see `unit-suppression.ts`).
 */
export interface UnitModel {
  readonly title: string;
  readonly office: string;
  readonly month: string;
  readonly monthWords: string;
  readonly unitId: string;
  readonly name: string;
  readonly tierName: string;
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** Sentences for the top of the page, made only of what is shown below. */
  readonly summary: readonly string[];
  /** Counted cases registered, commented cases, deadlines missed, still open. */
  readonly counts: readonly { readonly label: string; readonly cell: CountCell }[];
  readonly rates: readonly UnitRate[];
  readonly themes: readonly UnitTheme[];
  /** The four indicators, citizens, final. */
  readonly bands: readonly { readonly indicatorId: string; readonly name: string; readonly band: string | null }[];
  readonly training: readonly {
    readonly module: string;
    readonly verdict: 'need' | 'watch';
    readonly causeWords: string;
  }[];
  /** What to do. */
  readonly suggestions: readonly string[];
  readonly definitions: readonly Definition[];
}

/** `hidden`: protected; `none`: nothing to count (0 of 0). */
export type CountCell = { readonly kind: 'shown'; readonly count: number } | { readonly kind: 'hidden' };

export type RatioCell =
  | {
      readonly kind: 'shown';
      readonly numerator: number;
      readonly denominator: number;
      readonly value: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'none'; readonly note: string | null };

export interface UnitRate {
  readonly definitionId: string;
  readonly name: string;
  readonly cell: RatioCell;
  /** Words about tier and month before, only where the cell is shown and a test passed. */
  readonly words: string;
}

export interface UnitTheme {
  readonly themeId: string;
  readonly name: string;
  readonly indicator: string;
  readonly cell: RatioCell;
  readonly words: string;
}
