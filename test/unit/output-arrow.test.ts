import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Batch, batchOf, may, must, type Row, relation } from '../../src/core/relation.js';
import { encodeArrow } from '../../src/store/arrow.js';
import { encodeParquet } from '../../src/store/parquet.js';

const sample = relation('sample', 'one row', ['id'], {
  id: must('text'),
  name: may('text'),
  count: may('int'),
  share: may('real'),
  is_new: may('bool'),
  seen_on: may('date'),
  seen_at: may('time'),
  themes: may('texts'),
  evidence: may({ start: 'int', end: 'int' }),
  detail: may({ theme_id: 'text', rate: 'real' }),
});
type Sample = Row<typeof sample>;

const empty: Sample = {
  id: 'b',
  name: null,
  count: null,
  share: null,
  is_new: null,
  seen_on: null,
  seen_at: null,
  themes: null,
  evidence: null,
  detail: null,
};
const full: Sample = {
  id: 'a',
  name: '城关街道办事处 🏠',
  count: -3,
  share: 0.125,
  is_new: true,
  seen_on: 20_148,
  seen_at: 1_740_800_000_123,
  themes: ['delay_overdue', ''],
  evidence: [
    { start: 0, end: 4 },
    { start: 7, end: 9 },
  ],
  detail: [{ theme_id: 'attitude_poor', rate: 0.25 }],
};
const bare: Sample = { ...full, id: 'c', name: '', is_new: false, themes: [], evidence: [], detail: [] };

function decoded(bytes: Uint8Array): Sample[] {
  return tableFromIPC(bytes)
    .toArray()
    .map(row => {
      const plain = JSON.parse(JSON.stringify(row.toJSON())) as Sample;
      const [day, time] = [row.seen_on, row.seen_at];
      return { ...plain, seen_on: day === null ? null : Number(day) / 86_400_000, seen_at: time };
    });
}

describe('Arrow', () => {
  test('every type comes back, nulls and lists of structs too', () => {
    const rows = [full, empty, bare];
    expect(decoded(encodeArrow(sample, batchOf(sample, rows)))).toEqual(rows);
  });

  test('is the file form and carries its metadata', () => {
    const bytes = encodeArrow(sample, batchOf(sample, [full]), { contract: '1' });
    expect(Buffer.from(bytes.subarray(0, 6)).toString()).toBe('ARROW1');
    expect(tableFromIPC(bytes).schema.metadata.get('contract')).toBe('1');
    expect(tableFromIPC(bytes).schema.fields.map(field => field.nullable)).toEqual([false, ...Array(9).fill(true)]);
  });

  test('an empty batch is a readable file with the columns', () => {
    const table = tableFromIPC(encodeArrow(sample, batchOf(sample, [])));
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map(field => field.name)).toEqual(Object.keys(sample.columns));
  });

  test('any rows come back', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    const option = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
    const row: fc.Arbitrary<Sample> = fc.record({
      id: text,
      name: option(text),
      count: option(fc.integer()),
      share: option(fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0)),
      is_new: option(fc.boolean()),
      seen_on: option(fc.integer({ min: -20_000, max: 60_000 })),
      seen_at: option(fc.integer({ min: 0, max: 4_000_000_000_000 })),
      themes: option(fc.array(text, { maxLength: 4 })),
      evidence: option(fc.array(fc.record({ start: fc.nat(), end: fc.nat() }), { maxLength: 4 })),
      detail: option(fc.array(fc.record({ theme_id: text, rate: fc.float({ noNaN: true, min: 0, max: 1 }) }))),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), rows => {
        expect(decoded(encodeArrow(sample, batchOf(sample, rows)))).toEqual(rows.map(item => ({ ...item })));
      }),
      { numRuns: 60 },
    );
  });
});

describe('Parquet', () => {
  async function query(bytes: Uint8Array, select: string): Promise<unknown[][]> {
    const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
    const path = join(folder, 'x.parquet');
    writeFileSync(path, bytes);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll(select.replace('FILE', `'${path}'`))).getRowsJson();
    instance.closeSync();
    rmSync(folder, { recursive: true });
    return rows as unknown[][];
  }

  test('every type comes back in the order given', async () => {
    const bytes = await encodeParquet(sample, batchOf(sample, [bare, full, empty]));
    const rows = await query(bytes, 'SELECT id, name, count, seen_on, seen_at, themes, evidence[2].end FROM FILE');
    expect(rows).toEqual([
      ['c', '', -3, '2025-03-01', '2025-03-01 03:33:20.123', [], null],
      ['a', full.name, -3, '2025-03-01', '2025-03-01 03:33:20.123', ['delay_overdue', ''], 9],
      ['b', null, null, null, null, null, null],
    ]);
  });

  test('same rows, same bytes; order kept over many row groups', async () => {
    const length = 300_000;
    const narrow = relation('narrow', 'one row', ['n'], { n: must('int') });
    const batch: Batch<typeof narrow> = {
      length,
      columns: { n: Array.from({ length }, (_, index) => (index * 7919) % 300_007) },
    };
    const [first, second] = [await encodeParquet(narrow, batch), await encodeParquet(narrow, batch)];
    expect(Buffer.compare(first, second)).toBe(0);
    const rows = await query(first, 'SELECT n FROM FILE');
    expect(rows.map(row => row[0])).toEqual(batch.columns.n);
  });
});
