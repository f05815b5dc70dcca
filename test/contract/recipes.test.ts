import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseProfile } from '../../src/core/profile.js';
import { type Relation, rowsOf } from '../../src/core/relation.js';
import { contract } from '../../src/core/relations.js';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { workspace } from '../../src/core/workspace.js';
import { silentReporter } from '../../src/run/reporter.js';
import { runStages } from '../../src/run/runner.js';
import { RecordReader } from '../../src/stages/ingest/records.js';
import { findTable } from '../../src/stages/ingest/table.js';
import { readAll } from '../../src/store/read.js';
import { openStore } from '../../src/store/store.js';
import { root, workFolder } from '../support/command.js';

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const folder = workFolder();
// Inside the repository, so that the blocks find their packages; ignored by git.
const blocks = join(root, 'dist', 'recipes');
afterAll(() => {
  folder.remove();
  rmSync(blocks, { recursive: true, force: true });
});

function block(kind: string): string {
  const match = new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``, 'u').exec(text);
  if (!match) throw new Error(`CONTRIBUTING.md has no block ${kind}`);
  return match[1]!.replace(/^ {3}/gmu, '');
}

test('a relation and a stage added as the recipes say run, and give the counted rows', async () => {
  mkdirSync(blocks, { recursive: true });
  for (const name of ['relation', 'stage']) {
    const source = block(`ts ${name}`).replaceAll("'../core/", "'../src/core/");
    const options = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 };
    writeFileSync(join(blocks, `${name}.js`), ts.transpileModule(source, { compilerOptions: options }).outputText);
  }
  writeFileSync(join(folder.path, 'busy_days.sql'), block('sql busy_days'));
  const { busy_days } = (await import(pathToFileURL(join(blocks, 'relation.js')).href)) as { busy_days: Relation };
  const { findBusyDays } = (await import(pathToFileURL(join(blocks, 'stage.js')).href)) as {
    findBusyDays: { reads: readonly Relation[] };
  };
  const store = await openStore({
    path: join(folder.path, 'a.duckdb'),
    sqlFolder: folder.path,
    relations: [...contract, ...workspace, busy_days],
    threads: 1,
    memoryMb: 128,
  });
  const connection = await store.connect();
  for (const [id, day] of [
    ['1', '2026-03-02'],
    ['2', '2026-03-02'],
    ['3', '2026-03-03'],
  ]) {
    await connection.run(
      `INSERT INTO cases BY NAME SELECT '${id}' AS case_id, 'U' AS unit_id, DATE '${day}' AS registered_on, true AS is_first, false AS is_repeat,
       false AS is_backlog, false AS is_urgent, true AS is_counted, 'ordinary' AS route, '2026-03' AS month, '' AS summary, '' AS reply_text, 's' AS source_id, 1 AS "row"`,
    );
  }
  connection.closeSync();
  // The recipe's stage reads a table that here no stage writes.
  const stage = { ...findBusyDays, reads: findBusyDays.reads.map(relation => ({ ...relation, kind: 'ledger' })) };
  const options = {
    runId: 'r',
    version: '0',
    now: () => 0,
    output: folder.path,
    force: false,
    reporter: silentReporter,
    signal: new AbortController().signal,
  };
  await runStages(store, [{ stage, config: { fewest: 2 } } as never], options);
  const rows = rowsOf(await readAll(store, busy_days)) as unknown as { cases: number }[];
  store.close();
  expect(rows.map(row => row.cases)).toEqual([2]);
});

test('a theme added as the recipe says passes the check; one that does not fit is named', () => {
  const taxonomy = parse(readFileSync(join(root, 'pipelines', 'taxonomy.yaml'), 'utf8')) as { themes: unknown[] };
  const theme = parse(block('yaml theme')) as Record<string, unknown>;
  expect(parseTaxonomy({ ...taxonomy, themes: [...taxonomy.themes, theme] }).themes.at(-1)!.id).toBe(
    'language_barrier',
  );
  const wrong = { ...theme, training: ['M99_nowhere'] };
  expect(() => parseTaxonomy({ ...taxonomy, themes: [...taxonomy.themes, wrong] })).toThrow(/M99_nowhere/u);
});

test('a profile added as the recipe says reads its export and leaves person columns alone', () => {
  const profile = parseProfile('teahouse.yaml', parse(block('yaml profile')));
  const rows = [
    ['年度评语汇总'],
    ['单号', '街镇', '姓名', '日期', '评价', '评语'],
    ['001', '南苑镇', '张三', '2026年3月2日', '好', '茶水热'],
  ];
  const found = findTable('x.csv', rows, [1, 2, 3], [profile])!;
  expect(found.headerRow).toBe(2);
  const record = new RecordReader(found.table.records[0]!, profile, found.header).read(rows[2]!);
  expect(record).toEqual({
    case_id: '001',
    unit_id: '南苑镇',
    rated_on: Date.UTC(2026, 2, 2) / 86_400_000,
    rating: '好',
    text: '茶水热',
  });
  expect(JSON.stringify(record)).not.toContain('张三');
});
