import fc from 'fast-check';
import { expect, test } from 'vitest';
import { riseP } from '../../src/stages/detect-issues/bursts.js';
import { nearDuplicates } from '../../src/stages/detect-issues/duplicates.js';
import { findPlaces } from '../../src/stages/detect-issues/places.js';

const word = fc.constantFrom(
  '停水',
  '电梯',
  '物业',
  '噪音',
  '垃圾',
  '青湖雅苑',
  '长乐路',
  '云山花园',
  '投诉',
  '的',
  '，',
);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map(words => words.join(''));

test('places do not depend on the order of the texts', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (texts, step) => {
      const order = texts.map((_, at) => at).sort((a, b) => ((a * step) % 7) - ((b * step) % 7) || b - a);
      const straight = findPlaces(
        texts,
        texts.map(() => null),
      );
      const shuffled = findPlaces(
        order.map(at => texts[at]!),
        texts.map(() => null),
      );
      order.forEach((at, place) => {
        expect(shuffled[place]).toEqual(straight[at]);
      });
    }),
  );
});

test('an original is no duplicate, and stands before its copies', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), texts => {
      const found = nearDuplicates(texts, 0.7);
      found.forEach((original, at) => {
        if (original === null) return;
        expect(original).toBeLessThan(at);
        expect(found[original]).toBeNull();
      });
    }),
  );
});

test('a rise is the less surprising the more there was before, the more surprising the more there is', () => {
  const count = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 1, max: 12 }), (observed, earlier, months) => {
      const volume = { now: 100, earlier: 100 * months };
      const p = riseP(observed, earlier, volume);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(riseP(observed, earlier + 1, volume)).toBeGreaterThanOrEqual(p - 1e-12);
      expect(riseP(observed + 1, earlier, volume)).toBeLessThanOrEqual(p + 1e-12);
    }),
  );
});
