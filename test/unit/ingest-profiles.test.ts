import { describe, expect, test } from 'vitest';
import { personHeaders } from '../../src/core/profile.js';
import { uncachedMark } from '../../src/core/source.js';
import { profileOf, profiles, readRows, tableOf } from '../support/profiles.js';

const caseHeaders = ['信访件编号', '登记时间', '去向机构'];

/** One row of cells under the given headers. */
const one = (cells: Record<string, string>, path?: string) =>
  readRows(tableOf([Object.keys(cells), Object.values(cells)], path));
const xinfang = (cells: Record<string, string>) =>
  one({ 信访件编号: '0012', 登记时间: '2026-03-01', 去向机构: '东湖区住建局（物业科）', ...cells });

test('a formula without a cached result refuses the row where its column is used, and only there', async () => {
  const formula = `${uncachedMark}A1&B1`;
  expect((await xinfang({ 概况信息: formula })).data[0]!.refused).toBe('unparseable_row summary');
  expect((await xinfang({ 备注: formula })).data[0]!.refused).toBe(null);
});

describe('xinfang', () => {
  test('every header of a case', async () => {
    const read = await xinfang({
      信访形式: '来信',
      信访目的: '求决',
      内容分类: '城乡建设/物业管理',
      问题属地: '东湖区',
      概况信息: '小区电梯停运两周&#65292;无人修',
      初次标志: '是',
      重复标志: '否',
      涉法涉诉标志: '否',
      积案标志: '1',
      重大紧急标志: '0',
      是否纳入统计: '是',
      转交时间: '2026年3月2日',
      责任单位受理时间: '20260305',
      限办截止时间: '2026/5/4',
      延期告知时间: '/',
      办结时间: '2026.04.20',
      答复时间: '２０２６－０４－１８',
      答复内容: '电梯已修好',
      送达方式: '邮寄',
      送达时间: '46133',
    });
    expect(read.profile).toBe('xinfang');
    expect(read.data).toEqual([
      {
        row: 2,
        refused: null,
        records: [
          {
            kind: 'cases',
            case_id: '0012',
            unit_id: '东湖区住建局（物业科）',
            registered_on: '2026-03-01',
            transferred_on: '2026-03-02',
            accepted_on: '2026-03-05',
            due_on: '2026-05-04',
            closed_on: '2026-04-20',
            replied_on: '2026-04-18',
            delivered_on: '2026-04-21',
            is_first: true,
            is_repeat: false,
            is_backlog: true,
            is_urgent: false,
            is_counted: true,
            route: 'ordinary',
            channel: '来信',
            subject: '城乡建设/物业管理',
            place: '东湖区',
            summary: '小区电梯停运两周，无人修',
            reply: '电梯已修好',
          },
        ],
      },
    ]);
    expect(read.readers.map(reader => reader.kind)).toEqual(['cases']);
  });

  test.each([
    ['是', '求决', 'litigation'],
    ['TRUE', '揭发控告', 'litigation'],
    ['否', '揭发控告', 'accusation'],
    ['', '咨询', 'ordinary'],
    ['0', '', undefined],
  ])('涉法涉诉标志 %s, 信访目的 %s → route %s', async (flag, purpose, route) => {
    const read = await xinfang({ 涉法涉诉标志: flag, 信访目的: purpose });
    expect(read.data[0]!.records[0]!['route']).toBe(route);
  });

  test('a flag that is none refuses the row', async () => {
    expect((await xinfang({ 涉法涉诉标志: '也许' })).data[0]!.refused).toBe('bad_number route');
    expect((await xinfang({ 积案标志: '也许' })).data[0]!.refused).toBe('bad_number is_backlog');
  });

  test.each([
    ['0', '满意'],
    ['１', '基本满意'],
    ['3', '不满意'],
    ['基 本满意', '基本满意'],
    ['', undefined],
    ['2', 'unknown_rating rating'],
    ['一般', 'unknown_rating rating'],
    ['未评价', 'unknown_rating rating'],
  ])('rating cell %s → %s', async (cell, expected) => {
    const read = await one({
      信访件编号: 'A1',
      责任单位: '西山镇政府',
      满意度评价: cell,
      评价内容: '办得快',
      评价时间: '2026-03-09',
    });
    expect(read.profile).toBe('xinfang');
    const [row] = read.data;
    expect(row!.refused ?? row!.records[0]!['rating']).toBe(expected);
    if (row!.refused === null) {
      expect(row!.records[0]).toMatchObject({
        kind: 'comments',
        case_id: 'A1',
        unit_id: '西山镇政府',
        text: '办得快',
        rated_on: '2026-03-09',
      });
    }
  });

  const wide = {
    信访部门满意度评价: '满意',
    信访部门评价内容: '登记很快',
    信访部门评价时间: '2026-04-01',
    责任单位满意度评价: '3',
    责任单位评价内容: '没人来看过',
    责任单位评价时间: '2026-04-02',
  };
  const parties = (records: readonly Record<string, unknown>[]) =>
    records
      .slice(1)
      .map(each => [each['rated_party'], each['rating'], each['text'], each['rated_on'], each['unit_id']]);
  const unit = '东湖区住建局（物业科）';
  const office = ['office', '满意', '登记很快', '2026-04-01', unit];
  const handler = ['unit', '不满意', '没人来看过', '2026-04-02', unit];

  test('a wide row is a case with up to two comments', async () => {
    const both = await xinfang(wide);
    expect(both.data[0]!.records[0]!['kind']).toBe('cases');
    expect(parties(both.data[0]!.records)).toEqual([office, handler]);
    const none = { 信访部门满意度评价: '', 信访部门评价内容: '-', 信访部门评价时间: '/' };
    expect(parties((await xinfang({ ...wide, ...none })).data[0]!.records)).toEqual([handler]);
    const nothing = { ...none, 责任单位满意度评价: '', 责任单位评价内容: '', 责任单位评价时间: '' };
    expect((await xinfang({ ...wide, ...nothing })).data[0]!.records).toHaveLength(1);
  });

  test('one bad field refuses the whole wide row, for its first reason', async () => {
    const row = async (cells: object) => (await xinfang({ ...wide, ...cells })).data[0]!;
    expect(await row({ 责任单位满意度评价: '9' })).toEqual({ row: 2, refused: 'unknown_rating rating', records: [] });
    expect((await row({ 责任单位评价时间: '' })).refused).toBe('missing_required rated_on');
    expect((await row({ 登记时间: '昨天', 责任单位满意度评价: '9' })).refused).toBe('bad_date registered_on');
  });

  test.each([
    ['blanks after the first cell', '', ''],
    ['the value in every cell', '信访部门评价', '责任单位评价'],
  ])('two header rows, a merged cell as %s', async (_, one, two) => {
    const upper = [...caseHeaders, '信访部门评价', one, one, '责任单位评价', two, two, '概况信息'];
    const repeated = one === '' ? ['', '', ''] : caseHeaders;
    const names = ['满意度', '评价内容', '评价时间'];
    const read = await readRows(
      tableOf([
        ['2026年3月信访件台账'],
        [],
        upper,
        [...repeated, ...names, ...names, one === '' ? '' : '概况信息'],
        ['001', '2026-03-01', unit, ...Object.values(wide), '修路'],
        ['002', '2026-03-02', unit, '', '', '', '', '', '', ''],
      ]),
    );
    expect(read.found?.headerRow).toBe(4);
    expect(read.rows).toBe(2);
    expect(read.data[0]!.records[0]).toMatchObject({ case_id: '001', summary: '修路' });
    expect(parties(read.data[0]!.records)).toEqual([office, handler]);
    expect(read.data[1]!.records).toHaveLength(1);
  });

  test('the first row of data is no second header row', async () => {
    const read = await readRows(
      tableOf([
        [...caseHeaders, '概况信息'],
        ['', '', '', '缺编号'],
        ['1', '2026-03-01', '甲局', ''],
      ]),
    );
    expect(read.found?.headerRow).toBe(1);
    expect(read.data.map(row => row.refused)).toEqual(['missing_required case_id', null]);
  });
});

