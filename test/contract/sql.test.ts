import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRelations } from '../../pipelines/monthly.js';
import { sqlType } from '../../src/core/relation.js';
import { bindable, bindableTypes, type Store } from '../../src/store/store.js';
import { emptyDatabase } from '../support/database.js';
import { plannedStages } from '../support/plan.js';
import { tablesOf } from '../support/tables.js';

const folder = join(import.meta.dirname, '..', '..', 'src', 'sql');
const files = readdirSync(folder)
  .filter(name => name.endsWith('.sql'))
  .map(name => name.slice(0, -4));
const relations = new Map(allRelations.map(relation => [relation.name, relation]));

/** A value for every parameter that some SELECT binds. */
const parameters = {
  ...{
    month: '2026-02',
    previous: '2026-01',
    from: '2025-01',
    first_month: '2025-01',
    last_month: '2026-02',
    day: '2026-02-28',
  },
  ...{
    version: 'v',
    model: 'm',
    summary_model: 'n',
    subject: 's',
    taxonomy: '1',
    by_case: true,
    least: 1,
    per_case: 0.5,
    flag_q: 0.05,
  },
  ...{ acceptance_days: 15, completion_days: 60, extension_days: 30, repeat_window_days: 90, backlog_months: 12 },
  ...{ delivery_days: 10, urgent_hours: 24 },
  ...{
    red_flags: ['a'],
    themes: ['a'],
    satisfied: ['a'],
    reason_codes: ['1'],
    reason_themes: ['a'],
    modules: ['a'],
    places: ['a'],
  },
};

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
      const names = store.sql.parameters(name);
      const values = bindable(parameters, names);
      const types = bindableTypes(parameters, names);
      const own = await connection.runAndReadAll(`SELECT * FROM (${store.sql.text(name)}) LIMIT 0`, values, types);
      expect(own.columnNames().sort()).toEqual(Object.keys(relation.columns).sort());
      const cast = await connection.runAndReadAll(`${store.sql.select(relation)} LIMIT 0`, values, types);
      expect(cast.columnNames()).toEqual(Object.keys(relation.columns));
      expect(cast.columnTypes().map(String)).toEqual(
        Object.values(relation.columns).map(column => duckName(sqlType(column.type))),
      );
    } finally {
      connection.closeSync();
    }
  });

  test('touches only what its stage declares', async () => {
    const isView = relations.get(name)!.kind === 'view';
    const runsIt = (stage: { reads: readonly { name: string }[]; writes: readonly { name: string }[] }) =>
      (isView ? stage.reads : stage.writes).some(each => each.name === name);
    const users = (await plannedStages()).filter(runsIt);
    expect(users.length).toBeGreaterThan(0);
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
