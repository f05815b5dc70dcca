import { describe, expect, test } from 'vitest';
import { proposeProfile } from '../../src/cli/commands/propose.js';
import type { SourceFile } from '../../src/core/source.js';
import { profileOf, profiles, readRows, tableOf } from '../support/profiles.js';

type Rows = readonly (readonly string[])[];

const fileOf = (path: string, ...tables: Rows[]): SourceFile => ({
  path,
  sha256: '0'.repeat(64),
  tables: async () => tables.map(rows => tableOf(rows, path)),
});

/** The proposal as text, as a checked profile, and what it reads from the file. */
async function propose(rows: Rows, path = 'export.csv') {
  const yaml = await proposeProfile([fileOf(path, rows)], profiles);
  const profile = profileOf(path, yaml);
  return { yaml, profile, read: await readRows(tableOf(rows, path), [profile, ...profiles]) };
}
const lineOf = (yaml: string, column: string) => yaml.split('\n').find(line => line.trim().startsWith(`${column}:`));

const district: Rows = [
  ['某区民意速办平台导出明细'],
  [
    '受理编号',
    '诉求时间',
    '诉求人',
    '联系方式',
    '诉求描述',
    '所属街道',
    '主办单位',
    '办理时限',
    '办结日期',
    '办理结果',
    '群众评价',
    '群众意见',
    '回访日期',
  ],
  [
    'MS0001',
    '2026/3/1 9:05',
    '王小虎',
    '13800000000',
    '路口的灯坏了三天，没有人来修。',
    '西山街道',
    '区城管局',
    '2026/3/8',
    '2026/3/5',
    '已更换灯泡并恢复照明。',
    '比较满意',
    '慢了点',
    '2026/3/9',
  ],
  [
    'MS0002',
    '2026/3/2 10:15',
    '李某',
    '13900000000',
    '楼上周末早上七点就开始装修施工。',
    '东湖街道',
    '区住建局',
    '2026/3/9',
    '2026/3/6',
    '已约谈施工方。',
    '不满意',
    '没有人来管过',
    '2026/3/10',
  ],
  [
    'MS0003',
    '2026/3/3 11:25',
    '赵某',
    '13700000000',
    '公交站牌上的线路早就不对了。',
    '东湖街道',
    '区交通局',
    '2026/3/10',
    '2026/3/7',
    '站牌已更新。',
    '',
    '',
    '',
  ],
  ['合计', '3'],
];

