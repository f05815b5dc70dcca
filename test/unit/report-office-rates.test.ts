import { describe, expect, test } from 'vitest';
import { officeCounts, officeRates, officeThemeRates } from '../../src/stages/summarise.js';

const rate = (month: string, definition_id: string, numerator: number, denominator: number) => ({
  month,
  definition_id,
  numerator,
  denominator,
});

describe('officeRates', () => {
  test('value, Wilson limits and a test against the calendar month before', () => {
    const rows = officeRates([
      rate('2024-12', 'satisfaction', 80, 100),
      rate('2025-01', 'satisfaction', 50, 100),
      rate('2025-03', 'satisfaction', 50, 100),
    ]);
    expect(rows[1]!.value).toBe(0.5);
    expect(rows[1]!.low).toBeCloseTo(0.4038315, 6);
    expect(rows[1]!.p_previous).toBeLessThan(1e-4);
    expect(rows[0]!.p_previous).toBeNull();
    expect(rows[2]!.p_previous).toBeNull();
  });

  test('an empty cohort has no value', () => {
    expect(officeRates([rate('2025-01', 'repeat', 0, 0)])[0]).toMatchObject({ value: null, low: null, high: null });
  });

  test('the five nodes of a case make one case in the interval', () => {
    const [nodes, cases] = [
      officeRates([rate('2025-01', 'disclosure', 250, 500)])[0]!,
      officeRates([rate('2025-01', 'satisfaction', 50, 100)])[0]!,
    ];
    expect(nodes.low).toBe(cases.low);
    expect(nodes.value).toBe(0.5);
  });

  test('q is adjusted within the month', () => {
    const rows = officeRates([
      rate('2025-01', 'a', 80, 100),
      rate('2025-02', 'a', 62, 100),
      rate('2025-01', 'b', 50, 100),
      rate('2025-02', 'b', 50, 100),
    ]);
    const a = rows.find(row => row.month === '2025-02' && row.definition_id === 'a')!;
    expect(a.q_previous).toBeCloseTo(Math.min(1, a.p_previous! * 2), 12);
  });
});

describe('officeCounts', () => {
  test('fills empty months and compares with the month and the year before', () => {
    const rows = officeCounts([
      { month: '2024-11', measure: 'cases', count: 40 },
      { month: '2025-01', measure: 'cases', count: 44 },
    ]);
    expect(rows.map(row => [row.month, row.count, row.previous])).toEqual([
      ['2024-11', 40, null],
      ['2024-12', 0, 40],
      ['2025-01', 44, 0],
    ]);
    expect(rows[1]!.q_previous).toBeLessThan(0.001);
  });

  test('a difference that chance explains stays unmarked', () => {
    const rows = officeCounts([
      { month: '2025-01', measure: 'cases', count: 100 },
      { month: '2025-02', measure: 'cases', count: 112 },
    ]);
    expect(rows[1]!.p_previous).toBeGreaterThan(0.3);
  });
});

describe('officeThemeRates', () => {
  const counts = [{ month: '2025-01', theme_id: 'attitude_poor', numerator: 30, denominator: 200 }];
  const card = {
    theme_id: 'attitude_poor',
    model_id: 'm',
    sensitivity_x: 90,
    sensitivity_n: 100,
    specificity_x: 475,
    specificity_n: 500,
    precision: null,
    recall: null,
    f1: null,
    support: 100,
    threshold: null,
  };

  test('corrected where the errors are known', () => {
    const [row] = officeThemeRates(counts, [card]);
    expect(row).toMatchObject({ estimator: 'rogan_gladen', raw: 0.15 });
    expect(row!.value).toBeCloseTo((0.15 + 0.95 - 1) / (0.9 + 0.95 - 1), 12);
  });

  test('raw where they are not', () => {
    expect(officeThemeRates(counts, [])[0]).toMatchObject({ estimator: 'raw', value: 0.15 });
  });
});
