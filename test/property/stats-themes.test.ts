import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Confusion, type Count, predictionPowered, roganGladen, themeRate } from '../../src/library/stats.js';
import { quantify } from '../../src/stats/quantify.js';
import { central95, quantile7 } from '../../src/stats/quantile.js';

fc.configureGlobal({ seed: 20240531 });

const whole = (most: number, least = 0) =>
  fc.integer({ min: least, max: most }).chain(n => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const mirrored = ({ x, n }: Count): Count => ({ x: n - x, n });
const reviewedSample = fc
  .record({
    tp: fc.nat(40),
    fp: fc.nat(40),
    fn: fc.nat(40),
    tn: fc.nat(40),
    tagged: fc.nat(300),
    untagged: fc.nat(300),
  })
  .map(({ tp, fp, fn, tn, tagged, untagged }) => ({
    reviewed: { tp, fp, fn, tn } satisfies Confusion,
    all: { x: tp + fp + tagged, n: tp + fp + fn + tn + tagged + untagged },
  }));
const clip = (value: number) => Math.min(1, Math.max(0, value));

describe('estimators', () => {
  it('mirror when having and lacking the theme change places', () => {
    fc.assert(
      fc.property(whole(400, 1), whole(300, 10), whole(300, 10), (all, sensitivity, specificity) => {
        const estimate = roganGladen(all, sensitivity, specificity);
        const mirror = roganGladen(mirrored(all), specificity, sensitivity);
        if (estimate === null) {
          expect(mirror).toBeNull();
          return;
        }
        expect(mirror!.unclipped).toBeCloseTo(1 - estimate.unclipped, 9);
        expect(mirror!.low).toBeCloseTo(1 - estimate.high, 9);
        expect(mirror!.high).toBeCloseTo(1 - estimate.low, 9);
      }),
    );
    fc.assert(
      fc.property(reviewedSample, ({ all, reviewed: { tp, fp, fn, tn } }) => {
        const estimate = predictionPowered(all, { tp, fp, fn, tn });
        const mirror = predictionPowered(mirrored(all), { tp: tn, fp: fn, fn: fp, tn: tp });
        if (estimate === null) {
          expect(mirror).toBeNull();
          return;
        }
        expect(mirror!.unclipped).toBeCloseTo(1 - estimate.unclipped, 9);
        expect(mirror!.low).toBeCloseTo(1 - estimate.high, 9);
      }),
    );
  });

  it('stay in [0, 1], in order, the value being the unclipped one clipped', () => {
    fc.assert(
      fc.property(reviewedSample, whole(300), whole(300), whole(40), (sample, sensitivity, specificity, known) => {
        const quantity = quantify({ ...sample, sensitivity, specificity }, known);
        if (quantity === null) {
          expect(sample.all.n + known.n).toBe(0);
          return;
        }
        expect(quantity.value).toBe(clip(quantity.unclipped));
        expect(quantity.low).toBeGreaterThanOrEqual(0);
        expect(quantity.high).toBeLessThanOrEqual(1);
        expect(quantity.low).toBeLessThanOrEqual(quantity.high);
        expect(quantity.reason === null).toBe(quantity.estimator !== 'raw');
        const { reason: _, ...rate } = quantity;
        if (known.n === 0) expect(themeRate({ ...sample, sensitivity, specificity })).toEqual(rate);
      }),
    );
  });

  it('find the share itself when the machine is right', () => {
    fc.assert(
      fc.property(whole(300, 1), fc.integer({ min: 10, max: 200 }), (all, gold) => {
        const perfect: Count = { x: gold, n: gold };
        expect(roganGladen(all, perfect, perfect)?.value).toBeCloseTo(all.x / all.n, 12);
        const reviewed: Confusion = { tp: all.x, fp: 0, fn: 0, tn: all.n - all.x };
        const seen = themeRate({ all, reviewed, sensitivity: perfect, specificity: perfect })!;
        expect(seen.value).toBeCloseTo(all.x / all.n, 12);
        expect(seen.estimator).toBe(all.n >= 30 ? 'ppi' : 'raw');
      }),
    );
  });
});

describe('quantile7', () => {
  it('is what sorting gives, ties and all', () => {
    const values = fc.array(fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(0, 1, 100)), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, p) => {
        const sorted = all.toSorted((left, right) => left - right);
        const bySorting = (q: number) => {
          const place = (sorted.length - 1) * q;
          const below = sorted[Math.floor(place)]!;
          return below + (place % 1) * ((sorted[Math.floor(place) + 1] ?? below) - below);
        };
        expect(quantile7(all, p)).toBeCloseTo(bySorting(p), 12);
        const { low, high } = central95(Float64Array.from(all));
        expect(low).toBeCloseTo(bySorting(0.025), 12);
        expect(high).toBeCloseTo(bySorting(0.975), 12);
      }),
    );
  });
});
