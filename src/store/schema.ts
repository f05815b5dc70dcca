import type { DuckDBConnection } from '@duckdb/node-api';
import { MinshengError } from '../core/errors.js';
import { type ColumnType, createTable, qualifiedName, type Relation, sqlType } from '../core/relation.js';

/**
 * Makes the stored tables those that are declared. One of another shape (an older program's) is dropped and computed
 * again, unless it holds what came from outside (rows of files, decisions of people): that is moved into the new
 * shape, and may only gain columns which can be null.
 * @returns names of the relations that were dropped
 * @throws MinshengError (contract) where something that came from outside would be lost.
 */
export async function alignSchema(connection: DuckDBConnection, relations: readonly Relation[]): Promise<string[]> {
  const dropped: string[] = [];
  for (const relation of relations) {
    if (relation.kind === 'view') continue;
    const stored = await storedColumns(connection, relation);
    if (stored.size > 0 && !isSame(stored, relation)) {
      if (relation.isSource) await reshape(connection, relation, stored);
      else {
        await connection.run(`DROP TABLE ${qualifiedName(relation)}`);
        dropped.push(relation.name);
      }
    }
    await connection.run(createTable(relation, 'if not exists'));
  }
  if (dropped.length > 0) {
    for (const done of ['stages_done', 'months_done']) await connection.run(`DELETE FROM ${done}`);
  }
  return dropped;
}

async function storedColumns(connection: DuckDBConnection, relation: Relation): Promise<Map<string, string>> {
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns()
     WHERE table_name = $name AND schema_name = 'main' AND (database_name = 'raw') = $raw AND NOT internal
     ORDER BY column_index`,
    { name: relation.name, raw: relation.database === 'raw' },
  );
  return new Map(reader.getRows() as [string, string][]);
}

/** Rows are appended by position: the order of the columns counts. */
function isSame(stored: ReadonlyMap<string, string>, relation: Relation): boolean {
  const names = [...stored.keys()];
  const declared = Object.entries(relation.columns);
  return (
    declared.length === names.length &&
    declared.every(([name, column], index) => names[index] === name && isType(stored.get(name), column.type))
  );
}

/** DuckDB quotes the fields of a struct only where it must. */
function isType(stored: string | undefined, type: ColumnType): boolean {
  return stored?.replaceAll('"', '') === sqlType(type).replaceAll('"', '');
}

async function reshape(
  connection: DuckDBConnection,
  relation: Relation,
  stored: ReadonlyMap<string, string>,
): Promise<void> {
  const loses = [...stored.keys()].some(name => !relation.columns[name]);
  const unfit = Object.entries(relation.columns).some(([name, column]) =>
    stored.has(name) ? !isType(stored.get(name), column.type) : !column.nullable,
  );
  if (loses || unfit) {
    throw new MinshengError(
      'contract',
      {
        zh: `数据库里的 ${relation.name} 与本版本不符`,
        en: `${relation.name} in this database does not fit this version`,
      },
      {
        zh: '请用写入它的版本打开，或换一个 --db。',
        en: 'Open it with the version that wrote it, or name another --db.',
      },
    );
  }
  const table = qualifiedName(relation);
  await connection.run('BEGIN');
  await connection.run(`ALTER TABLE ${table} RENAME TO ${relation.name}_before`);
  await connection.run(createTable(relation, 'if not exists'));
  await connection.run(`INSERT INTO ${table} BY NAME SELECT * FROM ${table}_before`);
  await connection.run(`DROP TABLE ${table}_before`);
  await connection.run('COMMIT');
}
