/** One cell as text: dates as ISO text, numbers as written; empty = nothing. */
export type Cell = string;

/** Begins the cell of a formula that has no cached result; the formula follows. What stood there is not known. */
export const uncachedMark = '\ufffc=';

/** Rows of a source table as they are in the file, before any profile. */
export interface SourceRows {
  /** Row numbers as a person counts them in the file. */
  readonly numbers: readonly number[];
  readonly cells: readonly (readonly Cell[])[];
  /** Why a row could not be read; null for a good one. */
  readonly faults: readonly ('bad_encoding' | 'unparseable_row' | null)[];
}

/** One table (sheet) of one input file. */
export interface SourceTable {
  /** Relative to the input folder, with `/`. */
  readonly path: string;
  readonly sheet: string | null;
  readonly sha256: string;
  readonly encoding: string | null;
  /** Why nothing can be read from it; null where something can. */
  readonly reason: string | null;
  /** All rows, header and title rows included, in file order. */
  rows(): AsyncIterable<SourceRows>;
}

/** One input file. */
export interface SourceFile {
  readonly path: string;
  readonly sha256: string;
  /** Reads the file; a workbook has several tables. */
  tables(): Promise<SourceTable[]>;
}
