import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { minsheng, workFolder } from '../support/command.js';

// Several whole runs in one test: patience for a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const folder = workFolder();
afterAll(folder.remove);

const at = (...parts: string[]) => join(folder.path, ...parts);
const csv = (rows: readonly (readonly string[])[]) => `${rows.map(row => row.join(',')).join('\n')}\n`;
const run = (name: string, ...more: string[]) =>
  minsheng(['run', '--input', at(name), '--db', at(`${name}.duckdb`), '--out', at('out'), '--model', 'rules', ...more]);
async function show(name: string, relation: string): Promise<Record<string, unknown>[]> {
  const { stdout } = await minsheng(['show', relation, '--format', 'jsonl', '--db', at(`${name}.duckdb`)]);
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}
const counts = (rows: Record<string, unknown>[]) =>
  rows.map(row => [row['path'], row['profile'], row['rows_read'], row['rows_kept'], row['rows_rejected']]);

/** A workbook with a title, two header rows with merged cells, a total and a signature. */
async function ledger(path: string): Promise<void> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('台账');
  const names = ['满意度', '评价内容', '评价时间'];
  sheet.addRow(['信访件评价台账']);
  sheet.addRow([
    '信访件编号',
    '登记时间',
    '去向机构',
    '办理状态',
    '信访部门评价',
    '',
    '',
    '责任单位评价',
    '',
    '',
    '信访人',
  ]);
  sheet.addRow(['', '', '', '', ...names, ...names]);
  for (const range of ['A1:K1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'K2:K3', 'E2:G2', 'H2:J2']) sheet.mergeCells(range);
  const office = ['满意', '登记很快', '2026-04-01'];
  const unit = ['3', '没人来看过', '2026-04-02'];
  sheet.addRow(['0001', '2026-03-01', '甲局', '已办结', ...office, ...unit, '王小虎']);
  sheet.addRow(['0002', '2026-03-02', '甲局', '已撤回', ...office, ...unit, '王小虎']);
  sheet.addRow(['0003', '2026-03-02', '甲局', '已办结', ...office, '2', '没人来看过', '2026-04-02', '王小虎']);
  sheet.addRow(['0004', '2026-03-03', '乙局', '办理中']);
  sheet.addRow(['合计', 4]);
  sheet.addRow(['制表人：王小虎']);
  workbook.addWorksheet('说明').addRow(['本表按月填报。']);
  await workbook.xlsx.writeFile(path);
}

describe('a folder of exports of known kinds', () => {
  beforeAll(async () => {
    mkdirSync(at('known'));
    await ledger(at('known', 'a.xlsx'));
    writeFileSync(
      at('known', 'b.csv'),
      csv([
        ['工单编号', '来电时间', '来电人', '来电号码', '承办单位', '是否满意', '回访意见', '回访时间'],
        ['GD01', '2026-03-01 08:30', '王小虎', '13800000000', '丙局', '否', '晚上还在施工', '2026-03-10'],
        ['GD02', '2026-03-02 09:00', '王小虎', '13800000000', '丙局', '', '', ''],
        ['GD02', '2026-03-02 09:00', '王小虎', '13800000000', '丙局', '', '', ''],
        ['GD03', '昨天', '王小虎', '13800000000', '丙局', '好极了', '', ''],
      ]),
    );
    writeFileSync(
      at('known', 'c.csv'),
      csv([['办件编号', '受理部门', '评价时间', '评价等级', '评价选项', '评价内容']]),
    );
    expect((await run('known')).code).toBe(0);
  });

  test('every row is accounted for, sheets without a table are named with the reason', async () => {
    const sources = await show('known', 'sources');
    expect(counts(sources)).toEqual([
      ['a.xlsx', 'xinfang', 4, 2, 2],
      ['a.xlsx', null, 0, 0, 0],
      ['b.csv', 'hotline12345', 4, 2, 2],
      ['c.csv', 'haochaping', 0, 0, 0],
    ]);
    expect(sources[1]).toMatchObject({ sheet: '说明', reason: 'no header row of a known profile' });
    expect((await show('known', 'rejects')).map(row => [row['row'], row['reason']])).toEqual([
      [5, 'excluded_by_profile'],
      [6, 'unknown_rating'],
      [4, 'duplicate_key'],
      [5, 'bad_date'],
    ]);
  });

  test('both ratings of a case are two comments of two parties', async () => {
    const comments = await show('known', 'comments');
    const facts = comments.map(row =>
      ['case_id', 'unit_id', 'rated_party', 'rating', 'rating_label', 'rated_on', 'text'].map(name => row[name]),
    );
    expect(facts.sort()).toEqual([
      ['0001', '甲局', 'office', 'satisfied', '满意', '2026-04-01', '登记很快'],
      ['0001', '甲局', 'unit', 'dissatisfied', '不满意', '2026-04-02', '没人来看过'],
      ['GD01', '丙局', 'unit', 'dissatisfied', '不满意', '2026-03-10', '晚上还在施工'],
    ]);
    expect((await show('known', 'cases')).map(row => row['case_id'])).toEqual(['0001', '0004', 'GD01', 'GD02']);
  });

  test('inspect tells the same without a database', async () => {
    const { stdout } = await minsheng(['inspect', at('known', 'a.xlsx'), '--json']);
    const [sheet] = stdout.split('\n').map(line => JSON.parse(line || 'null') as Record<string, unknown>);
    expect(sheet).toMatchObject({
      profile: 'xinfang',
      kinds: ['cases', 'comments', 'comments'],
      header_row: 3,
      rows_read: 4,
      rejects: { excluded_by_profile: 1, unknown_rating: 1 },
    });
    expect((sheet!['columns'] as Record<string, unknown>)['信访人']).toBeNull();
  });
});

test('好差评: five levels become three, reason codes become tags; no case file, no unknown case', async () => {
  mkdirSync(at('services'));
  writeFileSync(
    at('services', 'ratings.csv'),
    csv([
      ['办件编号', '事项名称', '受理部门', '评价时间', '评价等级', '评价选项', '评价内容'],
      ['B1', '户口迁移', '公安局', '2026-03-01', '1', '115|113', ''],
      ['B2', '户口迁移', '公安局', '2026-03-02', '5', '517', ''],
      ['B3', '户口迁移', '公安局', '2026-03-03', '基本满意', '', ''],
    ]),
  );
  expect((await run('services')).code).toBe(0);
  const comments = await show('services', 'comments');
  const byCase = Object.fromEntries(
    comments.map(row => [row['case_id'], [row['rating'], row['rating_label'], row['reason_codes']]]),
  );
  expect(byCase).toEqual({
    B1: ['dissatisfied', '非常不满意', ['115', '113']],
    B2: ['satisfied', '非常满意', ['517']],
    B3: ['basically_satisfied', '基本满意', null],
  });
  const tags = (await show('services', 'theme_tags')).map(row => [row['theme_id'], row['source']]);
  expect(tags.sort()).toEqual(
    ['attitude_poor', 'buck_passing', 'delay_overdue', 'process_cumbersome'].map(theme => [theme, 'rating_reason']),
  );
});

describe('a file of unknown kind', () => {
  beforeAll(() => {
    mkdirSync(at('unknown'));
    writeFileSync(
      at('unknown', '导出.csv'),
      csv([
        ['受理编号', '诉求时间', '诉求人', '主办单位', '诉求描述', '群众评价', '群众意见', '回访日期'],
        ['MS1', '2026/3/1', '王小虎', '区城管局', '路口的灯坏了三天，没有人来修。', '比较满意', '慢了点', '2026/3/9'],
        ['MS2', '2026/3/2', '李小龙', '区住建局', '楼上周末早上七点就开始施工。', '', '', ''],
      ]),
    );
  });

  test('inspect --propose > my.yaml, inspect --profile, run --profile', async () => {
    const file = at('unknown', '导出.csv');
    const proposed = await minsheng(['inspect', file, '--propose']);
    expect([proposed.code, proposed.stderr.includes('--profile')]).toEqual([0, true]);
    expect(proposed.stdout).toContain('# 请确认');
    expect(proposed.stdout).not.toContain('王小虎');
    writeFileSync(at('my.yaml'), proposed.stdout);
    const seen = await minsheng(['inspect', file, '--profile', at('my.yaml'), '--json']);
    expect(JSON.parse(seen.stdout)).toMatchObject({ profile: 'proposed', rows_read: 2, rejects: {} });
    expect((await run('unknown')).code).toBe(3);
    expect((await run('unknown', '--profile', at('my.yaml'))).code).toBe(0);
    expect(counts(await show('unknown', 'sources'))).toEqual([['导出.csv', 'proposed', 2, 2, 0]]);
    expect(await show('unknown', 'comments')).toMatchObject([{ case_id: 'MS1', rating: 'basically_satisfied' }]);
  });

  test('a profile given comes before the known ones; a missing or faulty one is refused with its place', async () => {
    const file = at('known', 'b.csv');
    const yaml =
      '{name: mine, describes: x, tables: [{headers: [工单编号], records: [{kind: units, columns: {unit_id: [承办单位]}}]}]}';
    writeFileSync(at('mine.yaml'), yaml);
    const seen = await minsheng(['inspect', file, '--profile', at('mine.yaml'), '--json']);
    expect(JSON.parse(seen.stdout)).toMatchObject({ profile: 'mine', kinds: ['units'] });
    const missing = await minsheng(['inspect', file, '--profile', at('none.yaml'), '--lang', 'en']);
    expect([missing.code, missing.stderr.includes('--propose')]).toEqual([2, true]);
    writeFileSync(at('bad.yaml'), yaml.replace('unit_id:', 'unitid:'));
    const faulty = await minsheng(['inspect', file, '--profile', at('bad.yaml')]);
    expect(faulty.code).toBe(2);
    expect(faulty.stderr).toContain('tables.0.records.0.columns.unitid');
  });
});
