import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchOf, type Relation } from '../../src/core/relation.js';
import {
  rates,
  score_components,
  sub_scores,
  supervision,
  theme_rates,
  training_needs,
  vetoes,
} from '../../src/core/scores.js';
import { months_done } from '../../src/core/workspace.js';
import { type ReceiptBatches, receiptOf } from '../../src/stages/score/receipt.js';
import { monthsBetween } from '../../src/stages/score/stage.js';
import {
  caseOf,
  commentOf,
  day,
  emptyOffice,
  type Office,
  reviewOf,
  scoring,
  scoringDatabase,
  tagOf,
  unit,
} from '../support/score-office.js';

let database: Awaited<ReturnType<typeof scoringDatabase>>;
beforeAll(async () => {
  database = await scoringDatabase();
});
afterAll(() => database.close());

const everything: Relation[] = [rates, theme_rates, score_components, sub_scores, supervision, vetoes, training_needs];

/** An ordinary office: three units, `months` months from January 2025, a score of cases and comments in each. */
function ordinary(months: number): Office {
  const office = emptyOffice();
  office.units = [unit('a'), unit('b'), unit('c')];
  const add = (unit_id: string, month: number, at: number) => {
    const on = (of: number) => Math.min(day('2025-01-01') + month * 31 + of, day('2025-12-28'));
    const made = caseOf(unit_id, on(at % 5), {
      case_id: `${unit_id}-${month}-${at}`,
      accepted_on: on(2 + (at % 20)),
      due_on: on(20),
      replied_on: on(12 + (at % 12)),
      closed_on: on(12 + (at % 12)),
    });
    const rated = commentOf(unit_id, made.case_id, on(25), {
      comment_id: `k-${made.case_id}`,
      rating: at % 3 === 0 ? 'dissatisfied' : 'satisfied',
    });
    office.cases.push(made);
    office.comments.push(rated);
    if (at % 4 === 0) office.tags.push(tagOf(rated, at % 8 === 0 ? 'delay_overdue' : 'attitude_poor'));
  };
  for (let month = 0; month < months; month += 1) {
    for (const unit_id of ['a', 'b', 'c']) for (let at = 0; at < 12; at += 1) add(unit_id, month, at);
  }
  return office;
}

const snapshot = async () => {
  const all: Record<string, unknown> = {};
  for (const relation of everything) all[relation.name] = await database.rows(relation);
  return all;
};
/** month → what the score stage made it from. */
const made = async () =>
  new Map(
    (await database.rows(months_done)).filter(row => row.stage === 'score').map(row => [row.month, row.fingerprint]),
  );

describe('months', () => {
  test('run from the first event to the last, also empty ones', () => {
    expect(monthsBetween(day('2024-11-30'), day('2025-02-01'))).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(monthsBetween(day('2025-02-01'), day('2025-02-28'))).toEqual(['2025-02']);
    expect(monthsBetween(null, null)).toEqual([]);
  });

  test('a deadline in the future makes no month', async () => {
    const office = emptyOffice();
    office.units = [unit('a')];
    office.cases = [caseOf('a', '2025-03-20', { due_on: day('2025-09-01') })];
    await database.run(office);
    expect((await database.rows(rates)).map(row => row.month)).toEqual(Array(10).fill('2025-03'));
  });

  test('a new month leaves the earlier ones as they are; a review changes its month and the next', async () => {
    await database.run(ordinary(3));
    const three = await made();
    const before = await database.rows(rates);
    await database.run(ordinary(4));
    const four = await made();
    expect([...four.keys()]).toEqual(['2025-01', '2025-02', '2025-03', '2025-04']);
    expect(four.get('2025-01')).toBe(three.get('2025-01'));
    expect(four.get('2025-02')).toBe(three.get('2025-02'));
    expect((await database.rows(rates)).filter(row => row.month <= '2025-02')).toEqual(
      before.filter(row => row.month <= '2025-02'),
    );
    const office = ordinary(4);
    office.reviews = [reviewOf(office.comments.find(each => each.month === '2025-02')!, ['delay_overdue'])];
    await database.run(office);
    const changed = [...(await made())].filter(([month, fingerprint]) => four.get(month) !== fingerprint);
    expect(changed.map(([month]) => month)).toEqual(['2025-02', '2025-03']);
  });

  test('an unchanged office is not scored again', async () => {
    const office = ordinary(2);
    await database.run(office);
    const outcomes = await database.run(office);
    expect(outcomes.map(each => each.state)).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);
  });

  test('nothing at all gives nothing', async () => {
    await database.run(emptyOffice());
    expect(await database.rows(sub_scores)).toEqual([]);
    expect(await database.rows(supervision)).toEqual([]);
  });
});

