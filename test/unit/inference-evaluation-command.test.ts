import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.js';
import { evaluateModel } from '../../src/cli/commands/eval.js';
import { evaluationLines } from '../../src/cli/commands/eval-lines.js';
import type { Console } from '../../src/cli/console.js';
import { evaluate } from '../../src/inference/evaluation.js';
import { parseGold } from '../../src/inference/gold.js';

const folder = mkdtempSync(join(tmpdir(), 'minsheng-eval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, rows: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map(row => JSON.stringify(row)).join('\n'));
  return path;
}

async function run(...argv: string[]): Promise<string[]> {
  const lines: string[] = [];
  const json = argv.includes('--json');
  const language = argv.includes('en') ? 'en' : 'zh';
  const console: Console = {
    language,
    json,
    quiet: true,
    interactive: false,
    columns: 80,
    print: line => void lines.push(line),
    write: async () => undefined,
    tell: () => undefined,
    draw: () => undefined,
  };
  await evaluateModel({ arguments: readArguments(['eval', ...argv])!, console, signal: new AbortController().signal });
  return lines;
}

const row = { text: '某人的话', polarity: 'dissatisfied' };
const gold = file('gold.jsonl', [
  { ...row, id: 1, themes: ['unreachable'] },
  { ...row, id: 2, themes: [] },
  { ...row, id: 3, themes: ['attitude_poor'] },
]);
const a = file('a.jsonl', [
  { id: 1, themes: [], polarity: 'neutral' },
  { id: 2, themes: [], polarity: 'dissatisfied' },
]);
const b = file('b.jsonl', [
  { id: 1, themes: [{ theme: 'unreachable', confidence: 0.9 }], polarity: 'dissatisfied' },
  { id: 2, themes: [], polarity: 'dissatisfied' },
  { id: 4, themes: [], polarity: 'neutral' },
]);

describe('arguments', () => {
  test('words after a list option belong to it until the next option', () => {
    const read = readArguments(['eval', '--gold', 'x', 'y', '--compare', 'p', 'q', '--json', '--gold', 'z']);
    expect(read!.values).toMatchObject({ gold: ['x', 'z', 'y'], compare: ['p', 'q'], json: true });
    expect(read!.operands).toEqual([]);
    expect(readArguments(['eval', '--model', 'linear', 'x'])!.operands).toEqual(['x']);
    expect(readArguments(['classify', 'x', '--model', 'rules'])!.operands).toEqual(['x']);
  });

  test('faults are told', async () => {
    await expect(run()).rejects.toThrow('no --gold given');
    await expect(run('--gold', gold, '--json', 'more')).rejects.toThrow('belong to no option: more');
    await expect(run('--readers', a)).rejects.toThrow('--readers needs two names');
    await expect(run('--gold', gold, '--compare', a, b, a)).rejects.toThrow('--compare needs two names');
    await expect(run('--gold', file('empty.jsonl', []))).rejects.toThrow('hold no rows');
    await expect(run('--gold', gold, '--compare', a, file('other.jsonl', [{ id: 9, themes: [] }]))).rejects.toThrow(
      'share no id',
    );
  });
});

describe('two files', () => {
  test('compared with gold, on the rows that both answer', async () => {
    const [line] = await run('--gold', gold, '--compare', a, b, '--json');
    const found = JSON.parse(line!);
    expect(found).toMatchObject({ a, b, rows: 2, unmatched: 1 });
    expect(found.differences[4]).toMatchObject({ measure: 'exact', a: 0.5, b: 1, difference: 0.5 });
    expect(found.differences[3]).toMatchObject({ measure: 'polarity', a: 0.5, b: 1 });
    const lines = (await run('--gold', gold, '--compare', a, b, '--lang', 'en')).join('\n');
    expect(lines).toContain('2 rows, 1 without an answer');
    expect(lines).toContain('+0.500');
  });

  test('as two readers', async () => {
    const found = JSON.parse((await run('--readers', gold, b, '--json'))[0]!);
    expect(found).toMatchObject({ matched: 2, only_a: 1, only_b: 1, pooled: { micro_f1: 1, polarity: 1 } });
    const lines = (await run('--readers', gold, b)).join('\n');
    expect(lines).toContain('共同 2 行；只在甲 1 行，只在乙 1 行');
    expect(lines).not.toContain('某人');
  });
});

test('what is printed speaks the language asked for and holds no text', () => {
  const rows = parseGold('gold', JSON.stringify({ ...row, id: 'r', themes: ['a'], capability: 'plain' }));
  const answer = {
    themes: [],
    polarity: 'neutral' as const,
    polarityConfidence: 1,
    subject: null,
    abstain: 'uncertain' as const,
  };
  const result = evaluate(rows, [answer], ['a']);
  const zh = evaluationLines(result, 'm', new Map([['a', '甲主题']]), 'zh').join('\n');
  const en = evaluationLines(result, 'm', new Map([['a', '甲主题']]), 'en').join('\n');
  expect(zh).toContain('甲主题');
  expect(zh).toContain('未给主题的原因');
  expect(en).toContain('abstentions');
  expect(en).not.toMatch(/[\u4e00-\u9fff]/u);
  expect(zh + en).not.toContain('某人');
});
