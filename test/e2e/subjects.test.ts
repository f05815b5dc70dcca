import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { minsheng, workFolder } from '../support/command.js';

const folder = workFolder();
afterAll(folder.remove);

test('a case keeps the subject of its export; without one it gets what its summary tells, or none', async () => {
  const input = join(folder.path, 'in');
  mkdirSync(input, { recursive: true });
  const rows = [
    'case_id,unit_id,registered_on,subject,summary',
    'A1,U1,2026-03-02,水务,学校违规收取补课费，家长要求教育局查处，孩子所在的班级每人交了两千元',
    'A2,U1,2026-03-02,,学校违规收取补课费，家长要求教育局查处，孩子所在的班级每人交了两千元',
    'A3,U1,2026-03-02,,请尽快处理',
    'A4,U1,2026-03-02,,',
  ];
  writeFileSync(join(input, 'cases.csv'), `${rows.join('\n')}\n`);
  const place = ['--db', join(folder.path, 's.duckdb')];
  const { code } = await minsheng([
    'run',
    '--input',
    input,
    '--model',
    'linear',
    '--out',
    join(folder.path, 'out'),
    ...place,
  ]);
  expect(code).toBe(0);
  const { stdout } = await minsheng(['show', 'cases', '--format', 'jsonl', ...place]);
  const told = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .map(({ case_id, subject, subject_source }) => [case_id, subject, subject_source]);
  expect(told).toEqual([
    ['A1', '水务', 'export'],
    ['A2', '教育文体', 'model'],
    ['A3', null, null],
    ['A4', null, null],
  ]);
});

test('classify tells the subject of a message', async () => {
  const text = '工地拖欠农民工工资三个月，劳动监察大队一直不处理，请求讨回血汗钱';
  const { stdout } = await minsheng(['classify', '--model', 'linear'], {
    input: `${JSON.stringify({ id: '1', text })}\n`,
  });
  expect(JSON.parse(stdout).subject.id).toBe('劳动和社会保障');
});
