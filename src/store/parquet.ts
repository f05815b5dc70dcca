import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Batch, createTable, type Relation } from '../core/relation.js';
import { append } from './write.js';

/**
 * The rows of a batch as a Parquet file, in the batch's order. DuckDB writes it on one thread (several would cut row
 * groups by chance) from a database in memory; the temporary file is removed.
 */
export async function encodeParquet<R extends Relation>(relation: R, batch: Batch<R>): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-'));
  try {
    return await copied(inMemory(relation), batch as unknown as Batch<Relation>, join(folder, 'rows.parquet'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inMemory(relation: Relation): Relation {
  return { ...relation, database: 'main', kind: 'table' };
}

async function copied(relation: Relation, batch: Batch<Relation>, path: string): Promise<Uint8Array> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    await connection.run(createTable(relation, 'or replace'));
    await append(connection, relation, batch);
    await connection.run(
      `COPY ${relation.name} TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
    );
    connection.closeSync();
    return readFileSync(path);
  } finally {
    instance.closeSync();
  }
}
