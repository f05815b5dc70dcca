import type { DuckDBConnection } from '@duckdb/node-api';
import { MinshengError } from '../core/errors.js';
import { type ColumnType, createTable, qualifiedName, type Relation, sqlType } from '../core/relation.js';

/**
 * Makes the stored tables those that are declared. A table or cache of another shape (an older program's) is dropped
 * and computed again; a ledger, which people wrote, may only gain columns that can be null.
 * @returns names of the relations that were dropped
 * @throws MinshengError (contract) for a ledger that would lose something.
 */
export async function alignSchema(connection: DuckDBConnection, relations: readonly Relation[]): Promise<string[]> {
  const dropped: string[] = [];
  for (const relation of relations) {
    if (relation.kind === 'view') continue;
    const stored = await storedColumns(connection, relation);
    if (stored.size > 0 && !isSame(stored, relation)) {
      if (relation.kind === 'ledger') await extendLedger(connection, relation, stored);
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
     WHERE table_name = $name AND schema_name = 'main' AND (database_name = 'raw') = $raw AND NOT internal`,
    { name: relation.name, raw: relation.database === 'raw' },
  );
  return new Map(reader.getRows() as [string, string][]);
}

function isSame(stored: ReadonlyMap<string, string>, relation: Relation): boolean {
  const declared = Object.entries(relation.columns);
  return declared.length === stored.size && declared.every(([name, column]) => isType(stored.get(name), column.type));
}

/** DuckDB quotes the fields of a struct only where it must. */
function isType(stored: string | undefined, type: ColumnType): boolean {
  return stored?.replaceAll('"', '') === sqlType(type).replaceAll('"', '');
}

async function extendLedger(
  connection: DuckDBConnection,
  relation: Relation,
  stored: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [name, column] of Object.entries(relation.columns)) {
    if (isType(stored.get(name), column.type)) continue;
    if (stored.has(name) || !column.nullable) throw foreignLedger(relation);
    await connection.run(`ALTER TABLE ${qualifiedName(relation)} ADD COLUMN "${name}" ${sqlType(column.type)}`);
  }
  for (const name of stored.keys()) if (!relation.columns[name]) throw foreignLedger(relation);
}

function foreignLedger(relation: Relation): MinshengError {
  return new MinshengError(
    'contract',
    {
      zh: `数据库里的 ${relation.name} 与本版本不符`,
      en: `${relation.name} in this database does not fit this version`,
    },
    {
      zh: '请用写入它的版本打开，或换一个 --db。',
      en: 'Open it with the version that wrote it, or name another file with --db.',
    },
  );
}
