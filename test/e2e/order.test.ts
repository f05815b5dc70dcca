import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { minsheng, root, workFolder } from '../support/command.js';

const folder = workFolder();
afterAll(folder.remove);

const text = '窗口的人爱理不理，问两句就说不归他管，让我找社区，社区又让我回来';

test('the same words as a summary and as a comment: the order in which they arrive shows in no tag', async () => {
  const input = join(folder.path, 'in');
  mkdirSync(input, { recursive: true });
  const cases = join(input, 'cases.csv');
  const comments = join(input, 'comments.csv');
  writeFileSync(cases, `case_id,unit_id,registered_on,summary\nA1,U1,2026-03-02,${text}\n`);
  writeFileSync(comments, `case_id,unit_id,rated_on,rating,comment\nA1,U1,2026-03-20,不满意,${text}\n`);
  const tags = async (name: string, ...steps: string[][]) => {
    const place = ['--db', join(folder.path, `${name}.duckdb`)];
    for (const files of steps) {
      const inputs = files.flatMap(file => ['--input', file]);
      const { code } = await minsheng(['run', ...inputs, '--out', join(folder.path, name), ...place]);
      expect(code).toBe(0);
    }
    const shown = await minsheng(['show', 'theme_tags', '--format', 'jsonl', ...place]);
    return shown.stdout.trim().split('\n').sort();
  };
  const together = await tags('a', [cases, comments]);
  expect(await tags('b', [cases], [comments])).toEqual(together);
  const models = new Set(together.map(line => `${JSON.parse(line).owner} ${JSON.parse(line).model_id.split('-')[0]}`));
  expect([...models].sort()).toEqual(['case linear', 'comment cascade']);
});

test('a worker that cannot load its model says so to everyone who asks, and nobody waits for ever', async () => {
  const built = (path: string) => import(join(root, 'dist', 'src', path));
  const { TextPool } = await built('inference/pool.js');
  const { loadAssets } = await built('cli/assets.js');
  const { loadConfig } = await built('cli/config.js');
  const assets = await loadAssets(await loadConfig(undefined), 'linear');
  const pool = new TextPool({ ...assets, weights: new Uint8Array(3) }, 1);
  pool.start();
  await expect(pool.redact(['一'])).rejects.toThrow();
  await expect(pool.redact(['二'])).rejects.toThrow();
  await pool.close();
});

test('what cannot be trained is refused before anything is written', async () => {
  const { code, stderr } = await minsheng(['train', '--model', 'linaer', '--gold', 'data/training/remarks.jsonl']);
  expect(code).toBe(2);
  expect(stderr).toContain('linear');
});
