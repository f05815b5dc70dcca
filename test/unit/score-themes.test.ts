import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { case_themes, commented_cases } from '../../src/core/counts.js';
import { theme_rates } from '../../src/core/scores.js';
import { emptyMonth, type MonthCounts } from '../../src/stages/score/month.js';
import { estimateOf, themeRatesOf } from '../../src/stages/score/theme-rates.js';
import {
  type CommentRow,
  cardOf,
  caseOf,
  commentOf,
  emptyOffice,
  reviewOf,
  scoringDatabase,
  tagOf,
  taxonomy,
  unit,
} from '../support/score-office.js';
import type { CommentedCase } from '../support/score-oracle.js';
import { naiveEstimate } from '../support/score-oracle-scores.js';

let database: Awaited<ReturnType<typeof scoringDatabase>>;
beforeAll(async () => {
  database = await scoringDatabase();
});
afterAll(() => database.close());

const theme = 'attitude_poor';

/** Scores one office of unit a in March 2025 and returns its row of the theme. */
async function scored(fill: (office: ReturnType<typeof emptyOffice>, say: typeof comment) => void) {
  const office = emptyOffice();
  office.units = [unit('a')];
  fill(office, (case_id, given) => {
    const made = comment(case_id, given);
    office.comments.push(made);
    return made;
  });
  await database.run(office);
  return (await database.rows(theme_rates)).find(row => row.theme_id === theme && row.month === '2025-03')!;
}

const comment = (case_id: string, given: Partial<CommentRow> = {}) => commentOf('a', case_id, '2025-03-05', given);

describe('commented cases and their themes', () => {
  test('a case counts once per theme; policy, third party, office and excluded cases do not count', async () => {
    const row = await scored((office, say) => {
      office.cases = [caseOf('a', '2025-03-01', { case_id: 'out', is_counted: false })];
      const twice = [say('p'), say('p')];
      office.tags = [
        ...twice.map(each => tagOf(each, theme)),
        tagOf(twice[0]!, theme, { source: 'rating_reason' }),
        tagOf(say('q'), theme, { target: 'policy' }),
        tagOf(say('r'), theme, { target: 'third_party' }),
        tagOf(say('s', { rated_party: 'office' }), theme),
        tagOf(say('out'), theme),
        tagOf(say('t', { text: '' }), theme, { source: 'rating_reason' }),
        tagOf(say('u'), 'privacy_leak'),
      ];
    });
    // Commented: p, q, r, u. The tag of t rests on a rating reason of a comment without content.
    expect([row.numerator, row.denominator, row.raw, row.estimator]).toEqual([1, 4, 0.25, 'raw']);
  });

  test('no content is no comment, any other abstention is one; a reason without text counts beside a text', async () => {
    const row = await scored((office, say) => {
      const none = say('p');
      const unsure = say('q');
      say('r');
      const silent = say('r', { text: '' });
      office.abstentions = [
        { owner: 'comment', id: none.comment_id, reason: 'no_content' },
        { owner: 'comment', id: unsure.comment_id, reason: 'uncertain' },
        { owner: 'case', id: unsure.comment_id, reason: 'no_content' },
      ];
      office.tags = [tagOf(silent, theme, { source: 'rating_reason' })];
    });
    expect([row.numerator, row.denominator]).toEqual([1, 2]);
  });

  test('red flags and unscored themes have no row, every other theme of every unit has one', async () => {
    await scored((_office, say) => say('p'));
    const rows = await database.rows(theme_rates);
    expect(rows.length).toBe(19);
    expect(rows.some(row => row.theme_id === 'privacy_leak')).toBe(false);
  });

  test('the latest review speaks for its comment; a case is reviewed when all its comments are', async () => {
    const row = await scored((office, say) => {
      const [known, random, part, other] = [say('known'), say('random'), say('part'), say('part')];
      const [denied, missed] = [say('denied'), say('missed')];
      office.tags = [known, part, denied].map(each => tagOf(each, theme));
      office.reviews = [
        reviewOf(known, [theme], { sampled: 'priority' }),
        reviewOf(random, [theme], { reviewed_at: 5 }),
        reviewOf(random, [], { reviewed_at: 9 }),
        reviewOf(random, [theme], { reviewed_at: 7 }),
        reviewOf(other, [], { sampled: 'priority' }),
        reviewOf(denied, ['delay_overdue']),
        reviewOf(missed, [theme]),
        reviewOf(missed, [], { owner: 'case', reviewed_at: 9e12 }),
      ];
    });
    const standing = Object.fromEntries(
      (await database.rows(commented_cases)).map(each => [each.case_id, each.standing]),
    );
    expect(standing).toEqual({
      known: 'known',
      random: 'random',
      part: 'unreviewed',
      denied: 'random',
      missed: 'random',
    });
    const themes = (await database.rows(case_themes)).filter(each => each.theme_id === theme);
    expect(themes.map(each => [each.case_id, each.is_tagged, each.is_present])).toEqual([
      ['denied', true, false],
      ['known', true, true],
      ['missed', false, true],
      ['part', true, true],
    ]);
    // Present: known, part, missed. Raw, for the model has no card.
    expect([row.numerator, row.denominator, row.value]).toEqual([3, 5, 0.6]);
  });

  test('fewer than thirty random reviews are known cases of the Rogan-Gladen estimate', async () => {
    const row = await scored((office, say) => {
      const all = Array.from({ length: 20 }, (_, at) => say(`c${at}`));
      office.tags = all.slice(0, 6).map(each => tagOf(each, theme));
      // Two tagged ones reviewed at random, one of them denied; an untagged one reviewed by priority and present.
      office.reviews = [
        reviewOf(all[0]!, [theme]),
        reviewOf(all[1]!, []),
        reviewOf(all[19]!, [theme], { sampled: 'priority' }),
      ];
      office.card = [cardOf(theme, [16, 20], [95, 100])];
    });
    // Known 3 cases, 2 with the theme; left 17, 4 tagged: (4/17 + 0.95 - 1)/(0.8 + 0.95 - 1).
    const v = (3 / 20) * (2 / 3) + (17 / 20) * ((4 / 17 - 0.05) / 0.75);
    expect(row.estimator).toBe('rogan_gladen');
    expect(row.value).toBeCloseTo(v, 12);
    expect([row.numerator, row.denominator]).toEqual([6, 20]);
  });
});

