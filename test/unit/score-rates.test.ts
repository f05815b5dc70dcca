import { describe, expect, test } from 'vitest';
import { asCases, asWholeCases, tiersOf, type Unit } from '../../src/stages/score/cohorts.js';
import { emptyMonth, type MonthCounts } from '../../src/stages/score/month.js';
import { funnelOf, ratesOf } from '../../src/stages/score/rates.js';
import { themeRatesOf } from '../../src/stages/score/theme-rates.js';
import * as naive from '../support/naive-statistics.js';
import { cardOf, taxonomy } from '../support/score-office.js';

const office = (tiers: string[]): Unit[] => tiers.map((tier, at) => ({ unit_id: `u${at}`, tier }));

function month(units: number, id: 'satisfaction' | 'disclosure', counts: [number, number][]): MonthCounts {
  const empty = emptyMonth(units);
  return { ...empty, rates: { ...empty.rates, [id]: counts.map(([x, n]) => ({ x, n })) } };
}

function rowsOf(
  tiers: string[],
  id: 'satisfaction' | 'disclosure',
  now: [number, number][],
  before?: [number, number][],
) {
  const units = office(tiers);
  const earlier = before ? month(units.length, id, before) : null;
  const found = ratesOf('2025-03', units, tiersOf(units), month(units.length, id, now), earlier);
  expect(found.length).toBe(10 * units.length);
  return found.filter(rate => rate.row.definition_id === id).map(rate => rate.row);
}

describe('rates of a month', () => {
  test('a unit is compared with the rest of its tier and with its own month before', () => {
    const now: [number, number][] = [
      [9, 10],
      [3, 9],
      [20, 30],
      [1, 8],
    ];
    const before: [number, number][] = [
      [2, 10],
      [3, 9],
      [0, 0],
      [8, 8],
    ];
    const rows = rowsOf(['grassroots', 'grassroots', 'grassroots', 'upper'], 'satisfaction', now, before);
    expect(rows[0]!.p_value).toBeCloseTo(naive.midP({ x: 9, n: 10 }, { x: 23, n: 39 })!, 12);
    expect(rows[0]!.p_previous).toBeCloseTo(naive.midP({ x: 9, n: 10 }, { x: 2, n: 10 })!, 12);
    expect([rows[3]!.p_value, rows[2]!.p_previous]).toEqual([null, null]);
    // One family for both tiers.
    const p = rows.map(row => row.p_previous);
    const q = naive.adjusted(p);
    rows.forEach((row, at) => {
      if (q[at] === null) expect(row.q_previous).toBeNull();
      else expect(row.q_previous).toBeCloseTo(q[at]!, 12);
    });
  });

  test('nodes of one case are one case: interval, prior and test of disclosure', () => {
    expect(asCases('disclosure', { x: 7, n: 10 })).toEqual({ x: 1.4, n: 2 });
    expect(asCases('repeat', { x: 7, n: 10 })).toEqual({ x: 7, n: 10 });
    const halves = [12, 13, 17, 18, 2, 3].map(x => asWholeCases('disclosure', { x, n: 25 }).x);
    expect(halves).toEqual([2, 3, 3, 4, 0, 1]);
    const [row] = rowsOf(['grassroots', 'grassroots'], 'disclosure', [
      [13, 25],
      [23, 50],
    ]);
    expect([row!.numerator, row!.denominator, row!.value]).toEqual([13, 25, 0.52]);
    const [low, high] = naive.wilson({ x: 2.6, n: 5 });
    expect(row!.low).toBeCloseTo(low, 12);
    expect(row!.high).toBeCloseTo(high, 12);
    expect(row!.p_value).toBeCloseTo(naive.midP({ x: 3, n: 5 }, { x: 5, n: 10 })!, 12);
    expect(row!.shrunk).toBeCloseTo((2.6 + 10 * (36 / 75)) / 15, 12);
  });

  test('the funnel names the outermost limit that is passed', () => {
    const flags = [12, 20, 50, 80, 88].map(x => funnelOf({ x, n: 100 }, 0.5, 1));
    expect(flags).toEqual(['below_998', 'below_998', 'inside', 'above_998', 'above_998']);
    expect([funnelOf({ x: 39, n: 100 }, 0.5, 1), funnelOf({ x: 61, n: 100 }, 0.5, 1)]).toEqual([
      'below_95',
      'above_95',
    ]);
    expect(funnelOf({ x: 39, n: 100 }, 0.5, 4)).toBe('inside');
    expect(funnelOf({ x: 0, n: 0 }, 0.5, 1)).toBeNull();
  });

  test('a tier without a case has no mean; an empty unit has that of its tier', () => {
    const rows = rowsOf(['grassroots', 'grassroots', 'upper'], 'satisfaction', [
      [3, 4],
      [0, 0],
      [0, 0],
    ]);
    expect(rows.map(row => row.tier_mean)).toEqual([0.75, 0.75, null]);
    expect(rows.map(row => row.shrunk)).toEqual([0.75, null, null]);
  });
});

test('theme rates are shrunk as they are, not as they are shown: noise below nothing stays', () => {
  const units = office(['grassroots', 'grassroots']);
  const theme = taxonomy.themes.filter(each => each.id === 'attitude_poor');
  const cell = (x: number) => ({ present: x, presentKnown: 0, taggedOthers: x, tp: 0, fp: 0, fn: 0 });
  const now: MonthCounts = {
    ...emptyMonth(2),
    commented: [
      { cases: 20, known: 0, random: 0 },
      { cases: 30, known: 0, random: 0 },
    ],
    themes: { attitude_poor: [cell(0), cell(9)] },
    models: ['m'],
  };
  const cards = new Map([['attitude_poor', cardOf('attitude_poor', [40, 50], [90, 100])]]);
  const [quiet, loud] = themeRatesOf('2025-03', units, [[0, 1]], theme, cards, now, null);
  const v = [-0.1 / 0.7, (0.3 - 0.1) / 0.7];
  const mean = (20 * v[0]! + 30 * v[1]!) / 50;
  expect(quiet!.row.value).toBe(0);
  expect(quiet!.shrunk).toBeCloseTo((20 * v[0]! + 10 * mean) / 30, 12);
  expect(loud!.shrunk).toBeCloseTo((30 * v[1]! + 10 * mean) / 40, 12);
});
