import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { root } from '../support/command.js';

// Inside dist, where '../src' is what was built.
const folder = join(root, 'dist', 'notebooks');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const notebooks = readdirSync(join(root, 'notebooks')).filter(name => name.endsWith('.ipynb'));

test.each(notebooks)('%s runs from top to bottom', name => {
  const notebook = JSON.parse(readFileSync(join(root, 'notebooks', name), 'utf8')) as {
    cells: { cell_type: string; source: string[] }[];
  };
  const code = notebook.cells
    .filter(cell => cell.cell_type === 'code')
    .map(cell => cell.source.join(''))
    .join('\n');
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 },
  });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name.replace('.ipynb', '.mjs'));
  writeFileSync(file, outputText);
  const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  expect(printed.trim().split('\n').length).toBeGreaterThanOrEqual(3);
});
