import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rates, supervision } from '../../src/core/scores.js';
import type { DefinitionId } from '../../src/core/scoring.js';
import {
  type CaseRow,
  type CommentRow,
  caseOf,
  commentOf,
  day,
  emptyOffice,
  scoringDatabase,
  time,
  unit,
} from '../support/score-office.js';

// One office per rule, small enough to count on one's fingers: month → [numerator, denominator].

let database: Awaited<ReturnType<typeof scoringDatabase>>;
beforeAll(async () => {
  database = await scoringDatabase();
});
afterAll(() => database.close());

type Counts = Record<string, [number, number]>;

async function countsOf(id: DefinitionId, cases: CaseRow[], comments: CommentRow[] = []): Promise<Counts> {
  const office = emptyOffice();
  office.units = [unit('a'), unit('b')];
  // Two cases of another unit, so that the months are always those of 2025.
  const frame = [caseOf('b', '2025-01-01'), caseOf('b', '2025-12-31')];
  office.cases = [...cases, ...frame];
  office.comments = comments;
  await database.run(office);
  const rows = (await database.rows(rates)).filter(row => row.unit_id === 'a' && row.definition_id === id);
  expect(rows.map(row => row.month)).toEqual(
    Array.from({ length: 12 }, (_, at) => `2025-${`${at + 1}`.padStart(2, '0')}`),
  );
  const counted = rows.filter(row => row.denominator > 0);
  return Object.fromEntries(counted.map(row => [row.month, [row.numerator, row.denominator]]));
}

describe('timely_acceptance', () => {
  const accepted = (registered: string, given: Partial<CaseRow>) => caseOf('a', registered, given);

  test('belongs to the month of the deadline, the fifteenth day included', async () => {
    const cases = [
      accepted('2025-01-16', { accepted_on: day('2025-01-31') }), // deadline 31 January, met on it
      accepted('2025-01-17', { accepted_on: day('2025-02-01') }), // deadline 1 February, met on it
      accepted('2025-01-18', { accepted_on: day('2025-02-03') }), // a day late
      accepted('2025-01-19', {}), // never
    ];
    expect(await countsOf('timely_acceptance', cases)).toEqual({ '2025-01': [1, 1], '2025-02': [1, 3] });
  });

  test('a notice, else the reply, else the closing stands for the acceptance', async () => {
    const cases = [
      accepted('2025-03-01', { acceptance_notice_on: day('2025-03-16') }),
      accepted('2025-03-01', { replied_on: day('2025-03-10'), closed_on: day('2025-03-20') }),
      accepted('2025-03-01', { closed_on: day('2025-03-10') }),
      // The acceptance is late; that the notice was not does not help.
      accepted('2025-03-01', { accepted_on: day('2025-03-20'), acceptance_notice_on: day('2025-03-05') }),
      // The acceptance lies after the month: in March only the notice was known.
      accepted('2025-03-01', { accepted_on: day('2025-04-02'), acceptance_notice_on: day('2025-03-05') }),
    ];
    expect(await countsOf('timely_acceptance', cases)).toEqual({ '2025-03': [4, 5] });
  });

  test('excluded cases are in no cohort; an accusation is not excluded', async () => {
    const given = { accepted_on: day('2025-03-02') };
    const cases = [
      accepted('2025-03-01', { ...given, is_counted: false }),
      accepted('2025-03-01', { ...given, route: 'litigation' }),
      accepted('2025-03-01', { ...given, duplicate_of: 'other' }),
      accepted('2025-03-01', { ...given, route: 'accusation' }),
    ];
    expect(await countsOf('timely_acceptance', cases)).toEqual({ '2025-03': [1, 1] });
  });
});

