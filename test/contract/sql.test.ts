import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRelations } from '../../pipelines/monthly.js';
import { sqlType } from '../../src/core/relation.js';
import type { Store } from '../../src/store/store.js';
import { emptyDatabase } from '../support/database.js';
import { plannedStages } from '../support/plan.js';
import { tablesOf } from '../support/tables.js';

const folder = join(import.meta.dirname, '..', '..', 'src', 'sql');
const files = readdirSync(folder)
  .filter(name => name.endsWith('.sql'))
  .map(name => name.slice(0, -4));
const relations = new Map(allRelations.map(relation => [relation.name, relation]));

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let store: Store;

beforeAll(async () => {
  database = await emptyDatabase();
  store = database.store;
});
afterAll(() => database.close());

test('every relation is declared once', () => {
  expect(relations.size).toBe(allRelations.length);
});

describe.each(files)('src/sql/%s.sql', name => {
  test('is named after a relation and is one SELECT', async () => {
    expect([...relations.keys()]).toContain(name);
    const text = readFileSync(join(folder, `${name}.sql`), 'utf8');
    const connection = await store.connect();
    const statements = await connection.extractStatements(text);
    connection.closeSync();
    expect(statements.count).toBe(1);
    expect(text.replace(/^\s*--.*$/gmu, '').trim()).toMatch(/^(SELECT|WITH|FROM)\b/u);
  });

  test('binds, and gives exactly the declared columns', async () => {
    const relation = relations.get(name)!;
    const connection = await store.connect();
    try {
      const own = await connection.prepare(store.sql.text(name));
      const names = Array.from({ length: own.columnCount }, (_, index) => own.columnName(index)).sort();
      expect(names).toEqual(Object.keys(relation.columns).sort());
      const cast = await connection.prepare(store.sql.select(relation));
      const types = Array.from({ length: cast.columnCount }, (_, index) => String(cast.columnType(index)));
      expect(types).toEqual(Object.values(relation.columns).map(column => duckName(sqlType(column.type))));
    } finally {
      connection.closeSync();
    }
  });

  test('touches only what its stage declares', async () => {
    const users = (await plannedStages()).filter(stage =>
      [...stage.reads, ...stage.writes].some(each => each.name === name),
    );
    const touched = await tablesOf(store, store.sql.text(name));
    for (const table of touched) expect([...relations.keys()]).toContain(table);
    for (const stage of users) {
      const declared = [...stage.reads, ...stage.writes].map(each => each.name as string);
      for (const table of touched) expect(declared, `${stage.name} reaches ${table} by ${name}.sql`).toContain(table);
    }
  });
});

/** DuckDB writes struct types without the quotes that DDL may carry. */
function duckName(type: string): string {
  return type.replace(/STRUCT\((.*)\)/u, (_, fields: string) => `STRUCT(${fields})`);
}
