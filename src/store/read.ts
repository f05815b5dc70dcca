import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { MinshengError } from '../core/errors.js';
import { type Batch, qualifiedName, type Relation } from '../core/relation.js';
import type { ReadOptions } from '../core/stage.js';
import { bindable, bindableTypes, type Store } from './store.js';
import { decoder } from './values.js';

/** Rows announced and rows that came must agree: the runner compares them. */
export interface Stream<R extends Relation> {
  readonly rows: number;
  readonly batches: AsyncIterable<Batch<R>>;
}

/**
 * Streams a relation in column batches on a connection of its own. Tables come in key order; a view is first written
 * to a temporary table, so that its number of rows is known and an early end is noticed.
 */
export async function openStream<R extends Relation>(
  store: Store,
  relation: R,
  options: ReadOptions = {},
): Promise<Stream<R>> {
  const connection = await store.connect();
  const source =
    relation.kind === 'view' ? await materialise(store, connection, relation, options) : qualifiedName(relation);
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${source}`);
  const rows = counted.getRows()[0]![0] as number;
  return { rows, batches: batches(connection, relation, source, rows, options) };
}

async function materialise(
  store: Store,
  connection: DuckDBConnection,
  relation: Relation,
  options: ReadOptions,
): Promise<string> {
  const name = `view_${relation.name}`;
  await runWith(
    store,
    connection,
    `CREATE TEMP TABLE ${name} AS ${store.sql.select(relation)}`,
    relation.name,
    options,
  );
  return `temp.${name}`;
}

async function runWith(
  store: Store,
  connection: DuckDBConnection,
  text: string,
  name: string,
  options: ReadOptions,
): Promise<void> {
  const names = store.sql.parameters(name);
  const parameters = options.parameters ?? {};
  await connection.run(text, bindable(parameters, names), bindableTypes(parameters, names));
}

async function* batches<R extends Relation>(
  connection: DuckDBConnection,
  relation: R,
  source: string,
  rows: number,
  options: ReadOptions,
): AsyncGenerator<Batch<R>> {
  try {
    const names = options.columns ?? Object.keys(relation.columns);
    const order = relation.kind === 'view' ? '' : ` ORDER BY ${relation.key.map(name => `"${name}"`).join(', ')}`;
    const result = await connection.stream(
      `SELECT ${names.map(name => `"${name}"`).join(', ')} FROM ${source}${order}`,
    );
    let seen = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      seen += chunk.rowCount;
      yield decodeChunk(chunk, relation, names);
    }
    if (seen !== rows) {
      throw new MinshengError(
        'contract',
        `${relation.name}: ${seen} of ${rows} rows were read`,
        'Run again; if it happens twice, report it.',
      );
    }
  } finally {
    connection.closeSync();
  }
}

function decodeChunk<R extends Relation>(chunk: DuckDBDataChunk, relation: R, names: readonly string[]): Batch<R> {
  const columns: Record<string, unknown[]> = {};
  for (const name of Object.keys(relation.columns)) columns[name] = [];
  names.forEach((name, index) => {
    const vector = chunk.getColumnVector(index);
    const decode = decoder(relation.columns[name]!.type);
    const column = columns[name]!;
    for (let row = 0; row < chunk.rowCount; row++) {
      const value = vector.getItem(row);
      column.push(value === null ? null : decode(value));
    }
  });
  return { length: chunk.rowCount, columns: columns as Batch<R>['columns'] };
}

/** Reads a relation on a given connection, with what its open transaction wrote; all rows in memory. */
export async function readOwn<R extends Relation>(
  store: Store,
  connection: DuckDBConnection,
  relation: R,
  options: ReadOptions = {},
): Promise<Batch<R>> {
  const names = options.columns ?? Object.keys(relation.columns);
  const list = names.map(name => `"${name}"`).join(', ');
  const isView = relation.kind === 'view';
  const parameters = isView ? store.sql.parameters(relation.name) : [];
  const values = options.parameters ?? {};
  const text = isView
    ? `SELECT ${list} FROM (${store.sql.select(relation)})`
    : `SELECT ${list} FROM ${qualifiedName(relation)} ORDER BY ${relation.key.map(name => `"${name}"`).join(', ')}`;
  const result = await connection.run(text, bindable(values, parameters), bindableTypes(values, parameters));
  const chunks = await result.fetchAllChunks();
  return collect(relation, asBatches(chunks, relation, names));
}

async function* asBatches<R extends Relation>(
  chunks: readonly DuckDBDataChunk[],
  relation: R,
  names: readonly string[],
): AsyncGenerator<Batch<R>> {
  for (const chunk of chunks) yield decodeChunk(chunk, relation, names);
}

/** Joins all batches of a stream of a small relation. */
export async function collect<R extends Relation>(relation: R, stream: AsyncIterable<Batch<R>>): Promise<Batch<R>> {
  const columns: Record<string, unknown[]> = {};
  for (const name of Object.keys(relation.columns)) columns[name] = [];
  let length = 0;
  for await (const batch of stream) {
    length += batch.length;
    for (const [name, values] of Object.entries(batch.columns)) {
      const column = columns[name]!;
      for (const value of values as readonly unknown[]) column.push(value);
    }
  }
  return { length, columns: columns as Batch<R>['columns'] };
}

/** A whole small relation as one batch. */
export async function readAll<R extends Relation>(
  store: Store,
  relation: R,
  options: ReadOptions = {},
): Promise<Batch<R>> {
  const stream = await openStream(store, relation, options);
  return collect(relation, stream.batches);
}
