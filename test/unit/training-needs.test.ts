import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { training_needs } from '../../src/core/scores.js';
import { type Evidence, modulesOf, needsOf, type ThemeOfUnit, type Workload } from '../../src/stages/training.js';
import {
  caseOf,
  commentOf,
  emptyOffice,
  scoring,
  scoringDatabase,
  tagOf,
  taxonomy,
  unit,
} from '../support/score-office.js';

const modules = modulesOf(taxonomy, scoring);
const module = (id: string) => modules.filter(each => each.id === id);

/** A theme of unit a (or another) with 20 commented cases. */
function themeOf(theme_id: string, numerator: number, given: Partial<ThemeOfUnit> = {}): ThemeOfUnit {
  const n = given.denominator ?? 20;
  const share = n === 0 ? null : numerator / n;
  return {
    unit_id: 'a',
    tier: 'grassroots',
    theme_id,
    numerator,
    denominator: n,
    value: share,
    low: share === null ? null : Math.max(0, share - 0.1),
    high: share === null ? null : Math.min(1, share + 0.1),
    q_value: 1,
    q_previous: null,
    previous: null,
    ...given,
  };
}

const evidence = (cases: number, given: Partial<Evidence> = {}): Evidence[] => [
  { unit_id: 'a', module_id: 'M02_policy_explanation', cases, policy_cases: 0, issue_cases: 0, ...given },
];

const id = 'policy_explanation_unclear';
const others = (numerator: number) => ['b', 'c', 'd'].map(unit_id => themeOf(id, numerator, { unit_id }));

function needOf(rows: ThemeOfUnit[], proof: Evidence[], workload: Workload[] = []) {
  return needsOf('2025-03', rows, proof, workload, module('M02_policy_explanation'), scoring).find(
    row => row.unit_id === 'a',
  )!;
}

describe('modules', () => {
  test('a theme counts fully for its first module and half for the others; red flags count for none', () => {
    const [explain] = module('M02_policy_explanation');
    expect(explain!.parts.map(({ theme, weight }) => [theme.id, weight])).toEqual([
      [id, 1],
      ['competence_lacking', 0.5],
    ]);
    expect(module('M10_confidentiality')).toEqual([]);
    const [integrity] = module('M11_integrity');
    expect(integrity!.parts.map(({ theme }) => theme.id)).toEqual(['attitude_poor', 'inaction', 'false_closure']);
  });
});

describe('need', () => {
  test('adds rates by weight and severity; limits combine as those of independent rates', () => {
    const need = needOf([themeOf(id, 4), themeOf('competence_lacking', 2), ...others(0)], evidence(5));
    // 100 · (1·0.2 + 0.5·0.1)/0.5; limits 100/0.5 · √(0.1² + (0.5·0.1)²) away.
    expect(need.need).toBeCloseTo(50, 12);
    expect(need.low).toBeCloseTo(50 - 200 * Math.sqrt(0.0125), 12);
    expect(need.high).toBeCloseTo(50 + 200 * Math.sqrt(0.0125), 12);
    expect([need.themes, need.evidence_count]).toEqual([[id, 'competence_lacking'], 5]);
  });

  test('is clipped to 100, and null without a commented case', () => {
    const full = needOf([themeOf(id, 18), ...others(0)], evidence(18));
    expect([full.need, full.high]).toEqual([100, 100]);
    const none = needOf([themeOf(id, 0, { denominator: 0 }), ...others(0)], []);
    expect([none.need, none.low, none.verdict, none.cause]).toEqual([null, null, 'no_evidence', 'unclear']);
  });

  test('severity of the theme', () => {
    const [row] = needsOf('2025-03', [themeOf('false_closure', 2)], [], [], module('M11_integrity'), scoring);
    // Severity 2, M11 is the first module of false_closure: 100 · 2 · 0.1/0.5.
    expect(row!.need).toBeCloseTo(40, 12);
  });
});

