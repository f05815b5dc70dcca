import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issues, theme_tags } from '../../src/core/findings.js';
import { outputViews } from '../../src/core/output-views.js';
import { cases, sources, units } from '../../src/core/records.js';
import { batchOf, type Relation, type Row } from '../../src/core/relation.js';
import { contract } from '../../src/core/relations.js';
import { latest_month } from '../../src/core/report-views.js';
import { rates, sub_scores, training_needs } from '../../src/core/scores.js';
import { stage } from '../../src/core/stage.js';
import { workspace } from '../../src/core/workspace.js';
import { feed } from '../../src/output/feed.js';
import { manifest } from '../../src/output/manifest.js';
import { trainingFiles } from '../../src/output/training-files.js';
import { planned } from '../../src/run/plan.js';
import { silentReporter } from '../../src/run/reporter.js';
import { runStages } from '../../src/run/runner.js';
import { openStore } from '../../src/store/store.js';

const tag = (tag_id: string, month: string, theme_id: string): Row<typeof theme_tags> => ({
  tag_id,
  owner: 'comment',
  id: 'K1',
  unit_id: 'U1',
  month,
  theme_id,
  confidence: 0.9,
  target: 'handler',
  evidence: [{ start: 1, end: 4 }],
  source: 'model',
  model_id: 'rules',
  taxonomy_version: '1.0',
});

const rate = (month: string, unit_id: string): Row<typeof rates> => ({
  month,
  unit_id,
  definition_id: 'satisfaction',
  numerator: 3,
  denominator: 4,
  value: 0.75,
  low: 0.3,
  high: 0.95,
  shrunk: 0.8,
  tier_mean: 0.8,
  p_value: null,
  q_value: null,
  funnel: 'inside',
  p_previous: null,
  q_previous: null,
  note: null,
});

const aCase: Row<typeof cases> = {
  case_id: 'C1',
  unit_id: 'U1',
  registered_on: 20_240,
  transferred_on: null,
  accepted_on: null,
  acceptance_notice_on: null,
  due_on: null,
  extension_notified_on: null,
  replied_on: null,
  closed_on: null,
  document_on: null,
  delivered_on: null,
  reported_at: null,
  onsite_at: null,
  is_first: true,
  is_repeat: false,
  repeat_of: null,
  is_backlog: false,
  is_urgent: false,
  is_counted: true,
  route: 'ordinary',
  channel: null,
  subject: null,
  subject_source: null,
  place: null,
  month: '2025-06',
  summary: '小区停水三天',
  summary_id: 'h',
  reply_text: '',
  duplicate_of: null,
  source_id: 'S1',
  row: 2,
};

/** Writes all tables that some later stage reads: some rows in six of them. */
const invented = stage({
  name: 'invented',
  version: 1,
  reads: [],
  writes: contract.filter(table => table.kind === 'table') as Relation[],
  config: z.object({}),
  async run(io) {
    const write = <R extends Relation>(table: R, rows: readonly Row<R>[]) =>
      io.write(table.name, batchOf(table, rows) as never);
    await write(cases, [aCase]);
    await write(units, [{ unit_id: 'U1', name: '东湖街道', tier: 'grassroots', parent_id: null, headcount: null }]);
    await write(theme_tags, [
      tag('t2', '2025-06', 'delay_overdue'),
      tag('t1', '2025-06', 'attitude_poor'),
      tag('t3', '2025-05', 'delay_overdue'),
      tag('t4', '2025-06', 'privacy_leak'),
    ]);
    await write(rates, [rate('2025-06', 'U2'), rate('2025-06', 'U1'), rate('2025-05', 'U1')]);
    await write(sources, [
      {
        source_id: 'S1',
        path: 'cases.csv',
        sheet: null,
        profile: 'generic',
        encoding: 'utf-8',
        header_row: 1,
        rows_read: 3,
        rows_kept: 1,
        rows_rejected: 2,
        sha256: 'ab',
        reason: null,
        columns: null,
      },
    ]);
    await write(training_needs, [
      {
        month: '2025-06',
        unit_id: 'U1',
        module_id: 'M06',
        need: 60,
        low: 50,
        high: 70,
        cause: 'skill',
        themes: ['delay_overdue'],
        evidence_count: 9,
        verdict: 'need',
      },
    ]);
  },
});

const taxonomy = {
  version: '1.0',
  themes: [
    { id: 'delay_overdue', zh: '拖延超期', red_flag: false },
    { id: 'privacy_leak', zh: '泄露信息', red_flag: true },
  ],
  training_modules: [{ id: 'M06', zh: '时限管理' }],
};
const scoring = { version: '2.0' };
const folder = mkdtempSync(join(tmpdir(), 'output-'));