describe('hotline12345', () => {
  const order = (cells: Record<string, string>) =>
    one({ 工单编号: 'GD01', 来电时间: '2026-03-01 08:30', 承办单位: '城管局', ...cells });

  test('a work order and its follow-up', async () => {
    const read = await order({
      诉求类型: '投诉',
      问题分类: '噪声',
      派单时间: '2026/3/1 9:05',
      时限: '2026-03-08',
      办结时间: '2026-03-06',
      答复内容: '已责令停工',
      是否联系: '是',
      是否解决: '否',
      是否满意: '否',
      回访意见: '晚上还在施工',
      回访时间: '2026-03-10',
    });
    expect(read.profile).toBe('hotline12345');
    expect(read.data[0]!.records).toEqual([
      {
        kind: 'cases',
        case_id: 'GD01',
        unit_id: '城管局',
        registered_on: '2026-03-01',
        transferred_on: '2026-03-01',
        due_on: '2026-03-08',
        closed_on: '2026-03-06',
        channel: '来电',
        subject: '噪声',
        reply: '已责令停工',
      },
      {
        kind: 'comments',
        case_id: 'GD01',
        unit_id: '城管局',
        rated_on: '2026-03-10',
        rating: '不满意',
        text: '晚上还在施工',
      },
    ]);
  });

  test('是 is 满意, another word is unknown, an order without follow-up has no comment', async () => {
    const followed = { 回访时间: '2026-03-10', 回访意见: '' };
    const yes = await order({ 是否满意: '是', ...followed });
    expect(yes.data[0]!.records[1]).toMatchObject({ rating: '满意' });
    expect((await order({ 是否满意: '还行', ...followed })).data[0]!.refused).toBe('unknown_rating rating');
    expect((await order({ 是否满意: '', 回访时间: '', 回访意见: '无' })).data[0]!.records).toHaveLength(1);
    expect((await order({ 是否满意: '是', 回访时间: '' })).data[0]!.refused).toBe('missing_required rated_on');
  });
});