describe('on_time_completion', () => {
  test('the recorded deadline comes first, then 60 days from acceptance, 30 more after notice in time', async () => {
    const cases = [
      caseOf('a', '2025-01-02', {
        accepted_on: day('2025-01-02'),
        due_on: day('2025-05-10'),
        replied_on: day('2025-05-10'),
      }),
      caseOf('a', '2025-01-02', { accepted_on: day('2025-01-10'), replied_on: day('2025-03-11') }), // 11 March, met on it
      caseOf('a', '2025-01-02', { accepted_on: day('2025-01-10'), replied_on: day('2025-03-12') }), // a day late
      caseOf('a', '2025-01-02', {
        accepted_on: day('2025-01-10'),
        extension_notified_on: day('2025-03-11'),
        replied_on: day('2025-04-10'),
      }), // extended to 10 April, met on it
      caseOf('a', '2025-01-02', {
        accepted_on: day('2025-01-10'),
        extension_notified_on: day('2025-03-12'),
        replied_on: day('2025-03-10'),
      }), // notified too late: still 11 March
      caseOf('a', '2025-01-02', { acceptance_notice_on: day('2025-01-10') }), // no clock: a notice is no acceptance
    ];
    expect(await countsOf('on_time_completion', cases)).toEqual({
      '2025-03': [2, 3],
      '2025-04': [1, 1],
      '2025-05': [1, 1],
    });
  });

  test('the reply counts before the closing, unless the reply lies after the month', async () => {
    const due = { due_on: day('2025-06-15') };
    const cases = [
      caseOf('a', '2025-05-01', { ...due, replied_on: day('2025-06-20'), closed_on: day('2025-06-10') }),
      caseOf('a', '2025-05-01', { ...due, replied_on: day('2025-07-20'), closed_on: day('2025-06-10') }),
      caseOf('a', '2025-07-01', { ...due, closed_on: day('2025-06-10') }), // not registered by then: not there
    ];
    expect(await countsOf('on_time_completion', cases)).toEqual({ '2025-06': [1, 2] });
  });
});

describe('satisfaction and participation', () => {
  test('one rating per case: the last of the month, then the larger id', async () => {
    const rated = (id: string, rated_on: string, rating: string | null, given: Partial<CommentRow> = {}) =>
      commentOf('a', id, rated_on, { rating, ...given });
    const cases = ['p', 'q', 'r', 's'].map(case_id => caseOf('a', '2025-01-01', { case_id }));
    cases.push(caseOf('a', '2025-01-01', { case_id: 'gone', is_counted: false }));
    const comments = [
      rated('p', '2025-03-01', 'satisfied'),
      rated('p', '2025-03-02', 'dissatisfied'),
      rated('q', '2025-03-05', 'dissatisfied', { comment_id: 'k-a' }),
      rated('q', '2025-03-05', 'basically_satisfied', { comment_id: 'k-b' }),
      rated('r', '2025-03-05', null),
      rated('s', '2025-03-31', 'satisfied'),
      rated('s', '2025-04-01', 'dissatisfied'),
      rated('s', '2025-03-31', 'dissatisfied', { rated_party: 'office', comment_id: 'z' }),
      rated('gone', '2025-03-05', 'dissatisfied'),
      rated('unknown-case', '2025-05-05', 'satisfied'),
    ];
    expect(await countsOf('satisfaction', cases, comments)).toEqual({
      '2025-03': [2, 3],
      '2025-04': [0, 1],
      '2025-05': [1, 1],
    });
  });

  test('participation: any row of the case rated by its deadline', async () => {
    const asked = (id: string, rated_on: string | null, rating: string | null, deadline: string) =>
      commentOf('a', id, rated_on, { rating, rating_deadline_on: day(deadline) });
    const comments = [
      asked('p', '2025-03-10', 'dissatisfied', '2025-03-10'),
      asked('q', '2025-03-11', 'satisfied', '2025-03-10'),
      asked('q', '2025-02-11', 'satisfied', '2025-03-12'),
      asked('r', '2025-03-15', null, '2025-03-15'),
      asked('s', null, null, '2025-03-20'),
      asked('t', '2025-03-30', 'satisfied', '2025-04-02'),
    ];
    expect(await countsOf('participation', [], comments)).toEqual({ '2025-03': [2, 4], '2025-04': [1, 1] });
  });
});

