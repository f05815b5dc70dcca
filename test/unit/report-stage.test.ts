import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Batch, Relation } from '../../src/core/relation.js';
import type { OutputFile, ReadOptions, StageIO } from '../../src/core/stage.js';
import { report } from '../../src/output/report.js';
import type { reportReads } from '../../src/output/report-source.js';
import { readAll } from '../../src/store/read.js';
import { reportDatabase } from '../support/report-database.js';
import { settings } from '../support/report-settings.js';

let database: Awaited<ReturnType<typeof reportDatabase>>;
const config = { ...settings, month: null };

beforeAll(async () => {
  database = await reportDatabase();
});
afterAll(() => database.close());

test('the latest month leaves as HTML, DOCX, XLSX and a DOCX for every unit', async () => {
  const files = await filesOf({ ...config });
  expect([...files.keys()].sort()).toEqual([
    '2025-06/report-unit/u1.docx',
    '2025-06/report-unit/u2.docx',
    '2025-06/report.docx',
    '2025-06/report.html',
    '2025-06/report.xlsx',
  ]);
  const page = String(files.get('2025-06/report.html'));
  expect(page).toContain('2025年6月');
  expect(page).toContain('东村断水');
  expect(page).toContain('<mark>讲不清</mark>');
  expect(page).not.toContain('材料给了别人');
  for (const name of ['report.docx', 'report.xlsx', 'report-unit/u1.docx']) {
    const bytes = files.get(`2025-06/${name}`) as Uint8Array;
    expect([...bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
  }
});

test('another month is its own', async () => {
  const files = await filesOf({ ...config, month: '2025-05' });
  const page = String(files.get('2025-05/report.html'));
  expect(page).toContain('2025年5月');
  expect(page).not.toContain('东村断水');
});

test('the same bytes twice', async () => {
  expect(await filesOf(config)).toEqual(await filesOf(config));
});

/** Runs the stage on the database, without the runner: nothing is written but in memory. */
async function filesOf(given: typeof config | (Omit<typeof config, 'month'> & { month: string })) {
  const files = new Map<string, OutputFile['bytes']>();
  const io = {
    async all(name: string, options: ReadOptions = {}): Promise<Batch<Relation>> {
      const relation = report.reads.find(each => each.name === name);
      if (!relation) throw new Error(`${name} is not declared`);
      return readAll(database.store, relation as Relation, options);
    },
    async file(file: OutputFile) {
      files.set(file.path, file.bytes);
    },
    progress: () => undefined,
    note: () => undefined,
    signal: new AbortController().signal,
  };
  await report.run(io as unknown as StageIO<(typeof reportReads)[number], never>, given);
  return files;
}
