import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Entry, lintDictionary, parseDictionary } from '../../src/text/dictionary.js';
import { createEngine } from '../../src/text/segment.js';

const reference = join(import.meta.dirname, '..', '..', 'data', 'reference');
const dictionary = readFileSync(join(reference, 'dictionary.tsv'), 'utf8');
const sentences = readFileSync(join(reference, 'segmentation-test.txt'), 'utf8').trim().split('\n');
const entries = parseDictionary(dictionary);
const line = (entry: Entry) => [entry.word, entry.frequency, entry.tag, entry.group].join('\t');
const engineWith = (list: readonly Entry[]) => createEngine(list.map(line).join('\n'));

test('the dictionary passes its linter and segments the field better than plain jieba', async () => {
  const result = await lintDictionary(entries, sentences, engineWith);
  expect(result.faults).toEqual([]);
  expect(result.changes.length).toBeGreaterThan(20);
  expect(result.withEntries).toBeGreaterThan(result.plain + 0.2);
  expect(result.withEntries).toBeGreaterThanOrEqual(0.94);
  expect(entries.length).toBeGreaterThan(1500);
  expect(sentences.length).toBeGreaterThanOrEqual(90);
});

test('an entry that tears a word is refused, with before and after', async () => {
  const bad: Entry = { word: '位责任', frequency: 90_000, tag: 'n', group: '错误' };
  const { faults } = await lintDictionary([bad], ['单位 责任 落实'], engineWith);
  expect(faults).toEqual(['位责任: tears a word of "单位 责任 落实": 单位 责任 落实 -> 单 位责任 落实']);
});

test('an entry that joins whole words is a change, not a fault', async () => {
  const joined: Entry = { word: '没有答复', frequency: 90_000, tag: 'v', group: '评价' };
  const { faults, changes } = await lintDictionary([joined], ['单位 没有 答复'], engineWith);
  expect(faults).toEqual([]);
  expect(changes.map(change => change.word)).toEqual(['没有答复']);
});

test('malformed, repeated and useless entries are named', async () => {
  const lines = [
    '信\t5\tn\t信访',
    '信访局\t0\tn\t信访',
    '信访件\t5\t\t信访',
    '信访办\t5\tn\t',
    '信访办\t5\tn\t信访',
    '街道\t5\tn\t单位',
  ];
  const { faults } = await lintDictionary(parseDictionary(lines.join('\n')), [], list =>
    engineWith(list.filter(entry => entry.tag !== '' && entry.frequency > 0)),
  );
  const about = (word: string) => faults.filter(fault => fault.startsWith(`${word}:`)).join('; ');
  expect(about('信')).toContain('two to twelve');
  expect(about('信访局')).toContain('frequency 0');
  expect(about('信访件')).toContain('tag ""');
  expect(about('信访办')).toContain('no group');
  expect(about('信访办')).toContain('stands twice');
  expect(about('街道')).toBe('街道: is cut even so: 街 道');
});

test('remarks and blank lines are no entries', () => {
  expect(parseDictionary('# remark\n\n信访局\t5\tn\t信访\r\n')).toEqual([
    { word: '信访局', frequency: 5, tag: 'n', group: '信访' },
  ]);
});
