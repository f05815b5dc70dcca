import { describe, expect, test } from 'vitest';
import { burstRows, riseP, type Series } from '../../src/stages/detect-issues/bursts.js';
import { type Current, type EarlierGroup, findPast, newIssueId } from '../../src/stages/detect-issues/continuity.js';
import { heatOf, heatPoints } from '../../src/stages/detect-issues/heat.js';

const issue = (place: string, ...words: string[]): Current => ({
  place,
  terms: words.map(word => ({ word, weight: 1 / Math.sqrt(words.length) })),
});
const earlier = (month: string, place: string, terms: string, cases: number, issueId: string | null): EarlierGroup => ({
  month,
  ordinal: 0,
  place,
  terms,
  cases,
  issue_id: issueId,
  first_seen_on: Date.parse(`${month}-05`) / 86_400_000,
});

describe('findPast', () => {
  const water = issue('湖滨小区', '停水', '捆绑', '物业费');
  const lift = issue('湖滨小区', '电梯', '困人', '维保');

  test('the same place and words continue the id, from the latest month', () => {
    const groups = [
      earlier('2026-03', '湖滨小区', '停水 物业费', 3, 'old'),
      earlier('2026-04', '湖滨小区', '停水 捆绑', 4, 'late'),
      earlier('2026-04', '云山花园', '停水 捆绑', 9, 'elsewhere'),
    ];
    const [past] = findPast([water, lift], groups);
    expect(past!.issueId).toBe('late');
    expect([...past!.cases]).toEqual([
      ['2026-03', 3],
      ['2026-04', 4],
    ]);
    expect(past!.firstSeenOn).toBe(Date.parse('2026-03-05') / 86_400_000);
  });

  test('another matter at the place is another issue', () => {
    const past = findPast([lift], [earlier('2026-04', '湖滨小区', '停水 捆绑 物业费', 4, 'water')]);
    expect(past[0]).toEqual({ issueId: null, cases: new Map(), firstSeenOn: null });
  });

  test('groups too small for an issue count, but give no id', () => {
    const past = findPast([water], [earlier('2026-04', '湖滨小区', '停水 捆绑 物业费', 2, null)]);
    expect(past[0]!.issueId).toBeNull();
    expect(past[0]!.cases.get('2026-04')).toBe(2);
  });

  test('an id goes to one issue only: the nearest', () => {
    const half = issue('湖滨小区', '停水', '水质', '发黄');
    const groups = [earlier('2026-04', '湖滨小区', '停水 捆绑 物业费', 5, 'water')];
    expect(findPast([half, water], groups).map(past => past.issueId)).toEqual([null, 'water']);
  });

  test('a new id is stable, and unlike any taken', () => {
    const id = newIssueId('2026-06', water, new Set());
    expect(newIssueId('2026-06', water, new Set())).toBe(id);
    expect(id).toMatch(/^2026-06-[0-9a-f]{8}$/u);
    expect(newIssueId('2026-06', water, new Set([id]))).not.toBe(id);
    expect(newIssueId('2026-06', lift, new Set())).not.toBe(id);
  });
});

describe('bursts', () => {
  const volume = { now: 100, earlier: 500 };

  test('riseP is the binomial tail given all events', () => {
    // X ~ binomial(3, 1/6): P(X >= 2) = 3·(1/36)·(5/6) + 1/216 = 16/216.
    expect(riseP(2, 1, volume)).toBeCloseTo(16 / 216, 12);
    expect(riseP(3, 0, volume)).toBeCloseTo(1 / 216, 12);
    expect(riseP(0, 5, volume)).toBe(1);
    // X ~ binomial(12, 1/6): P(X >= 1) = 1 − (5/6)^12, below the mode.
    expect(riseP(1, 11, volume)).toBeCloseTo(1 - (5 / 6) ** 12, 12);
  });

  const series = (observed: number, before: number): Series => ({
    scope: 'subject',
    scopeId: `s${observed}-${before}`,
    unitId: '',
    observed,
    earlier: before,
  });

  test('expected follows the volume of the month', () => {
    const [row] = burstRows('2026-06', [series(20, 40)], { cases: { now: 200, earlier: 400 }, commented: volume });
    expect(row).toMatchObject({ observed: 20, expected: 20, ratio: 1 });
    expect(row!.low!).toBeLessThan(1);
    expect(row!.high!).toBeGreaterThan(1);
    expect(row!.p_value!).toBeGreaterThan(0.4);
  });

  test('no bound and no ratio where there was nothing before', () => {
    const [row] = burstRows('2026-06', [series(9, 0)], { cases: volume, commented: volume });
    expect(row).toMatchObject({ expected: 0, ratio: null, high: null });
    expect(row!.low!).toBeGreaterThan(1);
  });

  test('groups that were only looked at count in the family', () => {
    const volumes = { cases: volume, commented: volume };
    const alone = burstRows('2026-06', [series(9, 10)], volumes)[0]!;
    const among = burstRows('2026-06', [series(9, 10)], volumes, 99)[0]!;
    expect(alone.q_value).toBeCloseTo(alone.p_value!, 12);
    expect(among.q_value).toBeCloseTo(Math.min(1, 100 * alone.p_value!), 12);
  });

  test('themes are compared with commented cases; without history nothing is tested', () => {
    const theme: Series = { ...series(20, 40), scope: 'theme' };
    const volumes = { cases: { now: 1, earlier: 0 }, commented: { now: 100, earlier: 400 } };
    expect(burstRows('2026-06', [theme, series(20, 40)], volumes).map(row => row.expected)).toEqual([10]);
  });
});

describe('heatOf', () => {
  const still = { cases: 10, events: 10, rise: 0, placed: true, units: 1, unresolved: 0, recent: 0 };

  test('each part heats; a hundred at most', () => {
    const hottest = { cases: 40, events: 40, rise: 1, placed: true, units: 3, unresolved: 1, recent: 1 };
    const [hot, cool] = heatOf([hottest, still]);
    expect(hot).toBeCloseTo(100, 10);
    expect(cool!).toBeLessThan(hot!);
    expect(Object.values(heatPoints).reduce((sum, points) => sum + points, 0)).toBe(100);
    for (const change of [{ rise: 0.5 }, { units: 2 }, { unresolved: 0.5 }, { recent: 0.5 }, { cases: 20 }]) {
      const [, changed, same] = heatOf([hottest, { ...still, ...change }, still]);
      expect(changed!).toBeGreaterThan(same!);
    }
  });
});
