import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { MinshengError } from '../core/errors.js';
import { type Batch, qualifiedName, type Relation } from '../core/relation.js';
import type { Parameters } from '../core/stage.js';
import { bindable, bindableTypes, type Store } from './store.js';
import { duckType, encodeColumn } from './values.js';

const chunkRows = 2048;

/**
 * Appends a batch to a relation on this connection, inside its transaction where one is open.
 * @throws MinshengError (contract) for columns of unequal length or a null where none may be.
 */
export async function append<R extends Relation>(
  connection: DuckDBConnection,
  relation: R,
  batch: Batch<R>,
): Promise<void> {
  if (batch.length === 0) return;
  const names = Object.keys(relation.columns);
  const columns = batch.columns as Record<string, readonly unknown[]>;
  for (const name of names) checkColumn(relation, name, columns[name], batch.length);
  const types = names.map(name => duckType(relation.columns[name]!.type));
  const [schema, catalog] = relation.database === 'raw' ? ['main', 'raw'] : [undefined, undefined];
  const appender = await connection.createAppender(relation.name, schema, catalog);
  for (let start = 0; start < batch.length; start += chunkRows) {
    const rows = Math.min(chunkRows, batch.length - start);
    const chunk = DuckDBDataChunk.create(types, rows);
    names.forEach((name, index) => {
      const values = batch.length <= chunkRows ? columns[name]! : columns[name]!.slice(start, start + rows);
      chunk.setColumnValues(index, encodeColumn(relation.columns[name]!.type, values));
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function checkColumn(relation: Relation, name: string, values: readonly unknown[] | undefined, length: number): void {
  if (values?.length !== length) {
    throw new MinshengError('contract', `${relation.name}.${name}: ${values?.length ?? 0} values for ${length} rows`);
  }
  if (!relation.columns[name]!.nullable && values.some(value => value == null)) {
    throw new MinshengError('contract', `${relation.name}.${name}: null where a value is needed`);
  }
}

/** Appends the rows of the relation's SELECT; returns their number. */
export async function insertSelect(
  store: Store,
  connection: DuckDBConnection,
  relation: Relation,
  parameters: Parameters,
): Promise<number> {
  const names = store.sql.parameters(relation.name);
  const columns = Object.keys(relation.columns).map(name => `"${name}"`);
  const result = await connection.run(
    `INSERT INTO ${qualifiedName(relation)} (${columns.join(', ')}) ${store.sql.select(relation)}`,
    bindable(parameters, names),
    bindableTypes(parameters, names),
  );
  return result.rowsChanged;
}

/**
 * Checks that a relation's key identifies its rows.
 * @throws MinshengError (contract) with the number of rows that share a key.
 */
export async function checkKey(connection: DuckDBConnection, relation: Relation): Promise<number> {
  const key = relation.key.map(name => `"${name}"`).join(', ');
  const result = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER, (SELECT count(*)::INTEGER FROM (SELECT DISTINCT ${key} FROM ${qualifiedName(relation)})) FROM ${qualifiedName(relation)}`,
  );
  const [rows, keys] = result.getRows()[0] as [number, number];
  if (rows !== keys) {
    throw new MinshengError(
      'contract',
      `${relation.name}: ${rows - keys} rows repeat the key (${relation.key.join(', ')})`,
    );
  }
  return rows;
}
