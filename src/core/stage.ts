import type { z } from 'zod';
import type { Batch, Relation } from './relation.js';

export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;
export type Named<R extends Relation, N extends string> = Extract<R, Relation<N>>;

export interface ReadOptions {
  /** Only these columns are fetched; the others are empty arrays. */
  readonly columns?: readonly string[];
  /** Values bound to `$name` in a view's SELECT. */
  readonly parameters?: Parameters;
}

/** One file for people or the dashboard, path relative to the month's output folder. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** All that a stage can touch. Naming an undeclared relation does not compile. */
export interface StageIO<R extends Relation, W extends Relation> {
  /** Streams a declared relation in its key order where it is a table or ledger; a view in its own order. */
  read<N extends R['name']>(name: N, options?: ReadOptions): AsyncIterable<Batch<Named<R, N>>>;
  /** A small declared relation as one batch. */
  all<N extends R['name']>(name: N, options?: ReadOptions): Promise<Batch<Named<R, N>>>;
  /** Appends to a declared relation; visible to others when the stage has ended well. Caches commit at once. */
  write<N extends W['name']>(name: N, batch: Batch<Named<W, N>>): Promise<void>;
  /** Appends to several caches in one commit. */
  writeCaches(batches: { readonly [N in W['name']]?: Batch<Named<W, N>> }): Promise<void>;
  /** Appends the rows of `src/sql/<name>.sql` to the relation. Returns their number. */
  fill(name: W['name'], parameters?: Parameters): Promise<number>;
  /** Removes rows of a cache whose column has this value, in one commit with what is appended next. */
  forget(name: W['name'], column: string, value: string): Promise<void>;
  /**
   * For stages whose relations are keyed by month. Given a fingerprint of each month's input, clears the months that
   * changed or went away, keeps the others' rows, and returns the months to compute, in order.
   */
  changedMonths(fingerprints: ReadonlyMap<string, string>): Promise<string[]>;
  /** Writes a file that leaves; all of a stage's files appear when it has ended well. */
  file(file: OutputFile): Promise<void>;
  /** `total` 0: not known. */
  progress(done: number, total: number): void;
  /** One line for the person who runs it; never comment text. */
  note(line: string): void;
  readonly signal: AbortSignal;
}

export interface Stage<Config = unknown, R extends Relation = Relation, W extends Relation = Relation> {
  readonly name: string;
  /** Raise it when the same input would give another output. */
  readonly version: number;
  readonly reads: readonly R[];
  readonly writes: readonly W[];
  readonly config: z.ZodType<Config>;
  /** Pairs of relations that must have as many rows as each other when the stage has run. */
  readonly keepsRows?: readonly (readonly [from: string, to: string])[];
  /** Beyond config and relations: hashes of models, files, parameters. Part of the fingerprint. */
  readonly inputs?: readonly string[];
  /** Folder (relative to the output folder) that this stage's files replace. */
  readonly folder?: string;
  /** Relations keyed by month are kept from run to run and rewritten month by month (`changedMonths`). */
  readonly monthly?: boolean;
  run(io: StageIO<R, W>, config: Config): Promise<void>;
}

/** Declares a stage; the types of `reads` and `writes` flow into `io`. */
export function stage<Config, const R extends Relation, const W extends Relation>(
  declaration: Stage<Config, R, W>,
): Stage<Config, R, W> {
  return declaration;
}
