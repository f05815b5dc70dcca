import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { uncachedMark } from '../../src/core/source.js';
import { readFileAs } from '../support/source-tables.js';
import { workbookOf } from '../support/workbook-xml.js';

const text = (words: string) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const sheet = (rows: string) => [{ name: 'Sheet1', xml: `<sheetData>${rows}</sheetData>` }];
const only = async (bytes: Uint8Array) => {
  const tables = await readFileAs('a.xlsx', bytes);
  expect(tables).toHaveLength(1);
  return tables[0]!;
};

test('inline strings without references or dimension; gaps keep their row numbers', async () => {
  const bytes = workbookOf({
    sheets: sheet(
      `<row>${text('信访件编号')}${text('评价 &amp; 内容')}</row><row r="4" hidden="1">${text('007')}<c r="D4"><v>12</v></c></row>`,
    ),
  });
  const { numbers, cells, sheet: name, reason } = await only(bytes);
  expect({ numbers, cells, name, reason }).toEqual({
    numbers: [1, 4],
    cells: [
      ['信访件编号', '评价 & 内容'],
      ['007', '', '', '12'],
    ],
    name: 'Sheet1',
    reason: null,
  });
});

test('shared strings: rich text is joined, phonetic runs are left out, escapes are read', async () => {
  const strings =
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>' +
    '<si><r><t xml:space="preserve">态度 </t></r><r><rPr><b/></rPr><t>很好</t></r></si><si><t>一_x000A_二_x005F_x000A_</t></si><si/>';
  const row = [0, 1, 2, 3].map(index => `<c t="s"><v>${index}</v></c>`).join('');
  const { cells } = await only(workbookOf({ strings, sheets: sheet(`<row>${row}</row>`) }));
  expect(cells).toEqual([['東京', '态度 很好', '一\n二_x000A_']]);
});

const styles =
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="000000"/>' +
  '<numFmt numFmtId="166" formatCode="#,##0.00&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  `<cellXfs>${[0, 14, 164, 165, 166, 22, 20].map(id => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
