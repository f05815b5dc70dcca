import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { MinshengError } from '../../src/core/errors.js';
import { type CutEngine, createEngine, createSegmenter, createTokeniser } from '../../src/text/segment.js';

const dictionary = readFileSync(join(import.meta.dirname, '..', '..', 'data', 'reference', 'dictionary.tsv'), 'utf8');
let engine: CutEngine;
beforeAll(async () => {
  engine = await createEngine(dictionary);
});

test('placeholders stay whole and white space is no word', () => {
  const segment = createSegmenter(engine);
  expect(segment('联系 〔姓名〕，电话〔手机〕\n')).toEqual(['联系', '〔姓名〕', '，', '电话', '〔手机〕']);
});

test('words are simplified and of half width', () => {
  expect(createSegmenter(engine)('信訪局１２３４５')).toEqual(['信访局', '12345']);
});

test('terms of the field are one word', () => {
  expect(createSegmenter(engine)('窗口没出具不予受理告知书')).toContain('不予受理告知书');
});

test('tokens are spans of the text given', () => {
  const given = '業(yè)主向　信訪局&amp;〔姓名〕反映';
  const tokens = createTokeniser(engine)(given).map(({ start, end }) => given.slice(start, end));
  expect(tokens).toEqual(['業(yè)主', '向', '信訪局', '&amp;', '〔姓名〕', '反映']);
});

test('tokens are in order, apart, and leave out nothing but white space', () => {
  const texts = fc.array(
    fc.constantFrom('街道', '没人管', '〔手机〕', ' ', '\n', '，', 'ABC', '12', '👍', '処', '〔', '信访局'),
    {
      maxLength: 12,
    },
  );
  const tokenise = createTokeniser(engine);
  fc.assert(
    fc.property(texts, parts => {
      const text = parts.join('');
      let last = 0;
      for (const { start, end } of tokenise(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(last, start).trim()).toBe('');
        last = end;
      }
      expect(text.slice(last).trim()).toBe('');
    }),
  );
});

test('the optional engine, where it is missing, is named with what to do', async () => {
  const asked = createEngine(dictionary, 'nodejieba');
  await asked.then(
    other => expect(other.cut('信访局').join('')).toBe('信访局'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(MinshengError);
      expect((error as MinshengError).kind).toBe('model');
      expect((error as MinshengError).message).toContain('nodejieba');
    },
  );
});