describe('the estimate of one cell', () => {
  /** Cases by standing, tag and presence. */
  function cell(groups: [number, CommentedCase['standing'], boolean, boolean][]): CommentedCase[] {
    return groups.flatMap(([number, standing, tagged, present]) =>
      Array.from({ length: number }, (_, at) => ({
        case_id: `${at}`,
        standing,
        tagged: new Set(tagged ? [theme] : []),
        present: new Set(present ? [theme] : []),
      })),
    );
  }

  const count = (list: CommentedCase[], ...tests: ((each: CommentedCase) => boolean)[]) =>
    list.filter(each => tests.every(fits => fits(each))).length;
  const tagged = (each: CommentedCase) => each.tagged.has(theme);
  const present = (each: CommentedCase) => each.present.has(theme);
  const not = (fits: (each: CommentedCase) => boolean) => (each: CommentedCase) => !fits(each);
  const is = (standing: string) => (each: CommentedCase) => each.standing === standing;

  function both(list: CommentedCase[], card: ReturnType<typeof cardOf> | null) {
    const got = estimateOf(
      { x: count(list, present), n: list.length },
      {
        present: count(list, present),
        presentKnown: count(list, is('known'), present),
        taggedOthers: count(list, not(is('known')), tagged),
        tp: count(list, is('random'), tagged, present),
        fp: count(list, is('random'), tagged, not(present)),
        fn: count(list, is('random'), not(tagged), present),
      },
      { cases: list.length, known: count(list, is('known')), random: count(list, is('random')) },
      card,
    )!;
    return { got, want: naiveEstimate(list, theme, card ?? undefined) };
  }

  const reviewed = (number: number): CommentedCase[] =>
    cell([
      [6, 'random', true, true],
      [2, 'random', true, false],
      [1, 'random', false, true],
      [number - 9, 'random', false, false],
      [5, 'known', true, true],
      [3, 'known', false, false],
      [10, 'unreviewed', true, true],
      [40, 'unreviewed', false, false],
    ]);

  test.each([
    ['thirty random reviews', reviewed(30), cardOf(theme, [45, 50], [190, 200]), 'ppi'],
    ['twenty-nine', reviewed(29), cardOf(theme, [45, 50], [190, 200]), 'rogan_gladen'],
    ['thirty without a card', reviewed(30), null, 'ppi'],
    ['twenty-nine without a card', reviewed(29), null, 'raw'],
    ['nine gold cases', reviewed(29), cardOf(theme, [9, 9], [190, 200]), 'raw'],
    ['nine gold cases without the theme', reviewed(29), cardOf(theme, [45, 50], [9, 9]), 'raw'],
    ['a gain of exactly 0.2', reviewed(29), cardOf(theme, [6, 10], [6, 10]), 'rogan_gladen'],
    ['a gain below 0.2', reviewed(29), cardOf(theme, [119, 200], [120, 200]), 'raw'],
    ['all reviewed', reviewed(29).filter(not(is('unreviewed'))), cardOf(theme, [45, 50], [190, 200]), 'raw'],
  ] as const)('%s', (_, list, card, estimator) => {
    const { got, want } = both([...list], card);
    expect(got.estimator).toBe(estimator);
    expect(want.estimator).toBe(estimator);
    expect(got.unclipped).toBeCloseTo(want.v, 12);
    expect(got.low).toBeCloseTo(Math.min(1, Math.max(0, want.low)), 12);
    expect(got.high).toBeCloseTo(Math.min(1, Math.max(0, want.high)), 12);
  });

  test('a rate below nothing is shown as 0 and kept as it is', () => {
    const { got } = both(cell([[30, 'unreviewed', false, false]]), cardOf(theme, [40, 50], [90, 100]));
    expect(got.value).toBe(0);
    expect(got.unclipped).toBeCloseTo(-0.1 / 0.7, 12);
  });
});

test('a month tagged by another model has no p_previous', () => {
  const themes = taxonomy.themes.filter(each => each.id === theme);
  const month = (model: string[], x: number): MonthCounts => ({
    ...emptyMonth(1),
    commented: [{ cases: 10, known: 0, random: 0 }],
    themes: { [theme]: [{ present: x, presentKnown: 0, taggedOthers: x, tp: 0, fp: 0, fn: 0 }] },
    models: model,
  });
  const of = (now: string[], before: string[]) =>
    themeRatesOf('2025-03', [unit('a')], [[0]], themes, new Map(), month(now, 4), month(before, 4))[0]!.row.p_previous;
  expect(of(['m1'], ['m1'])).toBeCloseTo(1, 12);
  expect(of(['m2'], ['m1'])).toBeNull();
  expect(of(['m1'], [])).toBeCloseTo(1, 12);
});
