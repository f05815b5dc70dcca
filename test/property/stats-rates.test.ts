import fc from 'fast-check';
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

fc.configureGlobal({ seed: 20240531 });

const whole = (most: number, least = 0) =>
  fc.integer({ min: least, max: most }).chain(n => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const units = fc.array(whole(200), { maxLength: 40 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const mirrored = ({ x, n }: Count): Count => ({ x: n - x, n });

/** Binomial coefficient, exact for the small numbers used here. */
function choose(n: number, k: number): number {
  let result = 1;
  for (let at = 1; at <= k; at += 1) result = (result * (n - k + at)) / at;
  return k < 0 || k > n ? 0 : Math.round(result);
}

function midFrom(probabilities: number[], x: number): number {
  const sum = (part: number[]) => part.reduce((total, value) => total + value, 0);
  const half = probabilities[x]! / 2;
  return 2 * Math.min(sum(probabilities.slice(0, x)) + half, sum(probabilities.slice(x + 1)) + half);
}

describe('wilson', () => {
  it('holds the share, mirrors, narrows with size', () => {
    fc.assert(
      fc.property(whole(100_000, 1), c => {
        const { low, high } = wilson(c)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(c.x / c.n);
        expect(high).toBeGreaterThanOrEqual(c.x / c.n);
        expect(high).toBeLessThanOrEqual(1);
        expect(wilson(mirrored(c))!.low).toBeCloseTo(1 - high, 12);
        const larger = wilson({ x: 2 * c.x, n: 2 * c.n })!;
        expect(larger.high - larger.low).toBeLessThan(high - low);
        // each limit solves the score equation (p - limit)² = z²·limit·(1 - limit)/n
        for (const limit of [low, high]) {
          expect((c.x / c.n - limit) ** 2).toBeCloseTo((1.959963984540054 ** 2 * limit * (1 - limit)) / c.n, 12);
        }
      }),
    );
  });
});

describe('fitBetaPrior and shrink', () => {
  it('do not care about the order of the units or about units without cases', () => {
    fc.assert(
      fc.property(units, all => {
        const prior = fitBetaPrior(all);
        const other = fitBetaPrior([{ x: 0, n: 0 }, ...all.toReversed()]);
        if (prior === null) {
          expect(other).toBeNull();
          return;
        }
        expect(other!.mean).toBeCloseTo(prior.mean, 12);
        expect(other!.strength).toBeCloseTo(prior.strength, 8);
        const cases = all.reduce((sum, unit) => sum + unit.n, 0);
        expect(prior.strength).toBeGreaterThanOrEqual(2);
        expect(prior.strength).toBeLessThanOrEqual(Math.max(10, Math.min(500, cases)));
        expect(dispersion(all)).toBeGreaterThanOrEqual(1);
        expect(dispersion([{ x: 0, n: 0 }, ...all.toReversed()])).toBeCloseTo(dispersion(all), 10);
        expect(dispersion(all.map(mirrored))).toBeCloseTo(dispersion(all), 8);
      }),
    );
  });

  it('pull a share towards the mean, the less the more cases', () => {
    fc.assert(
      fc.property(whole(500, 1), share, fc.double({ min: 0.01, max: 500, noNaN: true }), (c, mean, strength) => {
        const pulled = shrink(c, { mean, strength })!;
        const raw = c.x / c.n;
        expect(pulled).toBeGreaterThanOrEqual(Math.min(raw, mean) - 1e-12);
        expect(pulled).toBeLessThanOrEqual(Math.max(raw, mean) + 1e-12);
        const more = shrink({ x: 3 * c.x, n: 3 * c.n }, { mean, strength })!;
        expect(Math.abs(more - raw)).toBeLessThanOrEqual(Math.abs(pulled - raw) + 1e-12);
      }),
    );
  });
});

describe('midP', () => {
  it('equals the sum over all outcomes: binomial', () => {
    fc.assert(
      fc.property(whole(40, 1), share, (c, rate) => {
        const all = Array.from({ length: c.n + 1 }, (_, k) => choose(c.n, k) * rate ** k * (1 - rate) ** (c.n - k));
        expect(midP(c, rate)).toBeCloseTo(midFrom(all, c.x), 11);
        expect(midP(mirrored(c), 1 - rate)).toBeCloseTo(midP(c, rate)!, 10);
      }),
    );
  });

  it('equals the sum over all outcomes: two samples', () => {
    fc.assert(
      fc.property(whole(25, 1), whole(25, 1), (one, two) => {
        const k = one.x + two.x;
        const all = Array.from(
          { length: one.n + 1 },
          (_, x) => (choose(one.n, x) * choose(two.n, k - x)) / choose(one.n + two.n, k),
        );
        expect(midP(one, two)).toBeCloseTo(midFrom(all, one.x), 11);
      }),
    );
  });

  it('lies in [0, 1], whichever sample is first and whatever counts as success', () => {
    fc.assert(
      fc.property(whole(100_000, 1), whole(100_000, 1), (one, two) => {
        const p = midP(one, two)!;
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(midP(two, one)).toBeCloseTo(p, 11);
        expect(midP(mirrored(one), mirrored(two))).toBeCloseTo(p, 11);
      }),
    );
  });

  it('falls as the counts move apart', () => {
    for (let x = 50; x < 99; x += 1) {
      expect(midP({ x: x + 1, n: 100 }, 0.5)!).toBeLessThan(midP({ x, n: 100 }, 0.5)!);
      expect(midP({ x: x + 1, n: 100 }, { x: 50, n: 100 })!).toBeLessThan(midP({ x, n: 100 }, { x: 50, n: 100 })!);
    }
  });
});

describe('benjaminiHochberg', () => {
  it('keeps order and nulls, never below p, and rejects as the step-up rule does', () => {
    fc.assert(
      fc.property(fc.array(fc.option(share), { maxLength: 60 }), p => {
        const q = benjaminiHochberg(p);
        expect(benjaminiHochberg(p.toReversed())).toEqual(q.toReversed());
        const family = p.filter(value => value !== null).sort((left, right) => left - right);
        const passing = family.findLastIndex((value, at) => value <= (0.1 * (at + 1)) / family.length);
        p.forEach((value, at) => {
          if (value === null) {
            expect(q[at]).toBeNull();
            return;
          }
          expect(q[at]!).toBeGreaterThanOrEqual(value);
          expect(q[at]!).toBeLessThanOrEqual(1);
          const edge = Math.abs(q[at]! - 0.1) < 1e-12;
          if (!edge) expect(q[at]! <= 0.1).toBe(passing >= 0 && value <= family[passing]!);
          p.forEach((other, there) => {
            if (other !== null && other <= value) expect(q[there]!).toBeLessThanOrEqual(q[at]!);
          });
        });
      }),
    );
  });
});

describe('funnelLimits', () => {
  it('are nested about the mean and mirror', () => {
    const phi = fc.double({ min: 1, max: 9, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 20_000 }), phi, (mean, n, dispersed) => {
        const limits = funnelLimits(mean, n, dispersed)!;
        const { low998, low95, high95, high998 } = limits;
        const order = [0, low998, low95, mean, high95, high998, 1];
        order.slice(1).forEach((value, at) => {
          expect(value, `${order}`).toBeGreaterThanOrEqual(order[at]! - 1e-12);
        });
        const mirror = funnelLimits(1 - mean, n, dispersed)!;
        expect(mirror.low95).toBeCloseTo(1 - high95, 10);
        expect(mirror.high998).toBeCloseTo(1 - low998, 10);
      }),
    );
  });

  it('cut off 2.5 % and 0.1 % of the interpolated distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.integer({ min: 1, max: 40 }), (mean, n) => {
        const pmf = Array.from({ length: n + 1 }, (_, k) => choose(n, k) * mean ** k * (1 - mean) ** (n - k));
        const upTo = (place: number) =>
          pmf.reduce((sum, value, k) => sum + value * Math.min(1, Math.max(0, place - k + 1)), 0);
        const limits = funnelLimits(mean, n)!;
        if (limits.low95 > 0) expect(upTo(limits.low95 * n)).toBeCloseTo(0.025, 9);
        if (limits.low998 > 0) expect(upTo(limits.low998 * n)).toBeCloseTo(0.001, 9);
      }),
    );
  });
});
