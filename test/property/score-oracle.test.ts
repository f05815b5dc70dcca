import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateViews } from '../../src/core/counts.js';
import { rowsOf } from '../../src/core/relation.js';
import { rates, score_components, sub_scores, supervision, theme_rates } from '../../src/core/scores.js';
import { definitionIds } from '../../src/core/scoring.js';
import { readAll } from '../../src/store/read.js';
import {
  cardOf,
  caseOf,
  commentOf,
  emptyOffice,
  type Office,
  reviewOf,
  scoring,
  scoringDatabase,
  tagOf,
  time,
  unit,
} from '../support/score-office.js';
import { firstDay, missedOf, monthsOf, rateOf } from '../support/score-oracle.js';
import { naiveScores } from '../support/score-oracle-scores.js';

let database: Awaited<ReturnType<typeof scoringDatabase>>;
beforeAll(async () => {
  database = await scoringDatabase();
});
afterAll(() => database.close());

const unitIds = ['a', 'b', 'c', 'd', 'x', 'y'];
const themeIds = ['attitude_poor', 'buck_passing', 'false_closure', 'urgent_response_slow', 'delay_overdue'];
const ratings = ['satisfied', 'basically_satisfied', 'dissatisfied'];

/** Days of seven months; gaps between acts are mostly short, sometimes backwards, so that every order occurs. */
const startDay = fc.integer({ min: 0, max: 200 });
const gap = fc.option(fc.integer({ min: -20, max: 130 }), { nil: null, freq: 4 });
const flag = (likely: number) => fc.integer({ min: 1, max: 100 }).map(drawn => drawn <= likely);

const caseArbitrary = fc.record({
  unit: fc.constantFrom(...unitIds),
  start: startDay,
  gaps: fc.array(gap, { minLength: 9, maxLength: 9 }),
  hours: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  reported: flag(60),
  repeatOf: fc.option(fc.nat(40), { nil: null }),
  flags: fc.tuple(flag(70), flag(30), flag(30), flag(92), flag(8), flag(8)),
  score: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
});

const commentArbitrary = fc.record({
  caseAt: fc.nat(40),
  known: flag(95),
  rated: fc.option(startDay, { nil: null, freq: 9 }),
  rating: fc.option(fc.constantFrom(...ratings), { nil: null, freq: 3 }),
  deadline: fc.option(startDay, { nil: null }),
  forOffice: flag(10),
  text: flag(85),
  empty: flag(10),
  tags: fc.array(fc.tuple(fc.constantFrom(...themeIds), fc.constantFrom('handler', 'handler', 'policy'), flag(80)), {
    maxLength: 3,
  }),
  reviews: fc.array(fc.tuple(fc.subarray(themeIds), flag(60)), { maxLength: 2 }),
});

const drawnArbitrary = fc.record({
  cases: fc.array(caseArbitrary, { minLength: 5, maxLength: 40 }),
  comments: fc.array(commentArbitrary, { maxLength: 60 }),
  appraisals: fc.array(fc.tuple(fc.constantFrom(...unitIds), fc.integer({ min: 0, max: 6 }), flag(50), fc.nat(100))),
  card: fc.subarray(themeIds),
  weak: flag(20),
  confirmed: fc.array(fc.tuple(fc.nat(39), flag(50), flag(75)), { maxLength: 8 }),
});
type Drawn = typeof drawnArbitrary extends fc.Arbitrary<infer D> ? D : never;
const officeArbitrary = drawnArbitrary.map(officeFrom);

