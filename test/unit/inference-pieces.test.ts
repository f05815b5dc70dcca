import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostPieces, PieceReader } from '../../src/inference/pieces.js';

const vocabulary = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '某',
  '，',
  '办',
  '理',
  '"',
  'a',
  '##pp',
  'app',
  '12',
  '##3',
  '##45',
];
const reader = new PieceReader(vocabulary);
const read = (text: string) => {
  const pieces = reader.read(text);
  return [...pieces.ids].map((id, at) => [vocabulary[id], pieces.starts[at], pieces.ends[at]]);
};

describe('pieces', () => {
  test('one per Chinese character, between two marks', () => {
    expect(read('办理')).toEqual([
      ['[CLS]', 0, 0],
      ['办', 0, 1],
      ['理', 1, 2],
      ['[SEP]', 2, 2],
    ]);
  });

  test('a placeholder is one piece, a run of white space a comma, at the ends nothing', () => {
    expect(read(' 〔姓名〕办 \n理 ').slice(1, -1)).toEqual([
      ['某', 1, 5],
      ['办', 5, 6],
      ['，', 6, 8],
      ['理', 8, 9],
    ]);
  });

  test('words and numbers by the longest known piece, in any width and case', () => {
    expect(read('APP办12345').slice(1, -1)).toEqual([
      ['app', 0, 3],
      ['办', 3, 4],
      ['12', 4, 6],
      ['##3', 6, 7],
      ['##45', 7, 9],
    ]);
    expect(read('ＡＰＰ').slice(1, -1)).toEqual([['app', 0, 3]]);
    expect(read('xyz').slice(1, -1)).toEqual([['[UNK]', 0, 3]]);
  });

  test('quotes are one kind, a run of emoji one unknown piece', () => {
    expect(read('“办”').map(piece => piece[0])).toEqual(['[CLS]', '"', '办', '"', '[SEP]']);
    expect(read('办😀😀理').slice(1, -1)).toEqual([
      ['办', 0, 1],
      ['[UNK]', 1, 5],
      ['理', 5, 6],
    ]);
  });

  test('never more than the encoder has places for; spans in order and inside the text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('办', ' ', 'a', '1', '😀', '〔', '〕', '。', 'İ', '\ud800'),
          maxLength: 400,
        }),
        text => {
          const { length, starts, ends, ids } = reader.read(text);
          expect(length).toBeLessThanOrEqual(mostPieces + 2);
          expect(ids.length).toBe(length);
          for (let at = 1; at < length; at++) {
            expect(starts[at]!).toBeGreaterThanOrEqual(ends[at - 1]!);
            expect(ends[at]!).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});
