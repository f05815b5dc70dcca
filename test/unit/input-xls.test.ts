import * as xlsx from '@e965/xlsx';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readFileAs } from '../support/source-tables.js';

const rows: xlsx.CellObject[][] = [
  [
    { t: 's', v: '信访件编号' },
    { t: 's', v: '登记时间' },
    { t: 's', v: '数' },
  ],
  [
    { t: 's', v: '007' },
    { t: 'n', v: 45356, z: 'yyyy-mm-dd' },
    { t: 'n', v: 3, f: '1+2' },
  ],
  [
    { t: 'n', v: 12, z: '0000' },
    { t: 'n', v: 45356.378125, z: 'yyyy/m/d h:mm' },
    { t: 'n', v: 1e15 },
  ],
];

function bookOf(bookType: 'biff8' | 'biff5' | 'xlml', date1904 = false): Uint8Array {
  const sheet = xlsx.utils.aoa_to_sheet(rows);
  const merged = xlsx.utils.aoa_to_sheet([
    ['编号', '单位'],
    ['1', '甲'],
    ['2', ''],
    ['', ''],
  ]);
  merged['!merges'] = [{ s: { r: 1, c: 1 }, e: { r: 3, c: 1 } }];
  const book: xlsx.WorkBook = {
    SheetNames: ['数据', '隐藏'],
    Sheets: { 数据: sheet, 隐藏: merged },
    Workbook: { WBProps: { date1904 }, Sheets: [{ Hidden: 0 }, { Hidden: 1 }] },
  };
  return new Uint8Array(xlsx.write(book, { type: 'array', bookType }));
}

const table = [
  ['信访件编号', '登记时间', '数'],
  ['007', '2024-03-05', '3'],
  ['0012', '2024-03-05T09:04:30', '1e+15'],
];

test.each(['biff8', 'xlml'] as const)(
  '%s: dates, leading zeros, results of formulas, hidden sheets, merged cells',
  async kind => {
    const tables = await readFileAs('a.csv', bookOf(kind));
    expect(tables.map(({ sheet, reason }) => [sheet, reason])).toEqual([
      ['数据', null],
      ['隐藏', null],
    ]);
    expect(tables[0]!.cells).toEqual(table);
    expect(tables[0]!.numbers).toEqual([1, 2, 3]);
    expect(tables[1]!.cells).toEqual([
      ['编号', '单位'],
      ['1', '甲'],
      ['2', '甲'],
    ]);
  },
);

test('the 1904 date system of BIFF8', async () => {
  const [data] = await readFileAs('a.xls', bookOf('biff8', true));
  expect(data!.cells[1]![1]).toBe('2028-03-06');
});

test('text of a BIFF5 workbook is read by its codepage', async () => {
  const sheet = xlsx.utils.aoa_to_sheet([['QQBH', '1']]);
  const book = { SheetNames: ['A'], Sheets: { A: sheet } };
  const bytes = Buffer.from(xlsx.write(book, { type: 'array', bookType: 'biff5' }));
  const codepage = bytes.indexOf(Buffer.from([0x42, 0x00, 0x02, 0x00]));
  const label = bytes.indexOf('QQBH', 0, 'latin1');
  expect([codepage > 0, label > 0]).toEqual([true, true]);
  bytes.writeUInt16LE(936, codepage + 4);
  iconv.encode('编号', 'gbk').copy(bytes, label);
  const [data] = await readFileAs('a.xls', bytes);
  expect(data!.cells).toEqual([['编号', '1']]);
});

test('a damaged or foreign compound file gives a reason', async () => {
  const whole = bookOf('biff8');
  for (const bytes of [whole.subarray(0, 600), Buffer.concat([whole.subarray(0, 512), Buffer.alloc(4096)])]) {
    const [data] = await readFileAs('a.xls', bytes);
    expect(data!.reason).toBe('not a readable XLS workbook');
  }
  const encrypted = xlsx.CFB.utils.cfb_new();
  xlsx.CFB.utils.cfb_add(encrypted, '/EncryptedPackage', Buffer.alloc(5000));
  xlsx.CFB.utils.cfb_add(encrypted, '/EncryptionInfo', Buffer.alloc(300, 4));
  const [locked] = await readFileAs('a.xlsx', Buffer.from(xlsx.CFB.write(encrypted, { type: 'buffer' }) as Uint8Array));
  expect(locked!.reason).toBe('encrypted: a password is needed');
});
