import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { allRelations } from '../../pipelines/monthly.js';
import { may, must, relation } from '../../src/core/relation.js';
import { contract } from '../../src/core/relations.js';
import { workspace } from '../../src/core/workspace.js';
import { readAll } from '../../src/store/read.js';
import { alignSchema } from '../../src/store/schema.js';
import { openStore } from '../../src/store/store.js';
import { append } from '../../src/store/write.js';
import { workFolder } from '../support/command.js';

const folder = workFolder();
afterAll(folder.remove);

const things = relation('things', 'one thing', ['id'], { id: must('text') }, { contract: false });
const wider = relation('things', 'one thing', ['id'], { id: must('text'), size: must('int') }, { contract: false });
const notes = relation('notes', 'one note', ['id'], { id: must('text') }, { contract: false, kind: 'ledger' });
const longer = relation(
  'notes',
  'one note',
  ['id'],
  { id: must('text'), by: may('text') },
  { contract: false, kind: 'ledger' },
);
const narrower = relation('notes', 'one note', ['id'], { id: must('int') }, { contract: false, kind: 'ledger' });

const open = (name: string, own: Parameters<typeof openStore>[0]['relations']) =>
  openStore({
    path: join(folder.path, name),
    sqlFolder: folder.path,
    relations: [...contract, ...workspace, ...own],
    threads: 1,
    memoryMb: 128,
  });

test('a table of another shape is dropped, a ledger keeps its rows and gains columns', async () => {
  const before = await open('a.duckdb', [things, notes]);
  const connection = await before.connect();
  await append(connection, things, { length: 1, columns: { id: ['1'] } });
  await append(connection, notes, { length: 1, columns: { id: ['n'] } });
  connection.closeSync();
  before.close();
  const after = await open('a.duckdb', [wider, longer]);
  expect((await readAll(after, wider)).length).toBe(0);
  expect((await readAll(after, longer)).columns).toEqual({ id: ['n'], by: [null] });
  after.close();
  await expect(open('a.duckdb', [wider, narrower])).rejects.toThrow(/does not fit/u);
});

test('rows of files keep their place when a column comes in the middle, and are never dropped', async () => {
  const raw = { contract: false, kind: 'cache', database: 'raw', isSource: true } as const;
  const first = relation('rows_read', 'one row', ['id'], { id: must('text'), size: must('int') }, raw);
  const wide = relation('rows_read', 'one row', ['id'], { id: must('text'), by: may('text'), size: must('int') }, raw);
  const before = await open('e.duckdb', [first]);
  const connection = await before.connect();
  await append(connection, first, { length: 1, columns: { id: ['1'], size: [7] } });
  connection.closeSync();
  before.close();
  const after = await open('e.duckdb', [wide]);
  const writer = await after.connect();
  await append(writer, wide, { length: 1, columns: { id: ['2'], by: ['x'], size: [8] } });
  writer.closeSync();
  expect((await readAll(after, wide)).columns).toEqual({ id: ['1', '2'], by: [null, 'x'], size: [7, 8] });
  after.close();
  await expect(open('e.duckdb', [first])).rejects.toThrow(/does not fit/u);
});

test('the same shape keeps everything', async () => {
  const first = await open('b.duckdb', [things, notes]);
  const connection = await first.connect();
  await append(connection, things, { length: 1, columns: { id: ['1'] } });
  connection.closeSync();
  first.close();
  const again = await open('b.duckdb', [things, notes]);
  expect((await readAll(again, things)).columns.id).toEqual(['1']);
  again.close();
});

test('every relation of the pipeline opens again without losing anything', async () => {
  (await open('d.duckdb', allRelations.slice(contract.length + workspace.length))).close();
  const store = await open('d.duckdb', allRelations.slice(contract.length + workspace.length));
  const connection = await store.connect();
  const stored = allRelations.filter(each => each.kind !== 'view');
  expect(await alignSchema(connection, stored)).toEqual([]);
  connection.closeSync();
  store.close();
});

test('every type comes back as it went in', async () => {
  const all = relation(
    'all_types',
    'one row',
    ['t'],
    {
      t: must('text'),
      i: may('int'),
      r: may('real'),
      b: may('bool'),
      d: may('date'),
      m: may('time'),
      l: may('texts'),
      s: may({ start: 'int', end: 'int' }),
    },
    { contract: false },
  );
  const store = await open('c.duckdb', [all]);
  const columns = {
    t: ['中文 😀', ''],
    i: [-5, null],
    r: [0.1 + 0.2, null],
    b: [false, null],
    d: [20_000, null],
    m: [1_700_000_000_123, null],
    l: [['甲', '乙'], null],
    s: [[{ start: 1, end: 3 }], null],
  };
  const connection = await store.connect();
  await append(connection, all, { length: 2, columns });
  connection.closeSync();
  expect((await readAll(store, all)).columns).toEqual({
    ...columns,
    t: ['', '中文 😀'],
    ...Object.fromEntries(['i', 'r', 'b', 'd', 'm', 'l', 's'].map(name => [name, [...columns[name as 'i']].reverse()])),
  });
  store.close();
});
