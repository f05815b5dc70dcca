import { describe, expect, it } from 'vitest';
import { type Count, predictionPowered, roganGladen, themeRate, wilson } from '../../src/library/stats.js';
import { createGenerator } from '../../src/stats/generator.js';
import { moverSum } from '../../src/stats/mover.js';
import { quantify } from '../../src/stats/quantify.js';

const count = (x: number, n: number): Count => ({ x, n });
const GOOD = { sensitivity: count(40, 50), specificity: count(190, 200) };

describe('roganGladen', () => {
  it('gives example 1 of Lang and Reiczigel 2014: 0.349 to 0.372', () => {
    const estimate = roganGladen(count(4060, 11_281), count(178, 179), count(358, 359))!;
    expect(estimate.low).toBeCloseTo(0.349, 3);
    expect(estimate.high).toBeCloseTo(0.372, 3);
  });

  it('keeps the negative estimate that it clips', () => {
    const estimate = roganGladen(count(0, 40), GOOD.sensitivity, GOOD.specificity)!;
    expect(estimate.value).toBe(0);
    expect(estimate.low).toBe(0);
    expect(estimate.unclipped).toBeCloseTo(-0.05 / 0.75, 12);
  });

  it('is nothing where the correction would amplify noise', () => {
    expect(roganGladen(count(0, 0), GOOD.sensitivity, GOOD.specificity)).toBeNull();
    expect(roganGladen(count(3, 40), count(9, 9), GOOD.specificity)).toBeNull();
    expect(roganGladen(count(3, 40), count(9, 10), GOOD.specificity)).not.toBeNull();
    expect(roganGladen(count(3, 40), GOOD.sensitivity, count(9, 9))).toBeNull();
    expect(roganGladen(count(3, 40), GOOD.sensitivity, count(10, 10))).not.toBeNull();
    expect(roganGladen(count(3, 40), count(59, 100), count(60, 100))).toBeNull();
  });

  it('takes a gain of exactly 0.2, which doubles cannot add up', () => {
    expect(0.6 + 0.6 - 1).toBeLessThan(0.2);
    expect(roganGladen(count(3, 40), count(60, 100), count(6, 10))).not.toBeNull();
  });

  it('takes whole numbers only', () => {
    expect(() => roganGladen(count(1.5, 3), GOOD.sensitivity, GOOD.specificity)).toThrow(RangeError);
    expect(() => roganGladen(count(1, 3), count(11, 10), GOOD.specificity)).toThrow(RangeError);
    expect(() => roganGladen(count(1, 3), GOOD.sensitivity, count(-1, 10))).toThrow(RangeError);
  });
});

describe('predictionPowered', () => {
  it('corrects the share of all by what the reviews found', () => {
    const estimate = predictionPowered(count(60, 200), { tp: 12, fp: 8, fn: 5, tn: 35 })!;
    expect(estimate.unclipped).toBeCloseTo(60 / 200 + (5 - 8) / 60, 12);
  });

  it('needs thirty reviews', () => {
    expect(predictionPowered(count(20, 90), { tp: 5, fp: 1, fn: 1, tn: 22 })).toBeNull();
    expect(predictionPowered(count(20, 90), { tp: 5, fp: 1, fn: 1, tn: 23 })).not.toBeNull();
    expect(predictionPowered(count(0, 0), { tp: 0, fp: 0, fn: 0, tn: 0 })).toBeNull();
  });

  it('refuses reviews that contradict the cases', () => {
    const all = count(10, 50);
    for (const reviewed of [
      { tp: 8, fp: 3, fn: 0, tn: 0 },
      { tp: 0, fp: 0, fn: 20, tn: 21 },
      { tp: -1, fp: 2, fn: 1, tn: 1 },
      { tp: 1.5, fp: 1, fn: 1, tn: 1 },
      { tp: NaN, fp: 1, fn: 1, tn: 1 },
    ]) {
      expect(() => predictionPowered(all, reviewed)).toThrow(RangeError);
      expect(() => themeRate({ all, reviewed })).toThrow(RangeError);
    }
    expect(() => predictionPowered(count(45, 50), { tp: 0, fp: 0, fn: 2, tn: 4 })).toThrow(RangeError);
    expect(() => predictionPowered(count(1, 2.5), { tp: 0, fp: 0, fn: 0, tn: 0 })).toThrow(RangeError);
  });

  it('covers a rare theme 94 to 99 % of the time at rate 0.03 and 60 reviews', () => {
    const random = createGenerator('coverage');
    const happens = (p: number) => random() < p * 2 ** 32;
    const rounds = 3000;
    let covered = 0;
    for (let round = 0; round < rounds; round += 1) {
      const reviewed = { tp: 0, fp: 0, fn: 0, tn: 0 };
      let tagged = 0;
      for (let at = 0; at < 600; at += 1) {
        const theme = happens(0.03);
        const tag = happens(theme ? 0.7 : 0.02);
        tagged += tag ? 1 : 0;
        if (at < 60) reviewed[theme ? (tag ? 'tp' : 'fn') : tag ? 'fp' : 'tn'] += 1;
      }
      const { low, high } = predictionPowered(count(tagged, 600), reviewed)!;
      if (low <= 0.03 && 0.03 <= high) covered += 1;
    }
    expect(covered / rounds).toBeGreaterThan(0.94);
    expect(covered / rounds).toBeLessThan(0.99);
  });
});