const styled = [
  [0, 45356],
  [1, 45356],
  [2, 45356],
  [3, 123],
  [4, 2.5],
  [5, 45356.378125],
  [6, 0.5],
  [1, 59],
  [0, 1e15],
  [0, 999999999999999],
]
  .map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`)
  .join('');

test('dates by cell style, leading zeros by number format, numbers that lost digits', async () => {
  const { cells } = await only(workbookOf({ styles, sheets: sheet(`<row>${styled}</row>`) }));
  expect(cells[0]).toEqual([
    '45356',
    '2024-03-05',
    '2024-03-05',
    '000123',
    '2.5',
    '2024-03-05T09:04:30',
    '12:00:00',
    '1900-02-28',
    '1e+15',
    '999999999999999',
  ]);
});

test('the 1904 date system', async () => {
  const properties = '<workbookPr date1904="1"/>';
  const { cells } = await only(workbookOf({ styles, properties, sheets: sheet(`<row>${styled}</row>`) }));
  expect(cells[0]!.slice(0, 3)).toEqual(['45356', '2028-03-06', '2028-03-06']);
});

test('formulas: the cached result counts; one without is marked, unless it is a text in quotes', async () => {
  const row =
    '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A1&amp;"x"</f><v>2x</v></c><c t="str"><f>T(B9)</f><v></v></c>' +
    '<c><f>VLOOKUP(A1,B:C,2)</f></c><c><f>SUM(A:A)</f><v/></c><c><f>"007"</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><v>1</v></c></row>';
  const { cells, faults } = await only(workbookOf({ sheets: sheet(row) }));
  expect(cells).toEqual([
    ['2', '2x', '', `${uncachedMark}VLOOKUP(A1,B:C,2)`, `${uncachedMark}SUM(A:A)`, '007', '#DIV/0!', 'true'],
  ]);
  expect(faults).toEqual([null]);
});

test('merged cells repeat their value beside other cells; a title over the row stays one cell', async () => {
  const rows =
    `<row r="1"><c r="A1" t="str"><v>五月满意度</v></c><c r="B1"/><c r="C1"/></row>` +
    `<row r="2"><c r="A2" t="str"><v>编号</v></c><c r="B2" t="str"><v>责任单位评价</v></c><c r="C2"/></row>` +
    `<row r="3"><c r="A3"/><c r="B3" t="str"><v>满意度</v></c><c r="C3" t="str"><v>内容</v></c></row>` +
    `<row r="4"><c r="A4"><v>1</v></c><c r="B4" t="str"><v>满意</v></c></row>` +
    `<row r="5"><c r="A5"/><c r="B5" t="str"><v>不满意</v></c></row><row r="6"><c r="A6"/></row>`;
  const merges =
    '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/><mergeCell ref="A4:A6"/></mergeCells>';
  const bytes = workbookOf({ sheets: [{ name: 'x', xml: `<sheetData>${rows}</sheetData>${merges}` }] });
  expect((await only(bytes)).cells).toEqual([
    ['五月满意度'],
    ['编号', '责任单位评价', '责任单位评价'],
    ['编号', '满意度', '内容'],
    ['1', '满意'],
    ['1', '不满意'],
  ]);
});

test('hidden sheets are read; prefixes, UTF-16 parts and any name of the file do not matter', async () => {
  const xml = '<x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row></x:sheetData>';
  const bytes = workbookOf({
    sheets: [
      { name: '数据', xml },
      { name: '隐藏&amp;', state: 'veryHidden', xml: '<sheetData/>' },
    ],
  });
  const tables = await readFileAs('export.csv', bytes);
  expect(tables.map(table => [table.sheet, table.cells])).toEqual([
    ['数据', [['a']]],
    ['隐藏&', []],
  ]);
});

test('what ExcelJS writes comes back, many rows too', async () => {
  const book = new ExcelJS.Workbook();
  const rows = Array.from({ length: 5000 }, (_, index) => [`${index}`, index, `评价 ${index}`]);
  book.addWorksheet('评价').addRows([['编号', '数', '内容'], ...rows]);
  book.worksheets[0]!.addRow([new Date('2024-03-05T09:05:00Z'), new Date('2024-03-05')]);
  const { cells, numbers } = await only(new Uint8Array(await book.xlsx.writeBuffer()));
  expect(cells.slice(1, -1)).toEqual(rows.map(row => row.map(String)));
  expect(cells.at(-1)).toEqual(['2024-03-05T09:05:00', '2024-03-05']);
  expect(numbers.at(-1)).toBe(5002);
});

test('workbooks that cannot be read say why', async () => {
  const whole = workbookOf({ sheets: sheet('<row><c><v>1</v></c></row>') });
  const reasons: [Uint8Array, string][] = [
    [whole.subarray(0, whole.length - 40), 'zip archive without its directory: cut off or damaged'],
    [workbookOf({ sheets: [{ name: 'x', xml: '<sheetData><row><c><v>1</v>' }] }), 'a sheet is cut off'],
    [workbookOf({ sheets: [] }), 'XLSX workbook without a sheet'],
    [
      zipSync({ '[Content_Types].xml': new Uint8Array(1), 'word/document.xml': new Uint8Array(1) }),
      'Word document, which is not read',
    ],
  ];
  for (const [bytes, reason] of reasons) expect((await only(bytes)).reason).toBe(reason);
  const doctype = workbookOf({
    sheets: [{ name: 'x', xml: '<sheetData/>' }],
    strings: '<!DOCTYPE a [<!ENTITY b "c">]><si><t>&b;</t></si>',
  });
  expect((await only(doctype)).reason).toBe('XML with a document type: refused');
  const missing = workbookOf({
    sheets: sheet('<row><c t="s"><v>7</v></c></row><row><c><v>1</v></c></row>'),
    strings: '<si/>',
  });
  expect((await only(missing)).faults).toEqual(['unparseable_row', null]);
});