describe('first_resolution', () => {
  const first = (case_id: string, given: Partial<CaseRow> = {}) =>
    caseOf('a', '2025-01-02', { case_id, closed_on: day('2025-01-31'), ...given }); // window ends on 1 May
  const again = (repeat_of: string, registered: string, given: Partial<CaseRow> = {}) =>
    caseOf('b', registered, { repeat_of, is_first: false, is_repeat: true, ...given });

  test('a repeat from the day of closing to the ninetieth day after it, by whichever unit', async () => {
    const cases = [
      first('kept'),
      first('same-day'),
      again('same-day', '2025-01-31'),
      first('last-day'),
      again('last-day', '2025-05-01'),
      first('day-after'),
      again('day-after', '2025-05-02'),
      first('day-before'),
      again('day-before', '2025-01-30'),
    ];
    expect(await countsOf('first_resolution', cases)).toEqual({ '2025-05': [3, 5] });
  });

  test('a repeat in steps counts, one of an excluded case does not, a circle ends', async () => {
    const cases = [
      first('steps'),
      again('steps', '2025-01-20', { case_id: 'step' }),
      again('step', '2025-02-20'),
      first('excluded'),
      again('excluded', '2025-02-20', { is_counted: false }),
      first('circle', { repeat_of: 'round' }),
      again('circle', '2025-01-10', { case_id: 'round' }),
      first('own', { repeat_of: 'own' }),
    ];
    expect(await countsOf('first_resolution', cases)).toEqual({ '2025-05': [3, 4] });
  });

  test('no first-time case, no cohort; an open window is named until it is over', async () => {
    expect(await countsOf('first_resolution', [first('not', { is_first: false })])).toEqual({});
    const office = emptyOffice();
    office.units = [unit('a')];
    office.cases = [first('one'), caseOf('a', '2025-06-30')];
    await database.run(office);
    const rows = (await database.rows(rates)).filter(row => row.definition_id === 'first_resolution');
    expect(rows.map(row => [row.month, row.denominator, row.note])).toEqual([
      ['2025-01', 0, 'window_open'],
      ['2025-02', 0, 'window_open'],
      ['2025-03', 0, 'window_open'],
      ['2025-04', 0, 'window_open'],
      ['2025-05', 1, null],
      ['2025-06', 0, null],
    ]);
  });
});

test('backlog_resolution: a year of backlog, registered before the month', async () => {
  const backlog = (registered: string, closed: string | null) =>
    caseOf('a', registered, { is_backlog: true, closed_on: closed === null ? null : day(closed) });
  const office = emptyOffice();
  office.units = [unit('a')];
  office.cases = [
    backlog('2024-01-10', '2024-03-31'), // in the cohorts of February 2024 to February 2025
    backlog('2025-01-31', null), // from February 2025 on
    backlog('2024-12-01', '2025-02-28'),
    backlog('2024-12-01', '2025-03-01'),
    caseOf('a', '2025-03-31', { is_backlog: false }),
  ];
  await database.run(office);
  const rows = (await database.rows(rates)).filter(row => row.definition_id === 'backlog_resolution');
  const counts = Object.fromEntries(rows.map(row => [row.month, [row.numerator, row.denominator]]));
  expect(counts['2024-01']).toEqual([0, 0]);
  expect(counts['2024-02']).toEqual([0, 1]);
  expect(counts['2024-03']).toEqual([1, 1]);
  expect(counts['2025-01']).toEqual([1, 3]);
  expect(counts['2025-02']).toEqual([2, 4]);
  expect(counts['2025-03']).toEqual([2, 3]);
});

test('document_delivery: ten days, the tenth included', async () => {
  const document = (written: string, delivered: string | null) =>
    caseOf('a', '2025-01-02', { document_on: day(written), delivered_on: delivered === null ? null : day(delivered) });
  const cases = [
    document('2025-02-18', '2025-02-28'),
    document('2025-02-18', '2025-03-01'),
    document('2025-02-19', null),
  ];
  expect(await countsOf('document_delivery', cases)).toEqual({ '2025-02': [1, 2], '2025-03': [0, 1] });
});