describe('a file of unknown kind', () => {
  test('columns are matched by name; what is not certain is marked; the result reads the file', async () => {
    const { yaml, profile, read } = await propose(district);
    expect([profile.name, read.profile, read.rows]).toEqual(['export', 'export', 3]);
    expect(read.data.map(row => row.refused)).toEqual([null, null, null]);
    expect(read.data[0]!.records).toEqual([
      {
        kind: 'cases',
        case_id: 'MS0001',
        unit_id: '区城管局',
        registered_on: '2026-03-01',
        due_on: '2026-03-08',
        closed_on: '2026-03-05',
        place: '西山街道',
        summary: '路口的灯坏了三天，没有人来修。',
        reply: '已更换灯泡并恢复照明。',
      },
      {
        kind: 'comments',
        case_id: 'MS0001',
        unit_id: '区城管局',
        rated_on: '2026-03-09',
        rating: '比较满意',
        text: '慢了点',
      },
    ]);
    expect(read.data[2]!.records).toHaveLength(1);
    expect(lineOf(yaml, '比较满意')).toMatch(/basically_satisfied {3}# 请确认$/u);
    expect(lineOf(yaml, 'registered_on')).toMatch(/\[诉求时间\] {3}# 请确认$/u);
  });

  test('person columns are named as such, by header or content, and no cell of them is read or told', async () => {
    const { yaml, profile, read } = await propose([
      ['工单编号', '登记时间', '承办单位', '甲', '诉求人'],
      ['1', '2026-03-01', '甲局', '13800000000', '王小虎'],
      ['2', '2026-03-02', '乙局', '13900000000', '李小龙'],
    ]);
    expect(profile.person).toEqual(['甲', '诉求人']);
    for (const secret of ['13800000000', '王小虎']) expect(yaml + JSON.stringify(read.data)).not.toContain(secret);
  });

  test('headers of known profiles are sure, with their code lists', async () => {
    const { yaml, read } = await propose([
      ['工单编号', '登记时间', '承办单位', '涉法涉诉标志', '是否满意', '评价时间'],
      ['1', '2026-03-01', '甲局', '否', '是', '2026-03-04'],
      ['2', '2026-03-02', '乙局', '是', '否', '2026-03-05'],
    ]);
    for (const name of ['case_id', 'unit_id', 'registered_on', 'rating', 'route'])
      expect(lineOf(yaml, name), name).not.toMatch(/请确认/u);
    expect(read.data.map(row => row.records.map(record => record['rating'] ?? record['route']))).toEqual([
      [undefined, '满意'],
      ['litigation', '不满意'],
    ]);
  });

  test('headers that say nothing: columns are matched by content, all marked', async () => {
    const { yaml, read } = await propose([
      ['c1', 'c2', 'c3', 'c4', 'c5'],
      ['A0001', '区城管局', '2026-03-01', '路灯坏了好几天也没有人来修理。', '3'],
      ['A0002', '区住建局', '2026-03-02', '周末早上七点就开始装修，影响休息。', '5'],
    ]);
    expect(read.data[0]!.records).toEqual([
      {
        kind: 'comments',
        case_id: 'A0001',
        unit_id: '区城管局',
        rated_on: '2026-03-01',
        rating: '基本满意',
        text: '路灯坏了好几天也没有人来修理。',
      },
    ]);
    for (const name of ['case_id', 'unit_id', 'rated_on', 'rating', 'text'])
      expect(lineOf(yaml, name)).toMatch(/请确认$/u);
  });

  test('two header rows: each group is a comment of its own party', async () => {
    const { read } = await propose([
      ['序号', '工单号', '信访部门评价', '', '', '责任单位评价', '', '', '承办部门', '登记日期'],
      ['', '', '满意度', '评价内容', '评价时间', '满意度', '评价内容', '评价时间', '', ''],
      ['1', 'G1', '满意', '好', '2026-03-04', '不满意', '没人管', '2026-03-05', '甲局', '2026-03-01'],
      ['2', 'G2', '', '', '', '满意', '可以', '2026-03-05', '乙局', '2026-03-01'],
    ]);
    expect(read.data.map(row => row.records.map(record => [record['rated_party'], record['rating']]))).toEqual([
      [
        [undefined, undefined],
        ['office', '满意'],
        [undefined, '不满意'],
      ],
      [
        [undefined, undefined],
        [undefined, '满意'],
      ],
    ]);
  });

  test('a missing unit column is said; headers that YAML would misread are quoted; known names are not taken', async () => {
    const { yaml, read } = await propose(
      [
        ['编号', '登记时间', '概况: #1'],
        ['1', '2026-03-01', '路灯坏了好几天也没有人来修理。'],
        ['2', '2026-03-02', '周末早上七点就开始装修，影响休息。'],
      ],
      'xinfang.csv',
    );
    expect(yaml).toContain('name: my_xinfang');
    expect(lineOf(yaml, 'unit_id')).toMatch(/value: 未注明单位.*请确认/u);
    expect(read.data[1]!.records[0]).toMatchObject({ case_id: '2', summary: '周末早上七点就开始装修，影响休息。' });
  });

  test('sheets of one form give one entry, sheets of two forms two; notes are passed over', async () => {
    const notes = [['填表说明'], ['请逐项填写。']];
    const ratings = [
      ['工单编号', '承办单位', '评价结果', '评价日期'],
      ['1', '甲局', '满意', '2026-03-01'],
    ];
    const yaml = await proposeProfile([fileOf('两表.xlsx', notes, district, district, ratings)], profiles);
    expect(profileOf('x', yaml).tables.map(table => table.records.length)).toEqual([2, 1]);
  });

  test('a file in which nothing is recognised is refused, without a word of its cells', async () => {
    const file = fileOf('x.csv', [
      ['甲', '乙'],
      ['秘密', '话语'],
    ]);
    const failure = await proposeProfile([file], profiles).catch((error: Error) => error.message);
    expect(failure).toMatch(/no columns look like/u);
    expect(failure).not.toContain('秘密');
  });
});