describe('what must not matter', () => {
  test('the order of rows', async () => {
    const office = ordinary(3);
    await database.run(office);
    const want = await snapshot();
    for (const list of ['cases', 'comments', 'tags', 'units'] as const) (office[list] as unknown[]).reverse();
    await database.run(office);
    expect(await snapshot()).toEqual(want);
  });

  test('excluded cases with their comments, and comments on the office', async () => {
    await database.run(ordinary(3));
    const want = await snapshot();
    const office = ordinary(3);
    for (const [at, given] of [{ is_counted: false }, { route: 'litigation' }, { duplicate_of: 'a-0-0' }].entries()) {
      const out = caseOf('a', '2025-02-03', {
        ...given,
        case_id: `out${at}`,
        due_on: day('2025-02-20'),
        is_backlog: true,
        is_urgent: true,
        reported_at: day('2025-02-03') * 86_400_000,
        repeat_of: 'a-0-0',
        closed_on: day('2025-03-01'),
        document_on: day('2025-02-03'),
      });
      const said = commentOf('a', out.case_id, '2025-02-20', {
        rating: 'dissatisfied',
        rating_deadline_on: day('2025-02-25'),
      });
      office.cases.push(out);
      office.comments.push(said);
      office.tags.push(tagOf(said, 'buck_passing'));
    }
    const office1 = commentOf('a', 'a-0-0', '2025-02-20', { rating: 'dissatisfied', rated_party: 'office' });
    office.comments.push(office1);
    office.tags.push(tagOf(office1, 'buck_passing'));
    await database.run(office);
    expect(await snapshot()).toEqual(want);
  });

  test('what happens after a month', async () => {
    await database.run(ordinary(2));
    const firstMonth = (rows: readonly { month: string }[]) => rows.filter(row => row.month === '2025-01');
    const want = firstMonth(await database.rows(rates));
    await database.run(ordinary(5));
    const strip = (rows: object[]) => rows.map(row => ({ ...row, note: null }));
    expect(strip(firstMonth(await database.rows(rates)))).toEqual(strip(want));
  });

  test('a unit without a case changes nobody, and has rows without values', async () => {
    await database.run(ordinary(2));
    const others = (rows: readonly { unit_id: string }[]) => rows.filter(row => row.unit_id !== 'zz');
    const want = [await database.rows(rates), await database.rows(sub_scores)];
    const office = ordinary(2);
    office.units.push(unit('zz'));
    await database.run(office);
    expect([others(await database.rows(rates)), others(await database.rows(sub_scores))]).toEqual(want);
    const empty = (await database.rows(rates)).filter(
      row => row.unit_id === 'zz' && row.definition_id === 'satisfaction',
    )[0]!;
    expect([empty.numerator, empty.denominator, empty.value, empty.low, empty.shrunk, empty.funnel]).toEqual([
      0,
      0,
      null,
      null,
      null,
      null,
    ]);
    expect(empty.tier_mean).toBeCloseTo(2 / 3, 12);
    const scores = (await database.rows(sub_scores)).filter(row => row.unit_id === 'zz' && row.month === '2025-01');
    expect(scores.length).toBe(9);
    expect(scores.find(row => row.indicator_id === 'final')!.score).toBeNull();
  });
});

describe('the receipt', () => {
  async function batches(): Promise<ReceiptBatches> {
    return {
      sub_scores: batchOf(sub_scores, await database.rows(sub_scores)),
      score_components: batchOf(score_components, await database.rows(score_components)),
      rates: batchOf(rates, await database.rows(rates)),
      theme_rates: batchOf(theme_rates, await database.rows(theme_rates)),
    };
  }

  test('leads from the final score to the counts, every sum checked', async () => {
    const office = ordinary(3);
    office.appraisals = [{ unit_id: 'a', month: '2025-02', source: 'superior', score: 88 }];
    await database.run(office);
    const receipt = receiptOf(await batches(), '2025-02', 'a')!;
    expect(receipt.final.score).toBeCloseTo(
      receipt.sources.reduce((sum, each) => sum + each.points, 0),
      9,
    );
    const service = receipt.indicators.find(each => each.row.indicator_id === 'service')!;
    const satisfaction = service.components.find(each => each.row.component_id === 'satisfaction')!;
    expect([satisfaction.rate!.numerator, satisfaction.rate!.denominator]).toEqual([8, 12]);
    const theme = service.components.find(each => each.row.component_id === 'theme')!;
    expect(theme.themes.find(each => each.loss.theme_id === 'attitude_poor')!.rate.numerator).toBe(1);
    expect(receipt.checks.length).toBeGreaterThan(15);
    expect(receiptOf(await batches(), '2025-02', 'nobody')).toBeNull();
    expect(scoring.version).toBe('1.0');
  });

  test.each([
    ['final', 'sub_scores', 'score', (row: Record<string, unknown>) => row['indicator_id'] === 'final'],
    ['citizens', 'sub_scores', 'score', (row: Record<string, unknown>) => row['indicator_id'] === 'citizens'],
    ['service', 'sub_scores', 'score', (row: Record<string, unknown>) => row['indicator_id'] === 'service'],
    ['points', 'score_components', 'points', (row: Record<string, unknown>) => row['component_id'] === 'theme'],
    ['value', 'rates', 'shrunk', (row: Record<string, unknown>) => row['definition_id'] === 'satisfaction'],
  ] as const)('refuses a %s that does not add up', async (what, relation, column, fits) => {
    await database.run(ordinary(2));
    const found = await batches();
    const rows = await database.rows({ sub_scores, score_components, rates }[relation] as Relation);
    const spoilt = rows.map(row => (fits(row) ? { ...row, [column]: (row[column] as number) + 1e-6 } : row));
    const changed = {
      ...found,
      [relation]: batchOf({ sub_scores, score_components, rates }[relation] as Relation, spoilt),
    };
    expect(() => receiptOf(changed as ReceiptBatches, '2025-01', 'a')).toThrow(new RegExp(`do not add up[^]*${what}`));
  });
});
