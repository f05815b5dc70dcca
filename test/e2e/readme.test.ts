import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commands } from '../../src/cli/arguments.js';
import { minsheng, root, sample, workFolder } from '../support/command.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const folder = workFolder();
afterAll(folder.remove);

function block(name: string): string {
  const match = new RegExp(`\`\`\`text ${name}\n([\\s\\S]*?)\`\`\``, 'u').exec(readme);
  return match?.[1] ?? '';
}

/** Seconds differ from run to run, a slow machine adds lines of progress, the output folder is the test's own. */
function plain(text: string): string {
  const lines = text.replaceAll(folder.path, 'data/work').split('\n');
  return lines
    .filter(line => !/\d\/s(?: {2}|$)/u.test(line))
    .map(line => line.replace(/ +\d+\.\d s$/u, ' … s'))
    .join('\n')
    .trimEnd();
}

test('the output of npm start is what README shows', async () => {
  const { stderr, stdout } = await minsheng([
    'run',
    '--input',
    sample,
    '--db',
    join(folder.path, 'sample.duckdb'),
    '--out',
    join(folder.path, 'out'),
  ]);
  expect(plain(block('start'))).toBe(plain(stderr + stdout));
}, 120_000);

test('the help is what README shows', async () => {
  expect(block('help').trimEnd()).toBe((await minsheng(['--help'])).stdout.trimEnd());
});

test('every command that README names exists, and so does the picture', () => {
  for (const [, name] of readme.matchAll(/minsheng ([a-z]+)/gu))
    expect([...commands.map(each => each.name), 'from']).toContain(name);
  expect(existsSync(join(root, 'docs', 'report.png'))).toBe(true);
  expect(statSync(join(root, 'docs', 'report.png')).size).toBeGreaterThan(50_000);
});
