import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const sources = ['src', 'pipelines', 'models', 'data/sample']
  .flatMap(folder => filesBelow(join(root, folder)))
  .filter(path => path.endsWith('.ts'));
const lines = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1;

test('imports follow the design: layers, one door per big dependency, no cycle', async () => {
  const rules = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
    forbidden: never[];
    options: object;
  };
  process.chdir(root);
  const result = await cruise(
    ['src', 'pipelines'],
    { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
    undefined,
    {
      tsConfig: extractTsConfig(join(root, 'tsconfig.json')),
    },
  );
  const { summary } = result.output as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
  };
  expect(summary.violations.map(found => `${found.rule.name}: ${found.from} → ${found.to}`)).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(60);
});

test('no file is longer than 300 lines, the median not longer than 180', () => {
  const long = sources.filter(path => lines(path) > 300).map(path => `${relative(root, path)} ${lines(path)}`);
  expect(long).toEqual([]);
  const sorted = sources.map(lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(180);
});

test('no file or folder is named for being shared', () => {
  const banned = /(^|\/)(utils?|helpers?|common|misc|shared)(\.|\/|$)/u;
  expect(sources.map(path => relative(root, path)).filter(path => banned.test(path))).toEqual([]);
  expect(sources.map(path => basename(path)).filter(name => name === 'index.ts')).toEqual([]);
});
