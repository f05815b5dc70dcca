import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { describe, expect, it } from 'vitest';
import { createDraws } from '../../src/stats/draws.js';
import { gammaRow, normalQuantile } from '../../src/stats/gamma.js';
import { below, createGenerator, type Generator } from '../../src/stats/generator.js';
import { central95, quantile7 } from '../../src/stats/quantile.js';

const draws = createDraws();
const vector = () => new Float64Array(draws.count);
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const uniform = (random: Generator) => (random() + 0.5) / 2 ** 32;

/** Marsaglia & Tsang 2000, the plain way: what the table is checked against. */
function plainGamma(random: Generator, shape: number): number {
  if (shape < 1) return plainGamma(random, shape + 1) * uniform(random) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(uniform(random)) < z ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function plainBeta(random: Generator, a: number, b: number): number {
  const g = plainGamma(random, a);
  return g / (g + plainGamma(random, b));
}

function correlation(left: Float64Array, right: Float64Array): number {
  const [meanLeft, meanRight] = [mean(left), mean(right)];
  const product = (one: Float64Array, oneMean: number, two: Float64Array, twoMean: number) =>
    mean(one.map((value, at) => (value - oneMean) * (two[at]! - twoMean)));
  return (
    product(left, meanLeft, right, meanRight) /
    Math.sqrt(product(left, meanLeft, left, meanLeft) * product(right, meanRight, right, meanRight))
  );
}

/** Share of a reference that lies below `value`. */
const shareBelow = (sorted: Float64Array, value: number) => sorted.findIndex(other => other >= value) / sorted.length;

describe('beta', () => {
  const SHAPES = [
    [0.5, 0.5],
    [0.5, 300],
    [1, 1],
    [3.3, 0.7],
    [9, 41],
    [63.9, 64.1],
    [500, 77],
    [20_000, 5],
    [1e6, 1e6],
    [1e6, 0.5],
  ] as const;

  it('has mean, spread and 95 % interval of the distribution, shapes 0.5 to a million', () => {
    const out = vector();
    for (const [a, b] of SHAPES) {
      draws.beta(draws.stream(`one ${a} ${b}`), a, b, out);
      const sd = Math.sqrt((a * b) / (a + b + 1)) / (a + b);
      expect(Math.abs(mean(out) - a / (a + b)) / sd, `mean of ${a}, ${b}`).toBeLessThan(0.06);
      expect(Math.sqrt(mean(out.map(value => (value - a / (a + b)) ** 2))) / sd).toBeCloseTo(1, 1);
      expect(out.every(value => value >= 0 && value <= 1)).toBe(true);
      const { low, high } = central95(out);
      expect(low, `low of ${a}, ${b}`).toBeGreaterThan(betaQuantile(0.014, a, b));
      expect(low, `low of ${a}, ${b}`).toBeLessThan(betaQuantile(0.037, a, b));
      expect(high, `high of ${a}, ${b}`).toBeGreaterThan(betaQuantile(0.963, a, b));
      expect(high, `high of ${a}, ${b}`).toBeLessThan(betaQuantile(0.986, a, b));
    }
  });

  it('adds up: intervals of weighted sums of ten lie where a plain sampler with many draws puts them', () => {
    const random = createGenerator('reference');
    const out = vector();
    for (let unit = 0; unit < 6; unit += 1) {
      const components = Array.from({ length: 10 }, (_, at) => ({
        weight: (at % 3 === 2 ? -30 : 100) * uniform(random) ** 2,
        a: 0.5 + 10 ** (3 * uniform(random)) - 1,
        b: 0.5 + 10 ** (3 * uniform(random)) - 1,
      }));
      const stream = draws.stream(`sum ${unit}`);
      const sums = vector();
      for (const { weight, a, b } of components) {
        draws.beta(stream, a, b, out);
        out.forEach((value, at) => {
          sums[at]! += weight * value;
        });
      }
      const reference = Float64Array.from({ length: 40_000 }, () =>
        components.reduce((sum, { weight, a, b }) => sum + weight * plainBeta(random, a, b), 0),
      ).sort();
      const { low, high } = central95(sums);
      expect(shareBelow(reference, low)).toBeGreaterThan(0.013);
      expect(shareBelow(reference, low)).toBeLessThan(0.039);
      expect(shareBelow(reference, high)).toBeGreaterThan(0.961);
      expect(shareBelow(reference, high)).toBeLessThan(0.987);
    }
  });

  it('gives a stream components that do not follow each other', () => {
    const stream = draws.stream('independent');
    const components = Array.from({ length: 50 }, () => {
      const out = vector();
      draws.beta(stream, 4, 6, out);
      return out;
    });
    const found = components.flatMap((left, at) => components.slice(at + 1).map(right => correlation(left, right)));
    expect(Math.max(...found.map(Math.abs))).toBeLessThan(0.12);
    expect(Math.abs(mean(found))).toBeLessThan(0.003);
    expect(Math.sqrt(mean(found.map(value => value ** 2)))).toBeCloseTo(1 / Math.sqrt(2000), 2);
  });

  it('depends on the name of the stream and on nothing drawn elsewhere', () => {
    const [one, again, other, elsewhere] = [vector(), vector(), vector(), vector()];
    draws.beta(draws.stream('U1 2024-05'), 7, 9, one);
    const stream = draws.stream('U1 2024-05');
    draws.beta(draws.stream('U2 2024-05'), 7, 9, other);
    draws.beta(stream, 7, 9, again);
    createDraws().beta(createDraws().stream('U1 2024-05'), 7, 9, elsewhere);
    expect(again).toEqual(one);
    expect(elsewhere).toEqual(one);
    expect(other).not.toEqual(one);
    expect(Math.abs(correlation(one, other))).toBeLessThan(0.1);
    const reseeded = createDraws(2000, 'another');
    reseeded.beta(reseeded.stream('U1 2024-05'), 7, 9, elsewhere);
    expect(elsewhere).not.toEqual(one);
  });

  it('gives every unit and month draws of its own', () => {
    const out = vector();
    const seen = Array.from({ length: 300 }, (_, unit) => {
      draws.beta(draws.stream(`U${unit} 2024-05`), 7, 9, out);
      return out.slice(0, 5).join();
    });
    expect(new Set(seen).size).toBe(300);
  });

  it('refuses shapes and rooms it cannot serve', () => {
    const stream = draws.stream('refused');
    for (const shape of [0.49, 0, -1, NaN, Infinity]) {
      expect(() => draws.beta(stream, shape, 1, vector())).toThrow(RangeError);
      expect(() => draws.beta(stream, 1, shape, vector())).toThrow(RangeError);
    }
    expect(() => draws.beta(stream, 1, 1, new Float64Array(1999))).toThrow(RangeError);
    for (const count of [1, 2.5, 65_537, NaN]) expect(() => createDraws(count)).toThrow(RangeError);
  });
});

describe('normal', () => {
  it('has mean, spread and interval of the distribution', () => {
    const out = vector();
    draws.normal(draws.stream('normal'), 3, 0.5, out);
    expect(mean(out)).toBeCloseTo(3, 10);
    expect(Math.sqrt(mean(out.map(value => (value - 3) ** 2)))).toBeCloseTo(0.5, 3);
    expect(central95(out).low).toBeCloseTo(3 - 0.5 * 1.96, 2);
    draws.normal(draws.stream('normal'), 3, 0, out);
    expect(new Set(out)).toEqual(new Set([3]));
  });

  it('refuses a negative or infinite spread', () => {
    for (const sd of [-1, NaN, Infinity]) {
      expect(() => draws.normal(draws.stream('n'), 0, sd, vector())).toThrow(RangeError);
    }
    expect(() => draws.normal(draws.stream('n'), NaN, 1, vector())).toThrow(RangeError);
  });
});

describe('quantiles of the table', () => {
  it('are those of the normal and gamma distributions', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 12);
    expect(normalQuantile(0.5)).toBe(0);
    // 2.5 %, 50 % and 97.5 % by scipy.stats.gamma.ppf, divided by the shape
    for (const [shape, low, middle, high] of [
      [0.5, 0.000982069, 0.454936423, 5.023886187],
      [30, 0.674695801, 0.988911105, 1.388294581],
      [100, 0.813639913, 0.996668649, 1.205289478],
    ] as const) {
      const probabilities = Float64Array.from({ length: 79 }, (_, at) => (at + 1) / 80);
      const row = gammaRow(shape, probabilities, probabilities.map(normalQuantile));
      expect(row[1]).toBeCloseTo(low, 5);
      expect(row[39]).toBeCloseTo(middle, 5);
      expect(row[77]).toBeCloseTo(high, 5);
    }
  });
});

