import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { score_components, sub_scores, vetoes } from '../../src/core/scores.js';
import { indicatorsOf, type Share } from '../../src/stages/score/components.js';
import { createScoreDraws, type ScoreDraws } from '../../src/stages/score/interval.js';
import { createSubScores, type Outside, weightedTotal } from '../../src/stages/score/sub-scores.js';
import type { ThemeRate } from '../../src/stages/score/theme-rates.js';
import { createDraws } from '../../src/stats/draws.js';
import { createGenerator } from '../../src/stats/generator.js';
import {
  cardOf,
  caseOf,
  commentOf,
  emptyOffice,
  scoring,
  scoringDatabase,
  tagOf,
  taxonomy,
  time,
  unit,
} from '../support/score-office.js';

const share = (value: number, x: number, n: number, mean = 0.5, strength = 10): Share => ({
  value,
  cases: { x, n },
  prior: { mean, strength },
});

function themeRate(id: string, shrunk: number, given: Partial<ThemeRate> = {}): ThemeRate {
  return {
    theme: taxonomy.themes.find(theme => theme.id === id)!,
    row: { numerator: 2, denominator: 20 } as ThemeRate['row'],
    estimate: { value: shrunk, low: 0, high: 0.3, unclipped: shrunk, estimator: 'raw' },
    prior: { mean: 0.1, strength: 20 },
    shrunk,
    ...given,
  };
}

const noDraws: ScoreDraws = {
  count: 4,
  stream: () => ({}) as never,
  indicator: (_, each, out) => out.fill(each.score ?? 0),
};
const outside: Outside = { superior: null, third_party: null, deducted: 0, vetoed: false };

describe('indicators', () => {
  test('weights of missing components go to the others', () => {
    const shares = new Map([
      ['satisfaction', share(0.8, 8, 10)] as const,
      ['timely_acceptance', share(0.5, 1, 2)] as const,
    ]);
    const [performance, service, compliance, emergency] = indicatorsOf(scoring, { shares, themes: [] });
    expect([performance!.score, performance!.missing]).toEqual([
      null,
      ['first_resolution', 'backlog_resolution', 'theme'],
    ]);
    expect(service!.components.map(each => [each.id, each.weight, each.points])).toEqual([['satisfaction', 1, 80]]);
    expect(compliance!.score).toBe(50);
    expect(emergency!.missing).toEqual(['urgent_response', 'theme']);
  });

  test('losses of themes: severity, half a rate takes all, noise below nothing is set off', () => {
    const value = (...themes: ThemeRate[]) =>
      indicatorsOf(scoring, { shares: new Map(), themes }).find(each => each.id === 'compliance')!.score! / 100;
    expect(value(themeRate('delay_overdue', 0.1))).toBeCloseTo(0.8, 12);
    expect(value(themeRate('false_closure', 0.1))).toBeCloseTo(0.6, 12);
    expect(value(themeRate('delay_overdue', 0.1), themeRate('progress_opaque', -0.05))).toBeCloseTo(0.9, 12);
    expect(value(themeRate('delay_overdue', -0.1))).toBe(1);
    expect(value(themeRate('false_closure', 0.3))).toBe(0);
    // A theme counts in its first indicator alone.
    const [performance] = indicatorsOf(scoring, { shares: new Map(), themes: [themeRate('delay_overdue', 0.1)] });
    expect(performance!.missing).toContain('theme');
  });
});

