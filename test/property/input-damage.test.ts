import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as xlsx from '@e965/xlsx';
import * as arrow from 'apache-arrow';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { beforeAll, expect, test } from 'vitest';
import { type ReadTable, readFileAs } from '../support/source-tables.js';

const header = ['编号', '登记时间', '内容'];
const rows = Array.from({ length: 12 }, (_, index) => [`00${index}`, `2024-03-${index + 10}`, `评价，"第${index}条"`]);
const csv = [header, ...rows].map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
const files = new Map<string, Uint8Array>();

beforeAll(async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('一').addRows([header, ...rows, [1, new Date(0), { formula: 'A1', result: 'x' }]]);
  const sheet = xlsx.utils.aoa_to_sheet([header, ...rows, [1, 45356, 1.5]]);
  const old: xlsx.WorkBook = { SheetNames: ['一'], Sheets: { 一: sheet } };
  const columns = Object.fromEntries(
    header.map((name, at) => [
      name,
      arrow.vectorFromArray(
        rows.map(row => row[at]!),
        new arrow.Utf8(),
      ),
    ]),
  );
  files.set('a.csv', strToU8(csv));
  files.set('gb.csv', iconv.encode(csv, 'gb18030'));
  files.set('wide.csv', iconv.encode(csv, 'utf-16le', { addBOM: true }));
  files.set('a.jsonl', strToU8(rows.map(([id, day, text]) => JSON.stringify({ id, day, text })).join('\n')));
  files.set(
    'a.json',
    strToU8(
      JSON.stringify(
        rows.map(([id, day, text]) => ({ id, day, text })),
        null,
        1,
      ),
    ),
  );
  files.set('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
  files.set('a.xls', new Uint8Array(xlsx.write(old, { type: 'array', bookType: 'biff8' })));
  files.set('xml.xls', new Uint8Array(xlsx.write(old, { type: 'array', bookType: 'xlml' })));
  const lines = rows.map(row => `<tr>${row.map(cell => `<td colspan=1>${cell}</td>`).join('')}</tr>`);
  files.set('html.xls', strToU8(`<html><meta charset=utf-8><table>${lines.join('')}</table></html>`));
  files.set('a.arrow', arrow.tableToIPC(new arrow.Table(columns), 'file'));
  files.set('stream.arrow', arrow.tableToIPC(new arrow.Table(columns), 'stream'));
  files.set('a.parquet', await parquet());
  files.set('a.zip', zipSync({ 'b.csv': strToU8(csv), 'c.xlsx': files.get('a.xlsx')! }));
});

async function parquet(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-damage-'));
  const connection = await (await DuckDBInstance.create()).connect();
  const file = join(folder, 'x.parquet');
  await connection.run(
    `COPY (SELECT '00' || range id, DATE '2024-03-05' + range::INT AS d FROM range(40)) TO '${file}'`,
  );
  const bytes = readFileSync(file);
  connection.closeSync();
  rmSync(folder, { recursive: true });
  return bytes;
}

const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('flip' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bits: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    kind: fc.constant('fill' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 64 }),
    byte: fc.constantFrom(0, 0x22, 0x3c, 0x7f, 0xff),
  }),
);

function damaged(
  whole: Uint8Array,
  damages: readonly (typeof damage extends fc.Arbitrary<infer D> ? D : never)[],
): Uint8Array {
  let bytes = Uint8Array.from(whole);
  for (const each of damages) {
    const at = Math.min(bytes.length - 1, Math.floor(each.at * bytes.length));
    if (at < 0) break;
    if (each.kind === 'cut') bytes = bytes.slice(0, at);
    else if (each.kind === 'flip') bytes[at]! ^= each.bits;
    else bytes.fill(each.byte, at, at + each.length);
  }
  return bytes;
}

const cellsOf = (tables: readonly ReadTable[]) =>
  tables.reduce((sum, table) => sum + table.cells.reduce((most, row) => most + row.length, 0), 0);

/** Twenty times as many with MINSHENG_FUZZ=20. */
const runs = 40 * Number(process.env['MINSHENG_FUZZ'] ?? 1);

test.each([
  'a.csv',
  'gb.csv',
  'wide.csv',
  'a.jsonl',
  'a.json',
  'a.xlsx',
  'a.xls',
  'xml.xls',
  'html.xls',
  'a.arrow',
  'stream.arrow',
  'a.parquet',
  'a.zip',
])('%s, damaged anyhow, gives rows or a reason', async name => {
  const whole = files.get(name)!;
  const good = await readFileAs(name, whole);
  expect(good.every(table => table.reason === null && table.numbers.length >= 12)).toBe(true);
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async damages => {
      const tables = await readFileAs(name, damaged(whole, damages));
      expect(tables.length).toBeGreaterThan(0);
      for (const { reason, cells, faults, numbers } of tables) {
        if (reason !== null) expect([cells.length, reason.length > 0]).toEqual([0, true]);
        expect([faults.length, numbers.length]).toEqual([cells.length, cells.length]);
      }
      expect(cellsOf(tables)).toBeLessThan(2_000_000);
    }),
    { numRuns: runs },
  );
});
