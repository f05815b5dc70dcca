import { MinshengError } from '../core/errors.js';
import { type Batch, createTable, qualifiedName, type Relation } from '../core/relation.js';
import type { OutputFile, Parameters, ReadOptions, Stage, StageIO } from '../core/stage.js';
import { months_done } from '../core/workspace.js';
import { collect, openStream, readOwn } from '../store/read.js';
import type { Connection, Store } from '../store/store.js';
import { append, checkKey, insertSelect } from '../store/write.js';
import type { PendingFiles } from './files.js';
import { hashOf } from './fingerprint.js';
import type { Reporter } from './reporter.js';

/** A commit waits for the disk: caches commit once in so many rows. */
const rowsPerCommit = 50_000;

type AnyStage = Stage<never, Relation, Relation>;

/**
 * What one stage of one run touches. Tables are written in one transaction, begun late so that it sees the caches
 * that the stage filled before.
 */
export class StageWork implements StageIO<Relation, Relation> {
  readonly signal: AbortSignal;
  rowsIn = 0;
  /** Rows appended to caches. */
  cached = 0;
  #writing = false;
  #caching: Connection | undefined;
  #uncommitted = 0;
  readonly #stage: AnyStage;
  readonly #store: Store;
  readonly #writer: Connection;
  readonly #files: PendingFiles;
  readonly #reporter: Reporter;
  readonly #fingerprint: string;

  constructor(
    stage: AnyStage,
    store: Store,
    writer: Connection,
    files: PendingFiles,
    reporter: Reporter,
    fingerprint: string,
    signal: AbortSignal,
  ) {
    this.#stage = stage;
    this.#store = store;
    this.#writer = writer;
    this.#files = files;
    this.#reporter = reporter;
    this.#fingerprint = fingerprint;
    this.signal = signal;
  }