describe('totals', () => {
  const rows = (tier: string, given: Partial<Outside>, scores: (number | null)[] = [80, 60, 40, 100]) => {
    const indicators = (['performance', 'service', 'compliance', 'emergency'] as const).map((id, at) => ({
      id,
      score: scores[at]!,
      components: [],
      missing: [],
    }));
    const made = createSubScores(scoring, noDraws)('2025-03', unit('a', tier), indicators, { ...outside, ...given });
    return Object.fromEntries(made.map(row => [row.indicator_id, row]));
  };

  test('weights of the tier', () => {
    expect(rows('grassroots', {})['citizens']!.score).toBeCloseTo(32 + 18 + 8 + 10, 12);
    expect(rows('upper', {})['citizens']!.score).toBeCloseTo(24 + 18 + 12 + 10, 12);
    expect(rows('upper', {})['service']!.weight).toBeCloseTo(0.3, 12);
  });

  test('an indicator without a score gives its weight to the others', () => {
    const found = rows('grassroots', {}, [80, null, 40, null]);
    expect(found['citizens']!.score).toBeCloseTo((0.4 * 80 + 0.2 * 40) / 0.6, 12);
    expect(found['citizens']!.missing).toEqual(['service', 'emergency']);
    expect([found['performance']!.weight, found['service']!.weight]).toEqual([0.4 / (0.4 + 0.2), 0]);
    expect([found['service']!.low, found['service']!.band]).toEqual([null, null]);
  });

  test('360°: sources that are missing give their weight away; the deduction comes last', () => {
    const all = rows('grassroots', { superior: 90, third_party: 70 });
    expect(all['final']!.score).toBeCloseTo(0.5 * 68 + 0.3 * 90 + 0.2 * 70, 12);
    const some = rows('grassroots', { superior: 90, deducted: 3 });
    expect(some['final']!.score).toBeCloseTo((0.5 * 68 + 0.3 * 90) / 0.8 - 1.5, 12);
    expect(some['final']!.missing).toEqual(['third_party']);
    expect([some['superior']!.weight, some['third_party']!.weight]).toEqual([0.3 / 0.8, 0]);
    expect([some['superior']!.low, some['superior']!.high, some['superior']!.band]).toEqual([90, 90, '优']);
    expect([some['deduction']!.score, some['deduction']!.band, some['deduction']!.weight]).toEqual([-1.5, null, null]);
    expect(some['final']!.weight).toBeNull();
    expect(some['final']!.low).toBeCloseTo(some['final']!.score!, 9);
  });

  test('at most ten points are deducted, and never below nothing', () => {
    expect(rows('grassroots', { deducted: 19 })['deduction']!.score).toBe(-9.5);
    expect(rows('grassroots', { deducted: 21 })['deduction']!.score).toBe(-10);
    expect(rows('grassroots', { deducted: 40 }, [4, 4, 4, 4])['final']!.score).toBe(0);
    expect(Object.is(rows('grassroots', {})['deduction']!.score, 0)).toBe(true);
  });

  test('no final score without the citizens', () => {
    const found = rows('grassroots', { superior: 90 }, [null, null, null, null]);
    expect([found['citizens']!.score, found['final']!.score, found['final']!.band]).toEqual([null, null, null]);
    expect([found['citizens']!.weight, found['superior']!.score]).toEqual([0, 90]);
    expect(found['final']!.missing).toEqual(['citizens', 'third_party']);
  });

  test('a confirmed veto takes the band and leaves the score', () => {
    const found = rows('grassroots', { vetoed: true }, [95, 95, 95, 95])['final']!;
    expect(found.score).toBeCloseTo(95, 9);
    expect(found.band).toBe('待改进');
  });

  test('weights of nothing', () => {
    expect(weightedTotal([{ id: 'a', score: null, weight: 1 }])).toEqual({ score: null, weights: [0], missing: ['a'] });
  });
});