function officeFrom(drawn: Drawn): Office {
  const office = emptyOffice();
  office.units = unitIds.map(id => unit(id, id < 'x' ? 'grassroots' : 'upper'));
  office.cases = drawn.cases.map((each, at) => {
    const registered = firstDay + each.start;
    const on = (index: number) => (each.gaps[index] == null ? null : registered + each.gaps[index]);
    const [is_first, is_backlog, is_urgent, is_counted, litigation, duplicate] = each.flags;
    return caseOf(each.unit, registered, {
      case_id: `c${at}`,
      transferred_on: on(0),
      accepted_on: on(1),
      acceptance_notice_on: on(2),
      due_on: on(3) === null || each.gaps[3]! % 2 ? null : on(3),
      extension_notified_on: on(4),
      replied_on: on(5),
      closed_on: on(6),
      document_on: on(7),
      delivered_on: on(8),
      reported_at: each.reported ? registered * 86_400_000 + 3_600_000 * (each.hours ?? 5) : null,
      onsite_at: each.hours === null ? null : registered * 86_400_000 + 3_600_000 * 30,
      is_first,
      is_repeat: !is_first,
      repeat_of: each.repeatOf === null ? null : `c${each.repeatOf % drawn.cases.length}`,
      is_backlog,
      is_urgent,
      is_counted,
      route: litigation ? 'litigation' : 'ordinary',
      duplicate_of: duplicate ? 'c0' : null,
    });
  });
  office.replies = drawn.cases.flatMap((each, at) =>
    each.score === null
      ? []
      : {
          case_id: `c${at}`,
          relevance: null,
          completeness: null,
          explanation: null,
          timeliness: null,
          score: each.score,
          reasons: [],
        },
  );
  drawn.comments.forEach((each, at) => {
    const of = office.cases[each.caseAt % office.cases.length]!;
    const comment = commentOf(
      of.unit_id,
      each.known ? of.case_id : `gone${at}`,
      each.rated === null ? null : firstDay + each.rated,
      {
        comment_id: `k${String(at).padStart(3, '0')}`,
        rating: each.rating,
        rating_deadline_on: each.deadline === null ? null : firstDay + each.deadline,
        rated_party: each.forOffice ? 'office' : 'unit',
        text: each.text ? '有内容' : '',
      },
    );
    office.comments.push(comment);
    if (each.empty || !each.text)
      office.abstentions.push({
        owner: 'comment',
        id: comment.comment_id,
        reason: each.empty ? 'no_content' : 'uncertain',
      });
    const tags = each.tags.map(([theme, target, model]) =>
      tagOf(comment, theme, { target, source: model ? 'model' : 'rating_reason' }),
    );
    const ids = new Set<string>();
    office.tags.push(...tags.filter(tag => !ids.has(tag.tag_id) && ids.add(tag.tag_id)));
    for (const [themes, random] of each.reviews) {
      office.reviews.push(
        reviewOf(comment, themes, {
          sampled: random ? 'random' : 'priority',
          review_id: `r${at}-${office.reviews.length}`,
        }),
      );
    }
  });
  const seen = new Set<string>();
  for (const [unit_id, month, superior, score] of drawn.appraisals) {
    const row = { unit_id, month: `2025-0${month + 1}`, source: superior ? 'superior' : 'third_party', score };
    const key = `${row.unit_id} ${row.month} ${row.source}`;
    if (!seen.has(key)) office.appraisals.push(row);
    seen.add(key);
  }
  office.card = drawn.card.map(theme => cardOf(theme, drawn.weak ? [3, 9] : [17, 20], [190, 200]));
  office.confirmations = drawn.confirmed.map(([at, completion, yes], index) => ({
    confirmation_id: `f${index}`,
    kind: 'supervision',
    subject_id: `c${at}:${completion ? 'completion' : 'acceptance'}`,
    unit_id: 'a',
    month: '2025-01',
    decision: yes ? 'confirmed' : 'rejected',
    confirmed_by: index % 5 === 4 ? null : '乙',
    confirmed_at: time('2025-12-01 10:00') + (index % 3),
    reason: null,
  }));
  return office;
}

/** Throws where two numbers differ by more than 1e-9; an `expect` for each of a hundred thousand would take minutes. */
function close(got: number | null | undefined, want: number | null | undefined, where: string): void {
  const differs = want == null ? got !== null : !(Math.abs((got ?? Number.NaN) - want) <= 1e-9);
  if (differs) throw new Error(`${where}: ${got}, expected ${want}`);
}

function same(got: unknown, want: unknown, where: string): void {
  if (got !== want) throw new Error(`${where}: ${got}, expected ${want}`);
}

