import { expect, test } from 'vitest';
import { loadAssets } from '../../src/cli/assets.js';
import { loadConfig } from '../../src/cli/config.js';
import { TextPool } from '../../src/inference/pool.js';

test('texts that repeat are read once and answered each in its place', async () => {
  const pool = new TextPool(await loadAssets(await loadConfig(undefined), 'linear'), 0);
  const texts = ['互相推诿', '很好', '互相推诿', '', '很好'];
  const found = await pool.classify(texts);
  expect(found).toHaveLength(5);
  expect(found[2]).toBe(found[0]);
  expect(found[4]).toBe(found[1]);
  expect(found[0]!.themes[0]!.theme).toBe('buck_passing');
  expect(found[3]!.abstain).toBe('no_content');
});