describe('intervals', () => {
  const draws = createDraws(scoring.draws, 'test');
  const quantiles = (list: Float64Array) => {
    const sorted = [...list].sort((a, b) => a - b);
    return [0.025, 0.5, 0.975].map(p => sorted[Math.round(p * (sorted.length - 1))]!);
  };
  const drawn = (values: Parameters<typeof indicatorsOf>[1], card = new Map<string, ReturnType<typeof cardOf>>()) => {
    const score = createScoreDraws(draws, card, scoring.full_loss);
    const out = new Float64Array(score.count);
    const indicator = indicatorsOf(scoring, values).find(each => each.id === 'compliance')!;
    score.indicator(score.stream('2025-03', 'a'), indicator, out);
    return quantiles(out);
  };

  const near = (got: number | undefined, want: number, by: number) => expect(Math.abs(got! - want)).toBeLessThan(by);

  test('a rate is drawn from its Beta: x + μM and n − x + (1 − μ)M, at least ½ each', () => {
    const [low, middle, high] = drawn({ shares: new Map([['disclosure', share(0.6, 31, 50, 0.5, 10)]]), themes: [] });
    near(low, 100 * betaQuantile(0.025, 36, 24), 1.2);
    near(middle, 100 * betaQuantile(0.5, 36, 24), 0.6);
    near(high, 100 * betaQuantile(0.975, 36, 24), 1.2);
    const sure = drawn({ shares: new Map([['disclosure', share(1, 5, 5, 1, 2)]]), themes: [] });
    near(sure[0], 100 * betaQuantile(0.025, 7, 0.5), 2);
    const never = drawn({ shares: new Map([['disclosure', share(0, 0, 5, 0, 2)]]), themes: [] });
    near(never[2], 100 * betaQuantile(0.975, 0.5, 7), 2);
  });

  test('a raw theme moves with its Beta about the shrunk rate, a powered one by its normal', () => {
    const raw = drawn({ shares: new Map(), themes: [themeRate('delay_overdue', 0.15)] });
    // Two of twenty with a prior of 0.1 and 20: Beta(4, 36) about a shrunk share of 0.1, here moved to 0.15.
    near(raw[2], 100 * (1 - 2 * (betaQuantile(0.025, 4, 36) + 0.05)), 0.7);
    near(raw[0], 100 * (1 - 2 * (betaQuantile(0.975, 4, 36) + 0.05)), 0.7);
    const estimate = { value: 0.2, low: 0.1, high: 0.3, unclipped: 0.2, estimator: 'ppi' as const };
    const powered = drawn({ shares: new Map(), themes: [themeRate('delay_overdue', 0.2, { estimate })] });
    // Half of the interval's half width, for n/(n + M) = 20/40; twice that on the score.
    near(powered[0], 100 * (1 - 2 * 0.25), 0.3);
    near(powered[2], 100 * (1 - 2 * 0.15), 0.3);
  });

  test('a corrected theme also carries what is unknown of the machine', () => {
    const estimate = { value: 0.1, low: 0, high: 0.3, unclipped: 0.1, estimator: 'rogan_gladen' as const };
    const card = cardOf('delay_overdue', [16, 20], [90, 100]);
    const [low, middle, high] = drawn(
      { shares: new Map(), themes: [themeRate('delay_overdue', 0.1, { estimate })] },
      new Map([['delay_overdue', card]]),
    );
    const random = createGenerator('plain');
    const normal = () =>
      Math.sqrt(-2 * Math.log((random() + 1) / 2 ** 32)) * Math.cos((2 * Math.PI * random()) / 2 ** 32);
    const gamma = (k: number): number => {
      const d = k - 1 / 3;
      for (;;) {
        const x = normal();
        const v = (1 + x / Math.sqrt(9 * d)) ** 3;
        if (v > 0 && Math.log((random() + 1) / 2 ** 32) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
      }
    };
    const beta = (a: number, b: number) => {
      const g = gamma(a);
      return g / (g + gamma(b));
    };
    const reference = Float64Array.from({ length: 40_000 }, () => {
      const [q, se, sp] = [beta(4, 36), beta(16.5, 4.5), beta(90.5, 10.5)];
      const rate = 0.1 + (q + sp - 1) / Math.max(0.1, se + sp - 1) - (0.1 + 0.9 - 1) / (0.8 + 0.9 - 1);
      return 100 * (1 - Math.min(1, Math.max(0, 2 * rate)));
    });
    const [wantLow, wantMiddle, wantHigh] = quantiles(reference);
    expect(Math.abs(low! - wantLow!)).toBeLessThan(2.5);
    expect(Math.abs(middle! - wantMiddle!)).toBeLessThan(1.5);
    expect(Math.abs(high! - wantHigh!)).toBeLessThan(2.5);
  });
});

describe('in the database', () => {
  let database: Awaited<ReturnType<typeof scoringDatabase>>;
  beforeAll(async () => {
    database = await scoringDatabase();
  });
  afterAll(() => database.close());

  function badOffice() {
    const office = emptyOffice();
    office.units = [unit('a'), unit('b')];
    for (const [unit_id, bad] of [
      ['a', 8],
      ['b', 0],
    ] as const) {
      for (let at = 0; at < 20; at += 1) {
        const made = commentOf(unit_id, `${unit_id}${at}`, '2025-03-05', {
          comment_id: `${unit_id}k${`${at}`.padStart(2, '0')}`,
        });
        office.comments.push(made);
        if (at < bad) office.tags.push(tagOf(made, 'buck_passing'), tagOf(made, 'attitude_poor'));
        if (at < 2) office.tags.push(tagOf(made, 'false_closure', { confidence: unit_id === 'a' ? 0.5 : 0.49 }));
      }
    }
    return office;
  }

  test('vetoes are candidates by the rules and change nothing', async () => {
    await database.run(badOffice());
    const found = await database.rows(vetoes);
    expect(found.map(row => [row.unit_id, row.kind, row.state, row.evidence.length, row.confirmed_by])).toEqual([
      ['a', 'buck_passing', 'candidate', 8, null],
      ['a', 'false_closure', 'candidate', 2, null],
    ]);
    expect(found[1]!.evidence[0]).toBe('comment:ak00:false_closure:model');
    const scores = await database.rows(sub_scores);
    const final = scores.find(row => row.unit_id === 'b' && row.indicator_id === 'final')!;
    expect(final.band).not.toBe('待改进');
  });

  test('a named person with a reason confirms or rejects; the latest decision holds', async () => {
    const office = badOffice();
    const decide = (id: string, unit_id: string, decision: string, at: number, reason: string | null = '查实') => ({
      confirmation_id: id,
      kind: 'veto',
      subject_id: 'false_closure',
      unit_id,
      month: '2025-03',
      decision,
      confirmed_by: '丙',
      confirmed_at: time('2025-04-05 09:00') + at,
      reason,
    });
    office.confirmations = [
      decide('1', 'a', 'confirmed', 0),
      decide('2', 'a', 'rejected', 1),
      decide('3', 'a', 'confirmed', 2, null),
      decide('4', 'b', 'confirmed', 0),
    ];
    await database.run(office);
    const found = (await database.rows(vetoes)).filter(row => row.kind === 'false_closure');
    // b has no candidate left, but what a person confirmed stays.
    expect(found.map(row => [row.unit_id, row.state, row.evidence.length, row.reason])).toEqual([
      ['a', 'rejected', 2, '查实'],
      ['b', 'confirmed', 0, '查实'],
    ]);
    const band = (unit_id: string) => async () =>
      (await database.rows(sub_scores)).find(row => row.unit_id === unit_id && row.indicator_id === 'final')!.band;
    expect(await band('b')()).toBe('待改进');
  });

  test('a case counts once in the deduction, in the month of its missed deadline', async () => {
    const office = emptyOffice();
    office.units = [unit('a')];
    office.cases = [
      caseOf('a', '2025-03-01', { case_id: 'p', due_on: caseOf('a', '2025-03-20').registered_on }),
      caseOf('a', '2025-04-30'),
    ];
    office.confirmations = ['acceptance', 'completion'].map((kind, at) => ({
      confirmation_id: `${at}`,
      kind: 'supervision',
      subject_id: `p:${kind}`,
      unit_id: 'a',
      month: '2025-03',
      decision: 'confirmed',
      confirmed_by: '丁',
      confirmed_at: 0,
      reason: null,
    }));
    await database.run(office);
    const found = (await database.rows(sub_scores)).filter(row => row.indicator_id === 'deduction');
    expect(found.map(row => [row.month, row.score])).toEqual([
      ['2025-03', -0.5],
      ['2025-04', 0],
    ]);
  });

  test('reply quality is pulled to the tier as by ten replies', async () => {
    const office = emptyOffice();
    office.units = [unit('a'), unit('b'), unit('u', 'upper')];
    for (const [unit_id, score] of [
      ['a', 90],
      ['a', 70],
      ['b', 40],
      ['u', 10],
    ] as const) {
      const made = caseOf(unit_id, '2025-03-01', { replied_on: caseOf('a', '2025-03-20').registered_on });
      office.cases.push(made);
      const none = { relevance: null, completeness: null, explanation: null, timeliness: null, reasons: [] };
      office.replies.push({ ...none, case_id: made.case_id, score });
    }
    await database.run(office);
    const found = (await database.rows(score_components)).filter(row => row.component_id === 'reply_quality');
    const mean = 2 / 3;
    expect(found.map(row => row.unit_id)).toEqual(['a', 'b', 'u']);
    expect(found[0]!.value).toBeCloseTo((1.6 + 10 * mean) / 12, 12);
    expect(found[1]!.value).toBeCloseTo((0.4 + 10 * mean) / 11, 12);
    expect(found[2]!.value).toBeCloseTo(0.1, 12);
  });
});