  async *read(name: string, options: ReadOptions = {}): AsyncGenerator<Batch<never>> {
    const relation = this.#declared(name, [...this.#stage.reads, ...this.#stage.writes]);
    if (this.#seesOwnRows(relation)) {
      yield await this.all(name, options);
      return;
    }
    await this.keepCaches();
    const stream = await openStream(this.#store, relation, options);
    for await (const batch of stream.batches) {
      this.signal.throwIfAborted();
      this.rowsIn += batch.length;
      yield batch as Batch<never>;
    }
  }

  async all(name: string, options: ReadOptions = {}): Promise<Batch<never>> {
    const relation = this.#declared(name, [...this.#stage.reads, ...this.#stage.writes]);
    if (this.#seesOwnRows(relation)) {
      const batch = await readOwn(this.#store, this.#writer, relation, options);
      this.rowsIn += batch.length;
      return batch as Batch<never>;
    }
    return (await collect(relation, this.read(name, options))) as Batch<never>;
  }

  async write(name: string, batch: Batch<never>): Promise<void> {
    const relation = this.#declared(name, this.#stage.writes);
    if (relation.kind === 'cache') return this.writeCaches({ [name]: batch });
    await this.#begin();
    await append(this.#writer, relation, batch as Batch<Relation>);
  }

  async writeCaches(batches: Readonly<Record<string, Batch<never> | undefined>>): Promise<void> {
    this.signal.throwIfAborted();
    const caching = await this.#openCaches();
    try {
      for (const [name, batch] of Object.entries(batches)) {
        const relation = this.#declared(name, this.#stage.writes);
        if (relation.kind !== 'cache') throw new MinshengError('contract', `${name} is no cache`);
        if (!batch) continue;
        await append(caching, relation, batch as Batch<Relation>);
        this.cached += batch.length;
        this.#uncommitted += batch.length;
      }
    } catch (error) {
      // Half a batch must not be committed with what comes later.
      caching.closeSync();
      this.#caching = undefined;
      throw error;
    }
    if (this.#uncommitted >= rowsPerCommit) await this.keepCaches();
  }

  async forget(name: string, column: string, value: string): Promise<void> {
    const relation = this.#declared(name, this.#stage.writes);
    if (relation.kind !== 'cache' || !relation.columns[column])
      throw new MinshengError('contract', `${name}.${column} cannot be forgotten`);
    const caching = await this.#openCaches();
    await caching.run(`DELETE FROM ${qualifiedName(relation)} WHERE "${column}" = $value`, { value });
  }

  async #openCaches(): Promise<Connection> {
    if (!this.#caching) {
      this.#caching = await this.#store.connect();
      await this.#caching.run('BEGIN');
    }
    return this.#caching;
  }

  /** Commits what was appended to caches; a killed run loses at most what came after. */
  async keepCaches(): Promise<void> {
    const caching = this.#caching;
    this.#caching = undefined;
    this.#uncommitted = 0;
    try {
      await caching?.run('COMMIT');
    } finally {
      caching?.closeSync();
    }
  }

  async fill(name: string, parameters: Parameters = {}): Promise<number> {
    const relation = this.#declared(name, this.#stage.writes);
    await this.#begin();
    return insertSelect(this.#store, this.#writer, relation, parameters);
  }

  async changedMonths(fingerprints: ReadonlyMap<string, string>): Promise<string[]> {
    await this.#begin();
    const { name } = this.#stage;
    const known = await readOwn(this.#store, this.#writer, months_done);
    const before = new Map<string, string>();
    known.columns.stage.forEach((stage, index) => {
      if (stage === name) before.set(known.columns.month[index]!, known.columns.fingerprint[index]!);
    });
    const now = new Map([...fingerprints].map(([month, text]) => [month, hashOf([this.#fingerprint, text])]));
    const changed = [...now.keys()].filter(month => before.get(month) !== now.get(month)).sort();
    const stale = [...changed, ...[...before.keys()].filter(month => !now.has(month))];
    for (const month of stale) {
      for (const relation of this.#stage.writes) {
        if ('month' in relation.columns)
          await this.#writer.run(`DELETE FROM ${qualifiedName(relation)} WHERE month = $month`, { month });
      }
      await this.#writer.run('DELETE FROM months_done WHERE stage = $name AND month = $month', { name, month });
    }
    await append(this.#writer, months_done, {
      length: changed.length,
      columns: {
        stage: changed.map(() => name),
        month: changed,
        fingerprint: changed.map(month => now.get(month)!),
      },
    });
    return changed;
  }

  async file(file: OutputFile): Promise<void> {
    this.#files.write(file);
  }

  progress(done: number, total: number): void {
    this.#reporter.progress(this.#stage.name, done, total);
  }

  note(line: string): void {
    this.#reporter.note(this.#stage.name, line);
  }

  /** Checks keys and row-for-row pairs; returns the rows that this stage's relations now hold. */
  async check(): Promise<number> {
    await this.#begin();
    let rows = 0;
    for (const relation of this.#stage.writes) {
      if (relation.kind === 'table') rows += await checkKey(this.#writer, relation);
    }
    for (const [from, to] of this.#stage.keepsRows ?? []) {
      const [before, after] = [await this.#count(from), await this.#count(to)];
      if (before !== after)
        throw new MinshengError('contract', `${this.#stage.name}: ${before} rows of ${from} became ${after} of ${to}`);
    }
    return rows;
  }

  async #count(name: string): Promise<number> {
    const result = await this.#writer.runAndReadAll(
      `SELECT count(*)::INTEGER FROM ${qualifiedName(this.#store.relation(name))}`,
    );
    return result.getRows()[0]![0] as number;
  }

  async #begin(): Promise<void> {
    if (this.#writing) return;
    await this.keepCaches();
    this.signal.throwIfAborted();
    this.#writing = true;
    await this.#writer.run('BEGIN');
    for (const relation of this.#stage.writes) {
      if (relation.kind !== 'table') continue;
      await this.#writer.run(createTable(relation, this.#stage.monthly ? 'if not exists' : 'or replace'));
    }
  }

  #seesOwnRows(relation: Relation): boolean {
    return this.#writing && (relation.kind === 'view' || this.#stage.writes.some(own => own.name === relation.name));
  }

  #declared(name: string, among: readonly Relation[]): Relation {
    const relation = among.find(candidate => candidate.name === name);
    if (!relation) throw new MinshengError('contract', `${this.#stage.name} touches ${name} without declaring it`);
    return relation;
  }
}
