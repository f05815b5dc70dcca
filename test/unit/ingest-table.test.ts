import { expect, test } from 'vitest';
import { hasExtraCells, joinHeaders, kindOfRow } from '../../src/stages/ingest/table.js';
import { readRows, tableOf } from '../support/profiles.js';

const header = ['工单编号', '来电时间', '承办单位'];
const order = (id: string) => [id, '2026-03-01', '城管局'];

test('title rows, blank rows, subtotals, the total and what follows it are no data', async () => {
  const read = await readRows(
    tableOf([
      ['某市热线工单明细'],
      ['统计时间：2026年3月', '', ''],
      [],
      header,
      order('1'),
      ['', ' ', ''],
      ['小 计', '', '1'],
      order('2'),
      ['', '合计：', '2'],
      ['制表人：某某', '', ''],
      order('3'),
    ]),
  );
  expect(read.found?.headerRow).toBe(4);
  expect(read.data.map(row => row.row)).toEqual([5, 8]);
  expect(read.rows).toBe(2);
});

test('a signature without a total is no data; a row of data is not taken for one', () => {
  expect(
    ['制表人：甲', '审核：', '填报日期: 2026-03-01', '单位负责人（签字）：'].map(cell => kindOfRow([cell, ''])),
  ).toEqual(Array(4).fill('signature'));
  expect(kindOfRow(['', '合计（件）', '12'])).toBe('end');
  expect(kindOfRow(['总计：12件'])).toBe('end');
  expect(kindOfRow(['合计办', '12'])).toBe('data');
  expect(kindOfRow(['12', '合计'])).toBe('data');
  expect(kindOfRow(['统计局', '审核：通过'])).toBe('data');
});

test('the header is found where batches are shorter than what stands above it', async () => {
  const rows = [...Array.from({ length: 12 }, () => ['说明']), header, order('1'), order('2')];
  for (const perBatch of [1, 5, 13, 100]) {
    const read = await readRows(tableOf(rows, 'a.csv', perBatch));
    expect([read.found?.headerRow, read.data.map(row => row.row)]).toEqual([13, [14, 15]]);
  }
});

test('beyond the first twenty rows no header is sought', async () => {
  const rows = [...Array.from({ length: 20 }, () => ['说明']), header, order('1')];
  expect((await readRows(tableOf(rows))).reason).toMatch(/no header/u);
  expect((await readRows(tableOf(rows.slice(1)))).rows).toBe(1);
});

test('a missing tail and empty extra cells are fine, a filled extra cell is not', async () => {
  const read = await readRows(
    tableOf([[...header, '答复内容'], order('1'), [...order('2'), '', '', ' '], [...order('3'), '', '多出']]),
  );
  expect(read.data.map(row => row.refused)).toEqual([null, null, 'unparseable_row']);
  expect(hasExtraCells(['a', '', 'b'], 2)).toBe(true);
});

test('joined headers: groups are carried on over blanks, a repeated cell is one name', () => {
  expect(joinHeaders(['编号', '甲', '', '乙', ''], ['', '一', '二', '一', '二', '三'])).toEqual([
    '编号',
    '甲/一',
    '甲/二',
    '乙/一',
    '乙/二',
    '乙/三',
  ]);
  expect(joinHeaders(['编号', '甲', '甲'], ['编号', '一', '二'])).toEqual(['编号', '甲/一', '甲/二']);
  expect(joinHeaders(['', '', '甲'], ['编号', '时间', '一'])).toEqual(['编号', '时间', '甲/一']);
});
