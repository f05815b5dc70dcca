import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifiedTogether } from '../../src/core/text-work.js';
import { leastDoubt, mostDoubtful } from '../../src/inference/cascade.js';

describe('cascade', () => {
  test('the most doubtful texts, in the order of the input', () => {
    expect(mostDoubtful([0.1, 0.9, 0.5, 0.9], 2)).toEqual([1, 3]);
    expect(mostDoubtful([0.5, 0.5, 0.5], 2)).toEqual([0, 1]);
  });

  test('what is plain costs nothing, however large the budget', () => {
    expect(mostDoubtful([0, leastDoubt / 2, leastDoubt], 100)).toEqual([2]);
    expect(mostDoubtful([0.9], 0)).toEqual([]);
  });

  test('each span of texts has the budget of its own', () => {
    const doubts = new Array<number>(classifiedTogether + 3).fill(0.3);
    expect(mostDoubtful(doubts, 1)).toEqual([0, classifiedTogether]);
  });

  test('no text left out was more doubtful than one taken', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 3, noNaN: true })), fc.nat(20), (doubts, budget) => {
        const taken = mostDoubtful(doubts, budget);
        expect(taken.length).toBeLessThanOrEqual(budget);
        expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b));
        const least = Math.min(...taken.map(index => doubts[index]!));
        const left = doubts.filter((doubt, index) => !taken.includes(index) && doubt >= leastDoubt);
        if (left.length > 0 && taken.length > 0) expect(Math.max(...left)).toBeLessThanOrEqual(least);
        if (left.length > 0) expect(taken.length).toBe(budget);
      }),
    );
  });
});
