import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Entry, lintDictionary, parseDictionary } from '../../src/text/dictionary.js';
import { createEngine, createSegmenter } from '../../src/text/segment.js';

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
  expect(result.withEntries).toBeGreaterThan(result.plain + 0.1);
  expect(result.withEntries).toBeGreaterThanOrEqual(0.9);
});

test('an entry that joins parts of two words is refused', async () => {
  const bad: Entry = { word: '生命起', frequency: 90_000, tag: 'n', group: '错误' };
  const result = await lintDictionary([bad], ['研究 生命 起源'], engineWith);
  expect(result.faults.some(fault => fault.includes('crosses'))).toBe(true);
});

test('malformed entries are named', async () => {
  const bad = parseDictionary(
    '信\t5\tn\t信访\n信访件\t0\tn\t信访\n信访局\t5\t\t信访\n信访办\t5\tn\t\n信访办\t5\tn\t信访',
  );
  const { faults } = await lintDictionary(bad, [], engineWith.bind(null, []) as never);
  expect(faults).toHaveLength(5);
});

test('placeholders stay whole and white space is no word', async () => {
  const segment = createSegmenter(await createEngine(dictionary));
  expect(segment('联系 〔姓名〕，电话〔手机〕')).toEqual(['联系', '〔姓名〕', '，', '电话', '〔手机〕']);
});

test('nodejieba, where it is installed, segments the test list alike', async context => {
  let peer: Awaited<ReturnType<typeof createEngine>>;
  try {
    peer = await createEngine(dictionary, 'nodejieba');
  } catch {
    console.log('skipped: nodejieba is not installed');
    context.skip();
    return;
  }
  const own = await createEngine(dictionary);
  const alike = sentences.filter(
    sentence => peer.cut(sentence.replaceAll(' ', '')).join(' ') === own.cut(sentence.replaceAll(' ', '')).join(' '),
  );
  expect(alike.length / sentences.length).toBeGreaterThanOrEqual(0.9);
});