describe('generator', () => {
  // the four numbers by an implementation of the same definition in Python
  it('gives the same numbers everywhere', () => {
    const random = createGenerator('minsheng');
    expect([random(), random(), random(), random()]).toEqual([2874546995, 2282181185, 3654550358, 2685605082]);
    const other = createGenerator('民声 U1 2024-05');
    expect([other(), other()]).toEqual([963447905, 3057826527]);
  });

  it('spreads evenly below a bound', () => {
    const random = createGenerator('even');
    const seen = new Float64Array(7);
    for (let at = 0; at < 70_000; at += 1) seen[below(random, 7)]! += 1;
    for (const times of seen) expect(Math.abs(times - 10_000)).toBeLessThan(400);
  });
});

describe('quantile7', () => {
  it('is linear between order statistics', () => {
    expect(quantile7([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile7([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile7([4, 1, 3, 2], 1)).toBe(4);
    expect(quantile7([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile7([5], 0.9)).toBe(5);
    const values = Array.from({ length: 41 }, (_, at) => at);
    expect(central95(Float64Array.from(values))).toEqual({ low: 1, high: 39 });
    expect(values[3]).toBe(3);
  });

  it('needs values and a probability', () => {
    expect(() => quantile7([], 0.5)).toThrow(RangeError);
    expect(() => central95(new Float64Array(0))).toThrow(RangeError);
    for (const p of [-0.1, 1.1, NaN]) expect(() => quantile7([1, 2], p)).toThrow(RangeError);
  });
});