describe('against the plain arithmetic of the rules, on offices in disorder', () => {
  test('rates, theme rates, components, scores and missed deadlines', async () => {
    await fc.assert(
      fc.asyncProperty(officeArbitrary, async office => {
        await database.run(office);
        const want = naiveScores(office, scoring);

        const gotRates = new Map(
          (await database.rows(rates)).map(row => [`${row.month} ${row.unit_id} ${row.definition_id}`, row]),
        );
        expect(gotRates.size).toBe(want.rates.length);
        for (const each of want.rates) {
          const got = gotRates.get(each.key)!;
          for (const [name, value] of Object.entries(each.numbers))
            close(got[name as 'value'], value, `${each.key} ${name}`);
          same(got.note, each.note, each.key);
          same(each.funnel.includes(got.funnel), true, `${each.key} ${got.funnel} in ${each.funnel}`);
        }

        const gotThemes = new Map(
          (await database.rows(theme_rates)).map(row => [`${row.month} ${row.unit_id} ${row.theme_id}`, row]),
        );
        expect(gotThemes.size).toBe(want.themes.length);
        for (const each of want.themes) {
          const got = gotThemes.get(each.key)!;
          same(got.estimator, each.estimator, each.key);
          for (const [name, value] of Object.entries(each.numbers))
            close(got[name as 'value'], value, `${each.key} ${name}`);
        }

        const gotComponents = await database.rows(score_components);
        expect(gotComponents.length).toBe(want.components.length);
        const components = new Map(
          gotComponents.map(row => [`${row.month} ${row.unit_id} ${row.indicator_id} ${row.component_id}`, row]),
        );
        for (const each of want.components) {
          const got = components.get(each.key)!;
          for (const name of ['value', 'weight', 'points'] as const)
            close(got[name], each[name], `${each.key} ${name}`);
        }

        const gotScores = new Map(
          (await database.rows(sub_scores)).map(row => [`${row.month} ${row.unit_id} ${row.indicator_id}`, row]),
        );
        expect(gotScores.size).toBe(want.scores.length);
        for (const each of want.scores) {
          const got = gotScores.get(each.key)!;
          close(got.score, each.score, `${each.key} score`);
          close(got.weight, each.weight, `${each.key} weight`);
          same(got.band, each.band, each.key);
          same([...got.missing].sort().join(), each.missing.join(), each.key);
          if (got.score !== null)
            expect(got.low! <= got.high! && got.low! >= -10 && got.high! <= 100, each.key).toBe(true);
        }

        const key = (row: { case_id: string; kind: string }) => `${row.case_id} ${row.kind}`;
        const missed = (await database.rows(supervision)).map(({ confirmed_by: _, confirmed_at: __, ...row }) => row);
        const byKey = (a: { case_id: string; kind: string }, b: { case_id: string; kind: string }) =>
          key(a) < key(b) ? -1 : 1;
        expect(missed.sort(byKey)).toEqual(missedOf(office, scoring).sort(byKey));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  test('by case, each rate lists the cohort that it counts', async () => {
    await fc.assert(
      fc.asyncProperty(officeArbitrary, async office => {
        await database.run(office);
        const months = monthsOf(office);
        const parameters = {
          ...scoring.thresholds,
          satisfied: scoring.satisfied,
          by_case: true,
          first_month: months[0]!.month,
          last_month: months.at(-1)!.month,
        };
        for (const id of definitionIds) {
          const rows = rowsOf(await readAll(database.store, rateViews[id], { parameters })).filter(
            row => row.denominator > 0,
          );
          for (const month of months) {
            for (const unit_id of unitIds) {
              const own = rows.filter(row => row.month === month.month && row.unit_id === unit_id);
              const want = rateOf(office, id, unit_id, month, scoring);
              expect(own.map(row => row.case_id).sort(), `${id} ${month.month} ${unit_id}`).toEqual(want.cases.sort());
              expect(own.reduce((sum, row) => sum + row.numerator, 0)).toBe(want.x);
            }
          }
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 120_000);
});
