import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Relation, type Row, rowsOf } from '../../src/core/relation.js';
import { reportViews } from '../../src/core/report-views.js';
import { readAll } from '../../src/store/read.js';
import { relations, reportDatabase } from '../support/report-database.js';

const parameters = { month: '2025-06', previous: '2025-05' };
let database: Awaited<ReturnType<typeof reportDatabase>>;

beforeAll(async () => {
  database = await reportDatabase();
});
afterAll(() => database.close());

test('the latest month is that of the last case or comment', async () => {
  expect(await rows(reportViews[0])).toEqual([{ month: '2025-06' }]);
});

test('counts by label leave out what is excluded, and tell how much that is', async () => {
  const counts = await rows(view('report_counts'));
  const of = (kind: string) =>
    counts.filter(row => row['kind'] === kind).map(row => [row['label'], row['count'], row['previous']]);
  expect(of('channel')).toEqual([['网信', 3, 1]]);
  expect(of('excluded')).toEqual([
    ['duplicate', 1, 0],
    ['litigation', 1, 0],
    ['not_counted', 1, 0],
  ]);
  expect(of('rating')).toEqual([['不满意', 5, 0]]);
  expect(of('abstention')).toEqual([['no_content', 1, 0]]);
});

test('a text is quoted once, and never one that is red-flagged, excluded or an accusation', async () => {
  const passages = await rows(view('report_passages'));
  expect(passages.map(row => [row['scope'], row['scope_id'], row['ordinal'], row['id'], row['unit']])).toEqual([
    ['issue', 'i1', 1, 'c1', '甲局'],
    ['issue', 'i1', 2, 'c2', '甲局'],
    ['theme', 'policy_explanation_unclear', 1, 'm1', '甲局'],
  ]);
  expect(passages[2]!['evidence']).toEqual([{ start: 0, end: 3 }]);
});

test('units count their cases and what they missed by the end of the month', async () => {
  const [first, second] = await rows(view('report_units'));
  expect(first).toMatchObject({ unit_id: 'u2', cases: 0, open: 0 });
  expect(second).toMatchObject({ unit_id: 'u1', cases: 3, acceptance: 0, completion: 2, open: 2, longest: 51 });
});

test('the open cases stand with the longest first, without later months', async () => {
  expect((await rows(view('report_supervision'))).map(row => row['case_id'])).toEqual(['c2', 'c1']);
});

test('a rate carries its value of the month before', async () => {
  const values = (await rows(view('report_rates'))).map(row => [row['unit_id'], row['value'], row['previous']]);
  expect(values).toEqual([
    ['u1', 0.5, 0.8],
    ['u2', 0.75, null],
  ]);
});

test('only bursts that passed their test, with the title of the issue', async () => {
  expect((await rows(view('report_bursts'))).map(row => [row['scope_id'], row['label'], row['unit']])).toEqual([
    ['i1', '东村断水', null],
  ]);
});

test('an issue names its units and places', async () => {
  expect((await rows(view('report_issue_labels'))).map(row => [row['kind'], row['label'], row['count']])).toEqual([
    ['place', '东村', 2],
    ['unit', '甲局', 3],
  ]);
});

test('the office adds up its units and its counted events', async () => {
  const summed = await rows(view('office_rate_counts'));
  expect(summed.map(row => [row['month'], row['numerator'], row['denominator']])).toEqual([
    ['2025-05', 8, 10],
    ['2025-06', 9, 16],
  ]);
  const events = await rows(view('office_event_counts'));
  expect(events.map(row => [row['month'], row['measure'], row['count']])).toEqual([
    ['2025-05', 'cases', 1],
    ['2025-06', 'cases', 3],
    ['2025-06', 'comments', 4],
    ['2025-06', 'rated', 3],
  ]);
});

function view(name: string): Relation {
  return relations.find(relation => relation.name === name)!;
}

async function rows(relation: Relation): Promise<Record<string, unknown>[]> {
  const batch = await readAll(database.store, relation, { parameters });
  return rowsOf(batch) as Row<Relation>[] as Record<string, unknown>[];
}
