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
  readonly model: string;
}

/** Text work spread over all cores. Each call handles one list of texts and answers in its order. */
export interface TextWork {
  readonly versions: TextVersions;
  redact(texts: readonly string[]): Promise<readonly RedactedText[]>;
  segment(texts: readonly string[]): Promise<readonly SegmentedText[]>;
  classify(texts: readonly string[]): Promise<readonly Classification[]>;
  /** Works on items as they come, a bounded number at a time, and yields the results in the items' order. */
  inOrder<Item, Result>(
    items: AsyncIterable<Item>,
    work: (item: Item) => Promise<Result>,
  ): AsyncGenerator<readonly [Item, Result]>;
}
