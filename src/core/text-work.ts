import type { Classification } from './classification.js';

export interface Redaction {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export interface RedactedText {
  readonly text: string;
  /** Offsets of the placeholders in `text`. */
  readonly redactions: readonly Redaction[];
}

export interface SegmentedText {
  /** Words separated by one space. */
  readonly words: string;
  readonly clauses: readonly { readonly start: number; readonly end: number }[];
}

/** Versions of rules and models: part of every cached result's key. */
export interface TextVersions {
  readonly redaction: string;
  readonly segmentation: string;
  /** Of comments, and of summaries, which a slower model does not read. */
  readonly model: string;
  readonly summaryModel: string;
  readonly subject: string;
}

/** Texts of one call that share a budget. */
export const classifiedTogether = 50_000;

export interface ClassifyOptions {
  /** Hears what share of the call is done, 0–1. */
  readonly tell?: (share: number) => void;
  /** Which of the texts the slower model may read; all without it. */
  readonly mayReread?: readonly boolean[];
}

/** Text work spread over all cores. Each call handles one list of texts and answers in its order. */
export interface TextWork {
  readonly versions: TextVersions;
  redact(texts: readonly string[]): Promise<readonly RedactedText[]>;
  segment(texts: readonly string[]): Promise<readonly SegmentedText[]>;
  /**
   * Texts classified together share the budget of the slower model, if there is one: give `classifiedTogether` at a
   * time where there are so many.
   */
  classify(texts: readonly string[], options?: ClassifyOptions): Promise<readonly Classification[]>;
  /** Per text its subject, or null where nothing in it tells. */
  subjects(texts: readonly string[]): Promise<readonly Classification['subject'][]>;
  /** Works on items as they come, `most` at a time at most, and yields the results in the items' order. */
  inOrder<Item, Result>(
    items: AsyncIterable<Item>,
    work: (item: Item) => Promise<Result>,
    most?: number,
  ): AsyncGenerator<readonly [Item, Result]>;
}
