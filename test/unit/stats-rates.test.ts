import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  type Count,
  dispersion,
  fitBetaPrior,
  funnelLimits,
  midP,
  shrink,
  wilson,
} from '../../src/library/stats.js';

const count = (x: number, n: number): Count => ({ x, n });
const NO_COUNTS = [count(-1, 3), count(4, 3), count(NaN, 3), count(1, NaN), count(0, Infinity), count(0, -1)];

describe('wilson', () => {
  it('gives the intervals of Newcombe 1998 (Stat Med 17:857, table I)', () => {
    for (const [x, n, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      expect(wilson(count(x, n))?.low).toBeCloseTo(low, 4);
      expect(wilson(count(x, n))?.high).toBeCloseTo(high, 4);
    }
  });

  it('reaches 0 and 1 exactly, and nothing without a case', () => {
    for (const n of [1, 2, 7, 30, 1000, 99_999]) {
      expect(wilson(count(0, n))?.low).toBe(0);
      expect(wilson(count(n, n))?.high).toBe(1);
    }
    expect(wilson(count(0, 0))).toBeNull();
    expect(wilson(count(0, 1e-300))).toEqual({ low: 0, high: 1 });
  });
});

describe('fitBetaPrior', () => {
  it('follows the method of moments: 0.24·18/0.92 - 1', () => {
    const prior = fitBetaPrior([count(4, 10), count(5, 10), count(9, 10), count(0, 0)])!;
    expect(prior.mean).toBeCloseTo(0.6, 12);
    expect(prior.strength).toBeCloseTo(4.32 / 0.92 - 1, 10);
  });

  it('is 10 strong with fewer than three units or one case in each', () => {
    expect(fitBetaPrior([count(3, 4)])).toEqual({ mean: 0.75, strength: 10 });
    expect(fitBetaPrior([count(300, 400), count(0, 400), count(0, 0)])?.strength).toBe(10);
    expect(fitBetaPrior([count(1, 1), count(0, 1), count(1, 1)])?.strength).toBe(10);
    expect(fitBetaPrior([count(0.1, 0.2), count(0, 0.2), count(0.2, 0.2)])?.strength).toBe(10);
  });

  it('is clamped: to 2 below, to the cases there are and to 500 above', () => {
    expect(fitBetaPrior([count(0, 50), count(50, 50), count(25, 50)])?.strength).toBe(2);
    expect(fitBetaPrior([count(5, 10), count(5, 10), count(5, 10)])?.strength).toBe(30);
    expect(fitBetaPrior([count(500, 1000), count(500, 1000), count(500, 1000)])?.strength).toBe(500);
    expect(fitBetaPrior([count(0, 10), count(0, 10), count(0, 1)])).toEqual({ mean: 0, strength: 21 });
    expect(fitBetaPrior([count(10, 10), count(10, 10), count(1, 1)])).toEqual({ mean: 1, strength: 21 });
  });

  it('is nothing without a case', () => {
    expect(fitBetaPrior([])).toBeNull();
    expect(fitBetaPrior([count(0, 0), count(0, 0)])).toBeNull();
  });
});

describe('shrink', () => {
  it('adds the prior as so many cases', () => {
    expect(shrink(count(3, 5), { mean: 0.2, strength: 10 })).toBeCloseTo(5 / 15, 12);
    expect(shrink(count(2.5, 5), { mean: 0.5, strength: 0 })).toBe(0.5);
    expect(shrink(count(0, 0), { mean: 0.2, strength: 10 })).toBeNull();
  });

  it('refuses a prior that is none', () => {
    for (const prior of [
      { mean: 1.1, strength: 2 },
      { mean: NaN, strength: 2 },
      { mean: 0.5, strength: -1 },
      { mean: 0.5, strength: Infinity },
    ]) {
      expect(() => shrink(count(1, 2), prior)).toThrow(RangeError);
    }
  });
});

describe('midP', () => {
  it('is twice the smaller tail with half of what was seen', () => {
    expect(midP(count(9, 10), 0.5)).toBeCloseTo((2 * (1 + 5)) / 1024, 14);
    expect(midP(count(1, 10), 0.5)).toBeCloseTo((2 * (1 + 5)) / 1024, 14);
    expect(midP(count(5, 10), 0.5)).toBeCloseTo(1, 14);
    // Fisher's tea: 3 of 4 against 1 of 4, (1 + 16/2)/70 on either side
    expect(midP(count(3, 4), count(1, 4))).toBeCloseTo(18 / 70, 14);
    expect(midP(count(4, 4), count(0, 4))).toBeCloseTo(1 / 70, 14);
  });

  it('takes the smaller tail also where the count is the mean', () => {
    expect(midP(count(1, 3), 1 / 3)).toBeCloseTo(26 / 27, 12);
    expect(midP(count(1, 3), count(2, 6))).toBeCloseTo((2 * (18 + 1 + 45 / 2)) / 84, 12);
    expect(midP(count(2, 6), count(1, 3))).toBeCloseTo((2 * (18 + 1 + 45 / 2)) / 84, 12);
  });

  it('loses no digit next to a rate of 0 or 1', () => {
    expect(midP(count(0, 10_000_000), 1e-7)).toBeCloseTo(Math.exp(1e7 * Math.log1p(-1e-7)), 12);
    expect(midP(count(0, 10_000_000), 3e-9)).toBeCloseTo(Math.exp(1e7 * Math.log1p(-3e-9)), 12);
  });

  it('takes the limit at a rate of 0 or 1 and where all or none succeed', () => {
    expect(midP(count(0, 9), 0)).toBe(1);
    expect(midP(count(1, 9), 0)).toBe(0);
    expect(midP(count(9, 9), 1)).toBe(1);
    expect(midP(count(8, 9), 1)).toBe(0);
    expect(midP(count(0, 9), count(0, 4))).toBe(1);
    expect(midP(count(9, 9), count(4, 4))).toBe(1);
  });

  it('is nothing without a case on either side', () => {
    expect(midP(count(0, 0), 0.5)).toBeNull();
    expect(midP(count(0, 0), count(1, 2))).toBeNull();
    expect(midP(count(1, 2), count(0, 0))).toBeNull();
  });

  it('takes whole numbers and rates only', () => {
    for (const rate of [-0.1, 1.1, NaN]) expect(() => midP(count(1, 2), rate)).toThrow(RangeError);
    expect(() => midP(count(1.5, 3), 0.5)).toThrow(RangeError);
    expect(() => midP(count(1, 3), count(1, 2.5))).toThrow(RangeError);
    expect(() => midP(count(0, 0), count(3, 2))).toThrow(RangeError);
  });

  it('vanishes, not NaN, far out', () => {
    expect(midP(count(0, 1_000_000), count(500_000, 1_000_000))).toBe(0);
    expect(midP(count(999_999, 1_000_000), 0.001)).toBe(0);
  });
});

describe('benjaminiHochberg', () => {
  const PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  it('finds the four of fifteen that Benjamini and Hochberg 1995 find', () => {
    const q = benjaminiHochberg(PUBLISHED);
    expect(q.filter(value => value! <= 0.05)).toHaveLength(4);
    expect(q[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    expect(q[4]).toBeCloseTo((0.0201 * 15) / 5, 12);
    expect(q[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
  });

  it('leaves nulls where they are and out of the count', () => {
    expect(benjaminiHochberg([null, 0.02, null, 0.5])).toEqual([null, 0.04, null, 0.5]);
    expect(benjaminiHochberg([null])).toEqual([null]);
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it('gives ties one q and refuses what is no p', () => {
    expect(benjaminiHochberg([0.04, 0.01, 0.04])).toEqual([0.04, 0.03, 0.04]);
    for (const p of [-0.01, 1.01, NaN]) expect(() => benjaminiHochberg([0.5, p])).toThrow(RangeError);
  });
});

describe('dispersion', () => {
  it('is the mean square of z, and at least 1', () => {
    // mean 0.5; z = -3, 0, 3
    expect(dispersion([count(35, 100), count(50, 100), count(65, 100), count(0, 0)])).toBeCloseTo(6, 12);
    expect(dispersion([count(49, 100), count(50, 100), count(51, 100)])).toBe(1);
  });

  it('winsorises a tenth at either end, and nothing below ten units', () => {
    const spread = (units: number) =>
      dispersion(
        Array.from({ length: units }, (_, at) => count(at === 0 ? 20 : at === 1 ? 80 : at % 2 ? 55 : 45, 100)),
      );
    // z = ±6 once each, else ±1
    expect(spread(8)).toBeCloseTo((72 + 6) / 8, 12);
    expect(spread(10)).toBeCloseTo(1, 12);
  });

  it('is 1 with fewer than three units or nothing to vary', () => {
    expect(dispersion([])).toBe(1);
    expect(dispersion([count(0, 100), count(100, 100), count(0, 0)])).toBe(1);
    expect(dispersion([count(0, 5), count(0, 50), count(0, 5)])).toBe(1);
    expect(dispersion([count(5, 5), count(50, 50), count(5, 5)])).toBe(1);
  });
});

describe('funnelLimits', () => {
  it('interpolates the exact quantile: F(1) = 11/1024, F(2) = 56/1024', () => {
    const limits = funnelLimits(0.5, 10)!;
    expect(limits.low95).toBeCloseTo((2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10, 12);
    expect(limits.low998).toBeCloseTo((1 - (11 / 1024 - 0.001) / (10 / 1024)) / 10, 12);
    expect(limits.high95).toBeCloseTo(1 - limits.low95, 12);
  });

  it('stretches the distance from the mean by the root of the dispersion', () => {
    const [plain, stretched] = [funnelLimits(0.4, 300)!, funnelLimits(0.4, 300, 2.25)!];
    expect(stretched.low95 - 0.4).toBeCloseTo(1.5 * (plain.low95 - 0.4), 12);
    expect(stretched.high998 - 0.4).toBeCloseTo(1.5 * (plain.high998 - 0.4), 12);
  });

  it('takes the limit at a mean of 0 or 1', () => {
    expect(funnelLimits(0, 5)?.low95).toBe(0);
    expect(funnelLimits(0, 5)?.high95).toBeCloseTo(0.975 / 5, 12);
    expect(funnelLimits(1, 5)?.low998).toBeCloseTo(1 - 0.999 / 5, 12);
    expect(funnelLimits(1, 5)?.high998).toBe(1);
    expect(funnelLimits(1e-14, 5)?.high95).toBeCloseTo(0.975 / 5, 10);
  });

  it('is nothing without a case and refuses what is no tier', () => {
    expect(funnelLimits(0.5, 0)).toBeNull();
    for (const mean of [-0.1, 1.1, NaN]) expect(() => funnelLimits(mean, 5)).toThrow(RangeError);
    for (const n of [-1, 2.5, NaN, Infinity]) expect(() => funnelLimits(0.5, n)).toThrow(RangeError);
    for (const phi of [-1, NaN, Infinity]) expect(() => funnelLimits(0.5, 5, phi)).toThrow(RangeError);
  });
});

it('counts that are none are refused everywhere', () => {
  for (const bad of NO_COUNTS) {
    expect(() => wilson(bad)).toThrow(RangeError);
    expect(() => fitBetaPrior([count(1, 2), bad])).toThrow(RangeError);
    expect(() => shrink(bad, { mean: 0.5, strength: 2 })).toThrow(RangeError);
    expect(() => midP(bad, 0.5)).toThrow(RangeError);
    expect(() => midP(count(1, 2), bad)).toThrow(RangeError);
    expect(() => dispersion([count(1, 2), bad])).toThrow(RangeError);
  }
});