describe('themeRate', () => {
  it('prefers reviews, then measured errors, then the raw share', () => {
    const all = count(20, 90);
    const thirty = { tp: 5, fp: 1, fn: 1, tn: 23 };
    expect(themeRate({ all, reviewed: thirty, ...GOOD })?.estimator).toBe('ppi');
    expect(themeRate({ all, reviewed: { ...thirty, tn: 22 }, ...GOOD })?.estimator).toBe('rogan_gladen');
    expect(themeRate({ all, reviewed: { ...thirty, tn: 22 } })?.estimator).toBe('raw');
    expect(themeRate({ all, sensitivity: GOOD.sensitivity })?.estimator).toBe('raw');
    expect(themeRate({ all: count(0, 0), ...GOOD })).toBeNull();
  });

  it('gives the raw share its Wilson interval and no other column', () => {
    expect(themeRate({ all: count(5, 60) })).toEqual({
      value: 5 / 60,
      ...wilson(count(5, 60)),
      unclipped: 5 / 60,
      estimator: 'raw',
    });
  });

  it('believes the few cases that were reviewed', () => {
    const reviewed = { tp: 2, fp: 1, fn: 4, tn: 3 };
    const raw = themeRate({ all: count(5, 60), reviewed })!;
    expect(raw.value).toBeCloseTo((2 + 4 + (5 - 3)) / 60, 12);
    const corrected = themeRate({ all: count(5, 60), reviewed, ...GOOD })!;
    const others = roganGladen(count(2, 50), GOOD.sensitivity, GOOD.specificity)!;
    expect(corrected.unclipped).toBeCloseTo((10 * 0.6 + 50 * others.unclipped) / 60, 12);
    expect(corrected.unclipped).toBeLessThan(0.1);
  });

  it('refuses measured errors that are no counts', () => {
    expect(() => themeRate({ all: count(1, 2), sensitivity: count(3, 2) })).toThrow(RangeError);
    expect(() => themeRate({ all: count(3, 2) })).toThrow(RangeError);
  });
});

describe('quantify', () => {
  it('names why a share is raw, over all cases of the cell', () => {
    const reason = (sample: Parameters<typeof quantify>[0], known = count(0, 0)) => quantify(sample, known)?.reason;
    const all = count(5, 60);
    expect(reason({ all, ...GOOD })).toBeNull();
    expect(reason({ all })).toBe('not_measured');
    expect(reason({ all, ...GOOD, sensitivity: count(9, 9) })).toBe('sensitivity_n');
    expect(reason({ all, ...GOOD, specificity: count(9, 9) })).toBe('specificity_n');
    expect(reason({ all, ...GOOD, sensitivity: count(5, 50) })).toBe('weak_classifier');
    expect(reason({ all: count(2, 4), reviewed: { tp: 1, fp: 1, fn: 0, tn: 2 }, ...GOOD })).toBe('no_case_left');
    expect(reason({ all: count(0, 0), ...GOOD }, count(3, 8))).toBe('no_case_left');
    expect(quantify({ all, sensitivity: GOOD.sensitivity }, count(7, 20))).toMatchObject({
      value: 12 / 80,
      ...wilson(count(12, 80)),
      estimator: 'raw',
    });
    expect(quantify({ all: count(0, 0) }, count(0, 0))).toBeNull();
  });

  it('adds known cases by their number, the limits by MOVER', () => {
    const known = quantify({ all: count(5, 60), ...GOOD }, count(20, 20))!;
    const others = roganGladen(count(5, 60), GOOD.sensitivity, GOOD.specificity)!;
    expect(known.unclipped).toBeCloseTo((20 + 60 * others.unclipped) / 80, 12);
    expect(() => quantify({ all: count(5, 60) }, count(2, 1))).toThrow(RangeError);
  });
});

describe('moverSum', () => {
  it('adds weighted distances to the limits in squares, each side by itself', () => {
    const sum = moverSum([
      { weight: 0.5, value: 0.4, low: 0.1, high: 0.6 },
      { weight: 2, value: 0.2, low: 0.1, high: 0.5 },
    ]);
    expect(sum.value).toBeCloseTo(0.6, 12);
    expect(sum.low).toBeCloseTo(0.6 - Math.hypot(0.15, 0.2), 12);
    expect(sum.high).toBeCloseTo(0.6 + Math.hypot(0.1, 0.6), 12);
  });
});