test('disclosure: five nodes per closed case, those of after the month not yet given', async () => {
  const cases = [
    caseOf('a', '2025-03-01', {
      transferred_on: day('2025-03-02'),
      acceptance_notice_on: day('2025-03-31'),
      document_on: day('2025-03-20'),
      delivered_on: day('2025-04-01'),
      closed_on: day('2025-03-20'),
    }),
    caseOf('a', '2025-03-01', { accepted_on: day('2025-03-02'), closed_on: day('2025-03-31') }),
    caseOf('a', '2025-03-01'),
  ];
  expect(await countsOf('disclosure', cases)).toEqual({ '2025-03': [5, 10] });
});

test('urgent_response: 24 hours from the report, in the month in which they end', async () => {
  const urgent = (reported: string, onsite: string | null, is_urgent = true) =>
    caseOf('a', '2025-01-02', {
      is_urgent,
      reported_at: time(reported),
      onsite_at: onsite === null ? null : time(onsite),
    });
  const cases = [
    urgent('2025-03-30 23:59', '2025-03-31 23:59'),
    urgent('2025-03-31 00:00', '2025-03-31 01:00'), // ends on 1 April
    urgent('2025-03-10 08:00', '2025-03-11 08:01'),
    urgent('2025-03-10 08:00', null),
    urgent('2025-03-10 08:00', '2025-03-10 09:00', false),
    caseOf('a', '2025-03-02', { is_urgent: true, onsite_at: time('2025-03-02 09:00') }), // no start of its clock
  ];
  expect(await countsOf('urgent_response', cases)).toEqual({ '2025-03': [1, 3], '2025-04': [1, 1] });
});

test('repeat: by month of registration', async () => {
  const cases = [caseOf('a', '2025-03-31', { is_repeat: true }), caseOf('a', '2025-03-01'), caseOf('a', '2025-04-01')];
  expect(await countsOf('repeat', cases)).toEqual({ '2025-03': [1, 2], '2025-04': [0, 1] });
});

test('supervision: from the day after the deadline, as known at the end of the last month', async () => {
  const office = emptyOffice();
  office.units = [unit('a')];
  office.cases = [
    caseOf('a', '2025-01-16', { case_id: 'late', accepted_on: day('2025-02-10'), due_on: day('2025-04-29') }),
    caseOf('a', '2025-01-16', { case_id: 'good', accepted_on: day('2025-01-31'), due_on: day('2025-04-30') }),
    caseOf('a', '2025-01-16', { case_id: 'out', is_counted: false }),
    caseOf('a', '2025-04-30', { case_id: 'new' }),
  ];
  office.confirmations = ['confirmed', 'rejected', 'confirmed'].map((decision, at) => ({
    confirmation_id: `f${at}`,
    kind: 'supervision',
    subject_id: 'late:acceptance',
    unit_id: 'a',
    month: '2025-02',
    decision,
    confirmed_by: '乙',
    confirmed_at: time('2025-05-01 09:00') + at,
    reason: null,
  }));
  await database.run(office);
  expect(await database.rows(supervision)).toEqual([
    {
      case_id: 'late',
      kind: 'acceptance',
      unit_id: 'a',
      month: '2025-02',
      due_on: day('2025-01-31'),
      days_over: 10,
      state: 'closed',
      confirmed_by: '乙',
      confirmed_at: time('2025-05-01 09:00') + 2,
      deduction: 0.5,
    },
    {
      case_id: 'late',
      kind: 'completion',
      unit_id: 'a',
      month: '2025-04',
      due_on: day('2025-04-29'),
      days_over: 1,
      state: 'open',
      confirmed_by: null,
      confirmed_at: null,
      deduction: 0,
    },
  ]);
});