describe('haochaping', () => {
  const rated = (level: string, options = '') =>
    one({
      办件编号: 'B1',
      事项名称: '户口迁移',
      受理部门: '公安局',
      评价时间: '2026-03-01',
      评价等级: level,
      评价选项: options,
      评价内容: '',
    });

  test.each([
    ['5', '非常满意', 'satisfied'],
    ['4', '满意', 'satisfied'],
    ['3', '基本满意', 'basically_satisfied'],
    ['2', '不满意', 'dissatisfied'],
    ['１', '非常不满意', 'dissatisfied'],
    ['非常不满意', '非常不满意', 'dissatisfied'],
    ['0', 'unknown_rating rating', undefined],
    ['6', 'unknown_rating rating', undefined],
  ])('level %s → %s', async (cell, label, rating) => {
    const read = await rated(cell);
    expect(read.profile).toBe('haochaping');
    const [row] = read.data;
    expect(row!.refused ?? row!.records[0]!['rating']).toBe(label);
    if (rating) expect(read.found!.profile.ratings[label]).toBe(rating);
  });

  test('reasons as codes, or as the words of the codes', async () => {
    const codes = async (cell: string) => (await rated('2', cell)).data[0]!.records[0]!['reason_codes'];
    expect(await codes('207,214')).toEqual(['207', '214']);
    expect(await codes('服务态度生硬；多头跑窗口和部门')).toEqual(['214', '113']);
    expect(await codes('207 | 214服务态度生硬')).toEqual(['207', '214']);
    expect(await codes('')).toBeUndefined();
  });
});

describe('every profile', () => {
  test('kind is found by columns, header names without spaces, brackets, breaks and stars', async () => {
    const read = await one({ ' 信访件\n编号 *': '1', '登记时间（必填）': '2026-03-01', '去 向机构[单位]': '甲局' });
    expect(read.profile).toBe('xinfang');
    expect(read.data[0]!.records[0]).toMatchObject({ case_id: '1', unit_id: '甲局' });
  });

  test('已撤回 and 作废 rows are left out, wherever the state stands, but not for a text that says so', async () => {
    const row = async (cells: Record<string, string>) => (await xinfang(cells)).data[0]!.refused;
    expect(await row({ 办理状态: '已撤回' })).toBe('excluded_by_profile');
    expect(await row({ 备注: ' 作废 ', 登记时间: '昨天' })).toBe('excluded_by_profile');
    expect(await row({ 办理状态: '已办结', 概况信息: '作废' })).toBeNull();
  });

  test('person columns are read by no profile, and none may ask for them', async () => {
    for (const header of personHeaders) {
      const read = await xinfang({ [header]: '王小虎' });
      expect(read.readers.flatMap(reader => reader.usesOf(header))).toEqual([]);
      expect(JSON.stringify(read.data)).not.toContain('王小虎');
      const yaml = `{name: x, describes: x, tables: [{headers: [编号], records: [{kind: units, columns: {unit_id: [编号], name: [${header} ]}}]}]}`;
      expect(() => profileOf('x', yaml)).toThrow(/person column/u);
    }
  });

  test('a profile that names an unknown column or forgets a needed one is refused, with the place', () => {
    const yaml = `{name: x, describes: x, tables: [{headers: [a], records: [{kind: cases, columns: {case_id: [a], registred_on: [b]}}]}]}`;
    expect(() => profileOf('x.yaml', yaml)).toThrow(/x\.yaml.*\n.*registred_on: no column.*\n.*needs unit_id/u);
  });

  test('a checked profile passes its own check unchanged', () => {
    for (const profile of profiles) expect(profileOf(profile.name, JSON.stringify(profile))).toEqual(profile);
  });

  test('of two columns with one header the first is read', async () => {
    const read = await readRows(
      tableOf([
        [...caseHeaders, '去向机构'],
        ['1', '2026-03-01', '甲局', '乙局'],
      ]),
    );
    expect(read.data[0]!.records[0]!['unit_id']).toBe('甲局');
  });

  test('a header without rows is read, with no row', async () => {
    const read = await readRows(tableOf([caseHeaders]));
    expect([read.profile, read.rows, read.reason]).toEqual(['xinfang', 0, null]);
  });
});
