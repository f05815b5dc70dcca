import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readFileAs } from '../support/source-tables.js';

const page = (body: string) =>
  `<html><head><meta charset="gb2312"><style>td {x:y}</style></head><body>${body}</body></html>`;
const readPage = (body: string) => readFileAs('导出.xls', Buffer.from(page(body)));

test('a table saved as .xls in GB18030: entities, breaks, white space; the n-th tr is row n', async () => {
  const body =
    '<table><caption>x</caption><thead><tr><th>编号<th>内&nbsp;容</thead>\n<tr></tr><tr style="display:none"><td x:str>007</td>' +
    '<td>很 \n 好&amp;&#26031;<br/>谢谢<p>再见</p></td></tr></table>';
  const [table, ...others] = await readFileAs('导出.xls', iconv.encode(page(body), 'gb18030'));
  expect(others).toEqual([]);
  expect(table).toMatchObject({ encoding: 'gb18030', sheet: null, reason: null, numbers: [1, 2, 3] });
  expect(table!.cells).toEqual([['编号', '内\u00a0容'], [], ['007', '很 好&斯\n谢谢\n再见']]);
});

test('rowspan and colspan repeat their value, a title alone in its row does not', async () => {
  const [table] = await readPage(
    '<table><tr><td colspan=3>五月</td></tr><tr><th rowspan=2>编号</th><th colspan=2>责任单位评价</th></tr>' +
      '<tr><th>满意度</th><th>内容</th></tr><tr><td rowspan=2>1</td><td>满意</td><td>好</td></tr><tr><td>不满意</td><td>慢</td></tr></table>',
  );
  expect(table!.cells).toEqual([
    ['五月', '', ''],
    ['编号', '责任单位评价', '责任单位评价'],
    ['编号', '满意度', '内容'],
    ['1', '满意', '好'],
    ['1', '不满意', '慢'],
  ]);
});

test('several tables are tables of their own, a layout around them is none; tr are counted through the page', async () => {
  const tables = await readPage(
    '<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td><table><tr><td>b<tr><td>c</table></td></tr></table><table></table>',
  );
  expect(tables.map(({ sheet, numbers, cells }) => [sheet, numbers, cells])).toEqual([
    ['表1', [2], [['a']]],
    ['表2', [4, 5], [['b'], ['c']]],
  ]);
});

test('a page without a table says so; bytes wrong in the encoding cost their row', async () => {
  expect((await readPage('<p>请登录</p>'))[0]!.reason).toBe('HTML page without a table');
  const bytes = Buffer.concat([
    Buffer.from('<table><tr><td>好的好的</td></tr><tr><td>'),
    Buffer.from([0xff]),
    Buffer.from('</td></tr></table>'),
  ]);
  expect((await readFileAs('a.xls', bytes))[0]!.faults).toEqual([null, 'bad_encoding']);
  const wide = Array<string>(20).fill('<td colspan=1000>x</td>').join('');
  expect((await readPage(`<table><tr>${wide}</tr></table>`))[0]!.reason).toBe('an HTML table with too many columns');
});