async function runInto(name: string, month: string | null): Promise<string> {
  const output = join(folder, name, 'out');
  const store = await openStore({
    path: join(folder, name, 'db.duckdb'),
    sqlFolder: 'src/sql',
    relations: [...contract, ...workspace, ...outputViews, latest_month],
    threads: 1,
    memoryMb: 200,
  });
  const config = { month, taxonomy, scoring };
  const plan = [
    planned(invented, {}),
    planned(feed, config),
    planned(trainingFiles, config),
    planned(manifest, { month, taxonomy, scoring, version: '0.1.0', models: ['rules'] }),
  ];
  await runStages(store, plan, {
    runId: name,
    version: '0.1.0',
    now: () => 0,
    output,
    force: false,
    reporter: silentReporter,
    signal: new AbortController().signal,
  });
  store.close();
  return output;
}

describe('what leaves beside the report', () => {
  let output = '';
  beforeAll(async () => {
    output = await runInto('first', null);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (path: string) => readFileSync(join(output, '2025-06', path));

  test('all files of the latest month, and no other month', () => {
    expect(readdirSync(output)).toEqual(['2025-06']);
    const names = ['theme_tags', 'rates', 'sub_scores', 'issues'].flatMap(name => [`${name}.arrow`, `${name}.parquet`]);
    expect(readdirSync(join(output, '2025-06/feed')).sort()).toEqual([...names, 'schema.json'].sort());
    expect(readdirSync(join(output, '2025-06')).sort()).toEqual(['feed', 'manifest.json', 'training-needs.xlsx']);
  });

  test('tags of the month in key order, without red flags and without text', () => {
    const table = tableFromIPC(read('feed/theme_tags.arrow'));
    expect([...table.getChild('tag_id')!]).toEqual(['t1', 't2']);
    expect(table.schema.fields.map(field => field.name)).toEqual(Object.keys(theme_tags.columns));
    expect(table.schema.fields.map(field => field.name)).not.toContain('text');
    expect(JSON.parse(JSON.stringify(table.get(0)!.toJSON()['evidence']))).toEqual([{ start: 1, end: 4 }]);
  });

  test('Parquet holds what Arrow holds', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const path = join(output, '2025-06/feed/rates.parquet');
    const rows = (await connection.runAndReadAll(`SELECT unit_id, value FROM '${path}'`)).getRowsJson();
    instance.closeSync();
    const table = tableFromIPC(read('feed/rates.arrow'));
    expect(rows).toEqual([
      ['U1', 0.75],
      ['U2', 0.75],
    ]);
    expect([...table.getChild('unit_id')!]).toEqual(['U1', 'U2']);
  });

  test('the schema describes every column of the four relations', () => {
    const schema = JSON.parse(read('feed/schema.json').toString());
    expect(schema).toMatchObject({
      contract_version: 1,
      month: '2025-06',
      taxonomy_version: '1.0',
      scoring_version: '2.0',
    });
    const described = schema.relations.map((entry: { name: string; rows: number; columns: { name: string }[] }) => [
      entry.name,
      entry.rows,
      entry.columns.map(column => column.name),
    ]);
    expect(described).toEqual(
      [theme_tags, rates, sub_scores, issues].map((table, index) => [
        table.name,
        [2, 2, 0, 0][index],
        Object.keys(table.columns),
      ]),
    );
    const evidence = schema.relations[0].columns.find((column: { name: string }) => column.name === 'evidence');
    expect(evidence.type).toBe('list<struct<start: int, end: int>>');
    expect(evidence.nullable).toBe(false);
  });

  test('the manifest counts, hashes and names; it knows no clock and no restricted list', () => {
    const text = read('manifest.json').toString();
    const value = JSON.parse(text);
    expect(value.month).toBe('2025-06');
    expect(value.period).toEqual({ first: '2025-06-01', last: '2025-06-01' });
    expect(value.versions).toMatchObject({ minsheng: '0.1.0', taxonomy: '1.0', scoring: '2.0', models: ['rules'] });
    expect(value.sources).toMatchObject([
      { path: 'cases.csv', sha256: 'ab', rows_read: 3, rows_kept: 1, rows_rejected: 2 },
    ]);
    const counted = contract.map(table => table.name).filter(name => name !== 'red_flags' && name !== 'runs');
    expect(Object.keys(value.rows)).toEqual([...counted].sort());
    expect(value.rows).toMatchObject({ cases: 1, theme_tags: 4, rates: 3, comments: 0 });
    expect(value.files.map((file: { path: string }) => file.path)).toContain('feed/rates.parquet');
    const training = value.files.find((file: { path: string }) => file.path === 'training-needs.xlsx');
    expect(training.bytes).toBe(read('training-needs.xlsx').length);
    expect(training.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(text).not.toMatch(/小区停水|\d\d:\d\d/);
  });

  test('another database, the same input: the same bytes', async () => {
    const second = await runInto('second', null);
    for (const path of ['manifest.json', 'training-needs.xlsx', 'feed/theme_tags.parquet', 'feed/schema.json']) {
      expect(Buffer.compare(readFileSync(join(second, '2025-06', path)), read(path)), path).toBe(0);
    }
  });

  test('a month asked for is the month that comes', async () => {
    const may = await runInto('may', '2025-05');
    expect(readdirSync(may)).toEqual(['2025-05']);
    const table = tableFromIPC(readFileSync(join(may, '2025-05/feed/theme_tags.arrow')));
    expect([...table.getChild('tag_id')!]).toEqual(['t3']);
  });
});
