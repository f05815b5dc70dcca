import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readFileAs } from '../support/source-tables.js';

const only = async (name: string, bytes: Uint8Array | string) =>
  (await readFileAs(name, Buffer.from(bytes as string)))[0]!;

test('kinds that are known but not read are named', async () => {
  expect((await only('a.csv', '%PDF-1.4 x')).reason).toBe('PDF file, which is not read');
  expect((await only('a.csv', Buffer.from([0x1f, 0x8b, 8, 0]))).reason).toBe('gzip file, which is not read');
  expect((await only('a.xls', 'MIME-Version: 1.0\nx')).reason).toContain('MHTML');
  expect((await only('a.csv', '')).reason).toBe('empty file');
  const noise = Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919 + (index >> 3)) & 255));
  expect((await only('a.csv', noise)).reason).toBe('binary content');
});

test('a text is read by what it holds, not by its name', async () => {
  expect((await only('a.xlsx', 'a,b\n1,2\n')).cells).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect((await only('a.csv', '{"id":"007","n":12345678901234567890}\n')).cells).toEqual([
    ['id', 'n'],
    ['007', '1.2345678901234567e+19'],
  ]);
  expect((await only('a.csv', '[编号],b\n1,2\n')).cells[0]).toEqual(['[编号]', 'b']);
  expect((await only('a.jsonl', '{oops\n{"id":1}\n')).faults).toEqual([null, 'unparseable_row', null]);
});

test('JSON documents: the list, or the only list in it; row n is the n-th object', async () => {
  const rows = [['id', 'codes'], ['1', 'a,b'], []];
  const list = '[{"id":1,"codes":["a","b"]},7]';
  for (const text of [list, `{"code":0,"data":{"total":2,"rows":${list}}}`, `\n ${list.replaceAll(',', ',\n')}`]) {
    const table = await only('a.json', text);
    expect([table.numbers, table.cells, table.faults]).toEqual([[0, 1, 2], rows, [null, null, 'unparseable_row']]);
  }
});

test('stray NULs in a text are no binary content', async () => {
  expect((await only('a.csv', 'a,b\n1,x\u0000y\n')).cells[1]).toEqual(['1', 'x\u0000y']);
});

const text = '编号,内容\n1,很好\n2,不满意\n';
const cells = [
  ['编号', '内容'],
  ['1', '很好'],
  ['2', '不满意'],
];

test.each(['utf-16le', 'utf-16be'])('%s with and without a byte-order mark', async encoding => {
  for (const addBOM of [true, false]) {
    const table = await only('a.csv', iconv.encode(text, encoding, { addBOM }));
    expect([table.encoding, table.cells]).toEqual([encoding, cells]);
  }
});

test('encodings of texts longer than a piece, with characters over its edge', async () => {
  const long = `编号,内容\n${'1,评价内容很长\n'.repeat(60_000)}`;
  for (const [name, bytes] of [
    ['utf-8', Buffer.from(long)],
    ['utf-8-bom', Buffer.from(`\ufeff${long}`)],
    ['gb18030', iconv.encode(long, 'gb18030')],
    ['utf-16le', iconv.encode(long, 'utf-16le', { addBOM: true })],
  ] as const) {
    const table = await only('a.csv', bytes);
    expect([table.encoding, table.cells.length]).toEqual([name, 60_001]);
    expect(new Set(table.cells.slice(1).map(row => row.join('|')))).toEqual(new Set(['1|评价内容很长']));
    expect(table.cells[0]).toEqual(['编号', '内容']);
  }
});

test('a UTF-8 text whose fields were cut within characters stays UTF-8', async () => {
  const cut = Buffer.concat([
    Buffer.from('a,b\n'),
    ...Array.from({ length: 9 }, () => Buffer.from('1,评价内容很长'.repeat(2)).subarray(0, -1)).flatMap(line => [
      line,
      Buffer.from('\n'),
    ]),
  ]);
  const table = await only('a.csv', cut);
  expect(table.encoding).toBe('utf-8');
  expect(table.faults).toEqual([null, ...Array<string>(9).fill('bad_encoding')]);
});