describe('verdict', () => {
  const high = themeOf(id, 5, { q_value: 0.01, low: 0.12 });

  test('need: the interval above the tier, the theme with q ≤ 0.05, evidence enough', () => {
    expect(needOf([high, ...others(1)], evidence(5)).verdict).toBe('need');
    expect(needOf([{ ...high, q_value: 0.05 }, ...others(1)], evidence(3)).verdict).toBe('need');
  });

  test('watch: one sign alone', () => {
    const unsure = { ...high, q_value: 0.06 };
    expect(needOf([unsure, ...others(1)], evidence(5)).verdict).toBe('watch');
    expect(needOf([high, ...others(1)], evidence(2)).verdict).toBe('watch');
    const wide = { ...high, low: 0 };
    expect(needOf([wide, ...others(1)], evidence(5)).verdict).toBe('watch');
    const risen = { ...wide, q_value: 1, q_previous: 0.04, previous: 0.05 };
    expect(needOf([risen, ...others(1)], evidence(5)).verdict).toBe('watch');
    expect(needOf([{ ...risen, previous: 0.3 }, ...others(1)], evidence(5)).verdict).toBe('no_evidence');
  });

  test('no evidence: few commented cases, no tagged case, or no sign', () => {
    expect(needOf([{ ...high, denominator: 9 }, ...others(1)], evidence(5)).verdict).toBe('no_evidence');
    expect(needOf([{ ...high, denominator: 10 }, ...others(1)], evidence(5)).verdict).toBe('need');
    expect(needOf([high, ...others(1)], []).verdict).toBe('no_evidence');
    expect(needOf([{ ...high, q_value: 1, low: 0 }, ...others(1)], evidence(5)).verdict).toBe('no_evidence');
  });

  test('far below the tier is no need, however sure', () => {
    const low = themeOf(id, 0, { q_value: 0.001, low: 0, high: 0.05 });
    expect(needOf([low, ...others(8)], evidence(1)).verdict).toBe('no_evidence');
  });

  test('a whole tier with the same trouble has the need, and the cause is the system', () => {
    const shared = themeOf(id, 8, { low: 0.3 });
    const need = needOf([shared, ...others(8)], evidence(8));
    expect([need.verdict, need.cause]).toEqual(['need', 'system']);
  });
});

describe('cause', () => {
  const high = themeOf(id, 5, { q_value: 0.01, low: 0.12 });
  const cause = (proof: Partial<Evidence>, workload: Workload[] = []) =>
    needOf([high, ...others(1)], evidence(5, proof), workload).cause;

  test('the unit stands out: skill', () => expect(cause({})).toBe('skill'));
  test('most of it in one issue: a single event', () => {
    expect(cause({ issue_cases: 3 })).toBe('single_event');
    expect(cause({ issue_cases: 2 })).toBe('skill');
  });
  test('the policy itself is blamed: the rule', () => {
    expect(cause({ policy_cases: 5 })).toBe('rule');
    expect(cause({ policy_cases: 4 })).toBe('skill');
  });
  test('deadlines missed under far more cases per head than the tier: staffing', () => {
    const load = (unit_id: string, cases: number, headcount: number | null, late: boolean): Workload => ({
      unit_id,
      cases,
      headcount,
      late,
    });
    const rest = [load('b', 20, 10, false), load('c', 20, 10, false), load('d', 10, 10, false)];
    expect(cause({}, [load('a', 30, 10, true), ...rest])).toBe('staffing');
    expect(cause({}, [load('a', 29, 10, true), ...rest])).toBe('skill');
    expect(cause({}, [load('a', 30, 10, false), ...rest])).toBe('skill');
    expect(cause({}, [load('a', 30, null, true), ...rest])).toBe('skill');
  });
});

describe('in the database', () => {
  let database: Awaited<ReturnType<typeof scoringDatabase>>;
  beforeAll(async () => {
    database = await scoringDatabase();
  });
  afterAll(() => database.close());

  test('one unit explains badly: it alone has the need', async () => {
    const office = emptyOffice();
    office.units = ['a', 'b', 'c', 'd'].map(each => unit(each));
    for (const { unit_id } of office.units) {
      for (let at = 0; at < 25; at += 1) {
        const made = caseOf(unit_id, '2025-03-01', { case_id: `${unit_id}${at}` });
        const said = commentOf(unit_id, made.case_id, '2025-03-10');
        office.cases.push(made);
        office.comments.push(said);
        if (at < (unit_id === 'a' ? 12 : 1)) office.tags.push(tagOf(said, id));
        // A case with two themes of the module counts once.
        if (unit_id === 'a' && at === 0) office.tags.push(tagOf(said, 'competence_lacking'));
      }
    }
    await database.run(office);
    const rows = await database.rows(training_needs);
    expect(rows.length).toBe(4 * modules.length);
    const needs = rows.filter(row => row.verdict === 'need');
    expect(needs.map(row => [row.unit_id, row.module_id, row.evidence_count, row.cause])).toEqual([
      ['a', 'M02_policy_explanation', 12, 'skill'],
      ['a', 'M09_law_application', 12, 'skill'],
    ]);
    office.members = office.cases
      .slice(0, 12)
      .map(each => ({ month: '2025-03', issue_id: 'i', case_id: each.case_id, similarity: 1, duplicate_of: null }));
    await database.run(office);
    const again = (await database.rows(training_needs)).find(row => row.verdict === 'need')!;
    expect(again.cause).toBe('single_event');
  });
});
