import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { reviews } from '../../src/core/records.js';
import { type Batch, must, relation, rowsOf } from '../../src/core/relation.js';
import { contract } from '../../src/core/relations.js';
import { stage } from '../../src/core/stage.js';
import { workspace } from '../../src/core/workspace.js';
import { planned } from '../../src/run/plan.js';
import { silentReporter } from '../../src/run/reporter.js';
import { runStages } from '../../src/run/runner.js';
import { readAll } from '../../src/store/read.js';
import { openStore, type Store } from '../../src/store/store.js';

const numbers = relation('numbers', 'one number', ['n'], { n: must('int') }, { contract: false });
const doubles = relation(
  'doubles',
  'one doubled number',
  ['n'],
  { n: must('int'), month: must('text') },
  { contract: false },
);
const seen = relation('seen', 'one number worked on', ['n'], { n: must('int') }, { contract: false, kind: 'cache' });

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'minsheng-run-'));
  store = await openStore({
    path: join(folder, 'a.duckdb'),
    sqlFolder: folder,
    relations: [...contract, ...workspace, numbers, doubles, seen],
    threads: 1,
    memoryMb: 128,
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

let runs = 0;
const options = (more: object = {}) => ({
  runId: `run-${runs++}`,
  version: '0',
  now: () => 0,
  output: join(folder, 'out'),
  force: false,
  reporter: silentReporter,
  signal: new AbortController().signal,
  ...more,
});
const count = (version = 1) =>
  stage({
    name: 'numbers',
    version,
    reads: [],
    writes: [numbers],
    config: z.object({ list: z.array(z.number()) }),
    async run(io, config) {
      await io.write('numbers', { length: config.list.length, columns: { n: config.list } });
    },
  });
const planOf = (list: number[]) => [planned(count(), { list })];
const states = (outcomes: readonly { stage: string; state: string }[]) =>
  outcomes.map(each => `${each.stage} ${each.state}`);
const rows = async () => (await readAll(store, numbers)).columns.n;

describe('skipping', () => {
  test('an unchanged stage is skipped, a changed configuration, version or reader is not', async () => {
    expect(states(await runStages(store, planOf([1]), options()))).toEqual(['numbers done']);
    expect(states(await runStages(store, planOf([1]), options()))).toEqual(['numbers skipped']);
    expect(states(await runStages(store, planOf([1, 2]), options()))).toEqual(['numbers done']);
    expect(states(await runStages(store, [planned(count(2), { list: [1, 2] })], options()))).toEqual(['numbers done']);
    expect(states(await runStages(store, planOf([1, 2]), options({ force: true })))).toEqual(['numbers done']);
    expect(await rows()).toEqual([1, 2]);
  });

  test('every stage of every run is in the ledger', async () => {
    await runStages(store, planOf([1]), options());
    await runStages(store, planOf([1]), options());
    const ledger = rowsOf(await readAll(store, contract.find(each => each.name === 'runs')!)) as { state: string }[];
    expect(ledger.map(row => row.state).sort()).toEqual(['done', 'skipped']);
  });
});

describe('all or nothing', () => {
  const failing = () => ({
    ...count(),
    version: 2,
    async run(io: Parameters<ReturnType<typeof count>['run']>[0], config: { list: number[] }) {
      await io.write('numbers', { length: config.list.length, columns: { n: config.list } });
      await io.file({ path: '2026-01/x.txt', bytes: 'x' });
      throw new Error('stop here');
    },
  });

  test('a stage that fails leaves neither rows nor files, and runs again next time', async () => {
    await runStages(store, planOf([1]), options());
    await expect(runStages(store, [planned(failing(), { list: [7] })], options())).rejects.toThrow('stop here');
    expect(await rows()).toEqual([1]);
    expect(existsSync(join(folder, 'out', '2026-01'))).toBe(false);
    expect(states(await runStages(store, planOf([7]), options()))).toEqual(['numbers done']);
    expect(await rows()).toEqual([7]);
  });

  test('a repeated key breaks the contract and nothing is kept', async () => {
    await expect(runStages(store, planOf([3, 3]), options())).rejects.toThrow(/1 rows repeat the key/u);
    expect(await rows()).toEqual([]);
  });

  test('a cancelled run stops before the next stage', async () => {
    const cancel = new AbortController();
    cancel.abort();
    await expect(runStages(store, planOf([1]), options({ signal: cancel.signal }))).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });
});

describe('what a stage may touch', () => {
  test('an undeclared relation is refused', async () => {
    const peeking = stage({
      name: 'peek',
      version: 1,
      reads: [],
      writes: [numbers],
      config: z.object({}),
      async run(io) {
        await io.all('comments' as never);
      },
    });
    await expect(runStages(store, [planned(peeking, {})], options())).rejects.toThrow(/without declaring/u);
  });

  test('a table read before it is written is refused by the plan', async () => {
    const early = stage({
      name: 'early',
      version: 1,
      reads: [numbers],
      writes: [],
      config: z.object({}),
      run: async () => undefined,
    });
    await expect(runStages(store, [planned(early, {})], options())).rejects.toThrow(/no earlier stage writes/u);
  });

  test('columns of unequal length and nulls where none may be are refused', async () => {
    const wrong = (columns: Batch<typeof numbers>['columns']) =>
      stage({
        name: 'numbers',
        version: 9,
        reads: [],
        writes: [numbers],
        config: z.object({}),
        run: io => io.write('numbers', { length: 2, columns }),
      });
    await expect(runStages(store, [planned(wrong({ n: [1] }), {})], options())).rejects.toThrow(/1 values for 2 rows/u);
    await expect(runStages(store, [planned(wrong({ n: [1, null as never] }), {})], options())).rejects.toThrow(
      /null where/u,
    );
  });
});

test('caches survive a stage that fails', async () => {
  const work = stage({
    name: 'work',
    version: 1,
    reads: [],
    writes: [seen],
    config: z.object({ fail: z.boolean() }),
    async run(io, { fail }) {
      const known = new Set(((await io.all('seen' as never)) as unknown as Batch<typeof seen>).columns.n);
      if (!known.has(1)) await io.write('seen', { length: 1, columns: { n: [1] } });
      if (fail) throw new Error('killed');
    },
  });
  await expect(runStages(store, [planned(work, { fail: true })], options())).rejects.toThrow('killed');
  expect((await readAll(store, seen)).columns.n).toEqual([1]);
  await runStages(store, [planned(work, { fail: false })], options());
  expect((await readAll(store, seen)).columns.n).toEqual([1]);
});

test('a monthly stage computes only months whose input changed and drops months that went away', async () => {
  const computed: string[][] = [];
  // What a monthly stage reads is a ledger here: the runner sees by its content that the stage must look again.
  const monthly = stage({
    name: 'monthly',
    version: 1,
    reads: [reviews],
    writes: [doubles],
    monthly: true,
    config: z.object({}),
    async run(io) {
      const rows = rowsOf(await io.all('reviews'));
      const inputs = new Map(rows.map(row => [row.review_id, row.note ?? '']));
      const changed = await io.changedMonths(inputs);
      computed.push(changed);
      const n = changed.map(month => Number(inputs.get(month)) * 2);
      await io.write('doubles', { length: n.length, columns: { n, month: changed } });
    },
  });
  const content = async () =>
    rowsOf(await readAll(store, doubles))
      .map(row => `${row.month} ${row.n}`)
      .sort();
  const go = async (months: Record<string, string>) => {
    const connection = await store.connect();
    await connection.run('DELETE FROM reviews');
    for (const [month, note] of Object.entries(months)) {
      await connection.run(
        `INSERT INTO reviews VALUES ('${month}', 'comment', '1', [], NULL, 'r', TIMESTAMP '2026-01-01', 'random', '${note}')`,
      );
    }
    connection.closeSync();
    await runStages(store, [planned(monthly, {})], options());
    return content();
  };
  expect(await go({ '2026-01': '1', '2026-02': '2' })).toEqual(['2026-01 2', '2026-02 4']);
  expect(await go({ '2026-01': '1', '2026-02': '3', '2026-03': '5' })).toEqual([
    '2026-01 2',
    '2026-02 6',
    '2026-03 10',
  ]);
  expect(await go({ '2026-02': '3' })).toEqual(['2026-02 6']);
  expect(computed).toEqual([['2026-01', '2026-02'], ['2026-02', '2026-03'], []]);
});

test('files appear together and those no longer made go away', async () => {
  const files = (_names: string[]) =>
    stage({
      name: 'files',
      version: 1,
      reads: [],
      writes: [],
      config: z.object({ names: z.array(z.string()) }),
      async run(io, config) {
        for (const name of config.names) await io.file({ path: `2026-01/${name}`, bytes: name });
      },
    });
  const go = (names: string[]) => runStages(store, [planned(files(names), { names })], options());
  await go(['a.txt', 'b.txt']);
  await go(['a.txt']);
  expect(existsSync(join(folder, 'out', '2026-01', 'b.txt'))).toBe(false);
  expect(readFileSync(join(folder, 'out', '2026-01', 'a.txt'), 'utf8')).toBe('a.txt');
  rmSync(join(folder, 'out', '2026-01', 'a.txt'));
  expect(states(await go(['a.txt']))).toEqual(['files done']);
  expect(states(await go(['a.txt']))).toEqual(['files skipped']);
  await expect(
    runStages(store, [planned(files(['../../out.txt']), { names: ['../../out.txt'] })], options()),
  ).rejects.toThrow(/leaves the folder/u);
});
