import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as arrow from 'apache-arrow';
import { afterAll, expect, test } from 'vitest';
import { readFileAs } from '../support/source-tables.js';

const folder = mkdtempSync(join(tmpdir(), 'minsheng-columnar-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function parquetOf(select: string, options = ''): Promise<Uint8Array> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const file = join(folder, 'x.parquet');
  await connection.run(`SET threads = 1; COPY (${select}) TO '${file}' (FORMAT parquet${options})`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(file);
}

const select = `SELECT * FROM (VALUES
  ('007', DATE '2024-03-05', TIMESTAMP '2024-03-05 09:05:00', TIMESTAMPTZ '2024-03-05 01:05:00+00', 12.50::DECIMAL(9,2), ['a','b'], 3702000000000000001::BIGINT, true, {'k': 1}),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)) t(id, day, wall, instant, amount, codes, number, flag, struct)`;

test.each(['snappy', 'gzip', 'zstd', 'lz4_raw', 'brotli'])(
  'Parquet packed by %s: days, times, decimals, lists, long numbers',
  async codec => {
    const [table] = await readFileAs('a.csv', await parquetOf(select, `, CODEC '${codec}'`));
    expect(table).toMatchObject({ reason: null, encoding: null, sheet: null, numbers: [0, 1, 2] });
    expect(table!.cells).toEqual([
      ['id', 'day', 'wall', 'instant', 'amount', 'codes', 'number', 'flag', 'struct'],
      [
        '007',
        '2024-03-05',
        '2024-03-05T09:05:00',
        '2024-03-05T01:05:00Z',
        '12.5',
        'a,b',
        '3702000000000000001',
        'true',
        '{"k":1}',
      ],
      ['', '', '', '', '', '', '', '', ''],
    ]);
  },
);

test('Parquet of several row groups and of none', async () => {
  const many = 'SELECT range::VARCHAR AS id, range % 7 AS n FROM range(5000)';
  const [table] = await readFileAs('a.parquet', await parquetOf(many, ', ROW_GROUP_SIZE 2048'));
  expect(table!.numbers).toEqual(Array.from({ length: 5001 }, (_, index) => index));
  expect(table!.cells.slice(1)).toEqual(Array.from({ length: 5000 }, (_, index) => [`${index}`, `${index % 7}`]));
  const [none] = await readFileAs('a.parquet', await parquetOf('SELECT 1 AS id WHERE false'));
  expect([none!.reason, none!.cells]).toEqual([null, [['id']]]);
});

test('a damaged Parquet file gives a reason', async () => {
  const whole = await parquetOf(select);
  const [table] = await readFileAs('a.parquet', whole.subarray(0, whole.length - 10));
  expect(table!.reason).toBe('not a readable Parquet file');
});

function arrowTable(): arrow.Table {
  const dictionary = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
  const decimal = arrow.makeVector(
    arrow.makeData({
      type: new arrow.Decimal(2, 9, 128),
      length: 3,
      data: new Uint32Array([1250, 0, 0, 0, 5, 0, 0, 0, 0xfffffb1e, 0xffffffff, 0xffffffff, 0xffffffff]),
    }),
  );
  const list = new arrow.List(new arrow.Field('item', new arrow.Utf8(), true));
  return new arrow.Table({
    id: arrow.vectorFromArray(['007', null, '行'], new arrow.Utf8()),
    word: arrow.vectorFromArray(['满意', '满意', '不满意'], dictionary),
    day: arrow.vectorFromArray([new Date('2024-03-05'), null, new Date('1969-12-31')], new arrow.DateDay()),
    wall: arrow.vectorFromArray([Date.UTC(2024, 2, 5, 9, 5), null, 0], new arrow.TimestampMillisecond()),
    instant: arrow.vectorFromArray([0, null, 1000], new arrow.Timestamp(arrow.TimeUnit.MILLISECOND, 'UTC')),
    amount: decimal,
    codes: arrow.vectorFromArray([['a', 'b'], [], null], list),
    long: arrow.vectorFromArray([3702000000000000001n, 1n, 2n], new arrow.Int64()),
  });
}

const expected = [
  ['id', 'word', 'day', 'wall', 'instant', 'amount', 'codes', 'long'],
  ['007', '满意', '2024-03-05', '2024-03-05T09:05:00', '1970-01-01T00:00:00Z', '12.50', 'a,b', '3702000000000000001'],
  ['', '满意', '', '', '', '0.05', '', '1'],
  ['行', '不满意', '1969-12-31', '1970-01-01', '1970-01-01T00:00:01Z', '-12.50', '', '2'],
];

test.each(['file', 'stream'] as const)('Arrow %s: dictionaries, days, times, decimals, lists', async kind => {
  const [table] = await readFileAs('a.txt', arrow.tableToIPC(arrowTable(), kind));
  expect(table).toMatchObject({ reason: null, encoding: null, numbers: [0, 1, 2, 3] });
  expect(table!.cells).toEqual(expected);
});

test('Arrow of several batches, and a damaged one', async () => {
  const table = new arrow.Table({ n: arrow.vectorFromArray([1, 2], new arrow.Int32()) });
  const bytes = arrow.tableToIPC(table.concat(table), 'stream');
  expect((await readFileAs('a.arrow', bytes))[0]!.cells).toEqual([['n'], ['1'], ['2'], ['1'], ['2']]);
  const file = arrow.tableToIPC(arrowTable(), 'file');
  expect((await readFileAs('a.arrow', file.subarray(0, 100)))[0]!.reason).toBe('not a readable Arrow file');
});
