import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { contract } from '../../src/core/relations.js';
import { loadFiles } from '../bench/texts.js';
import { hashes, minsheng, workFolder } from '../support/command.js';

const slow = process.env['MINSHENG_SLOW'] === '1';
const rows = slow ? 50_000 : 3000;
const kills = slow ? 20 : 2;

const folder = workFolder();
afterAll(folder.remove);

/** Number of rows and a hash of the content of every relation but the log of runs. */
async function relations(db: string): Promise<string> {
  const parts = contract
    .filter(({ name }) => name !== 'runs')
    .map(({ name }) => `SELECT '${name}' AS name, count(*) AS rows, bit_xor(hash(${name})) AS content FROM ${name}`);
  const { code, stdout, stderr } = await minsheng([
    'query',
    parts.join(' UNION ALL '),
    '--format',
    'jsonl',
    '--db',
    db,
  ]);
  expect(code, stderr).toBe(0);
  return stdout;
}

test(`kill -9 at ${kills} moments: the next run continues to the same relations and files`, async () => {
  const input = join(folder.path, 'input');
  mkdirSync(input);
  for (const [name, text] of loadFiles(rows, 3)) writeFileSync(join(input, name), text);
  const run = (name: string, killAfter?: number) =>
    minsheng(
      ['run', '--input', input, '--db', join(folder.path, name, 'm.duckdb'), '--out', join(folder.path, name, 'out')],
      killAfter === undefined ? {} : { killAfter },
    );
  const started = Date.now();
  expect((await run('whole')).code).toBe(0);
  const length = Date.now() - started;
  const wanted = {
    relations: await relations(join(folder.path, 'whole', 'm.duckdb')),
    files: hashes(join(folder.path, 'whole', 'out')),
  };
  expect(Object.keys(wanted.files).length).toBeGreaterThan(10);
  for (let kill = 0; kill < kills; kill++) {
    const name = `killed-${kill}`;
    await run(name, Math.round(200 + ((kill + 0.5) / kills) * length));
    const { code, stderr } = await run(name);
    expect(code, stderr).toBe(0);
    expect(hashes(join(folder.path, name, 'out')), `killed at ${kill}`).toEqual(wanted.files);
    expect(await relations(join(folder.path, name, 'm.duckdb')), `killed at ${kill}`).toEqual(wanted.relations);
  }
}, 3_000_000);

test('SIGINT ends with 130 and a word', async () => {
  const input = join(folder.path, 'input');
  const ended = await minsheng(
    ['run', '--input', input, '--db', join(folder.path, 'int.duckdb'), '--out', join(folder.path, 'int')],
    { interruptAfter: 900 },
  );
  expect([130, 0]).toContain(ended.code);
  if (ended.code === 130) expect(ended.stderr).toContain('已取消');
}, 120_000);
