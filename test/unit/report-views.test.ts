import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { officeRelations } from '../../src/core/office-rates.js';
import { type Relation, type Row, rowsOf } from '../../src/core/relation.js';
import { contract } from '../../src/core/relations.js';
import { reportViews } from '../../src/core/report-views.js';
import { workspace } from '../../src/core/workspace.js';
import { readAll } from '../../src/store/read.js';
import { openStore, type Store } from '../../src/store/store.js';

const relations = [...contract, ...workspace, ...officeRelations, ...reportViews];
const folder = mkdtempSync(join(tmpdir(), 'minsheng-'));
const parameters = { month: '2025-06', previous: '2025-05' };
let store: Store;

beforeAll(async () => {
  store = await openStore({
    path: join(folder, 'test.duckdb'),
    sqlFolder: join(import.meta.dirname, '..', '..', 'src', 'sql'),
    relations,
    threads: 1,
    memoryMb: 256,
  });
  const connection = await store.connect();
  for (const text of [...units, ...cases, ...comments, ...found]) await connection.run(text);
  connection.closeSync();
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const units = [
  "INSERT INTO units VALUES ('u1', '甲局', 'grassroots', NULL, NULL), ('u2', '乙局', 'upper', NULL, NULL)",
];

const cases = [
  aCase('c1', { place: "'东村'" }),
  aCase('c2', { place: "'东村'" }),
  aCase('c3', { duplicate_of: "'c1'" }),
  aCase('c4', { route: "'litigation'" }),
  aCase('c5', { is_counted: 'false' }),
  aCase('c6', { route: "'accusation'", summary: "'举报内容'" }),
  aCase('c7', { month: "'2025-05'", registered_on: "'2025-05-09'" }),
];

const comments = [
  aComment('m1', 'c1', { text: "'讲不清政策依据，让人糊涂'", text_id: "'t1'" }),
  aComment('m2', 'c2', { text: "'讲不清政策依据，让人糊涂'", text_id: "'t1'" }),
  aComment('m3', 'c2', { text: "'讲不清，还把我的材料给了别人'", text_id: "'t3'" }),
  aComment('m4', 'c4', { text: "'应当去法院'", text_id: "'t4'" }),
  aComment('m5', 'c1', { text: "'还行'", text_id: "'t5'" }),
  aComment('m6', 'c6', { text: "'举报人的留言'", text_id: "'t6'" }),
];

const tag = (owner: string, id: string) =>
  `('${owner}:${id}', '${owner}', '${id}', 'u1', '2025-06', 'policy_explanation_unclear', 0.9, 'handler', [{'start': 0, 'end': 3}], 'model', 'm', '1')`;

const found = [
  `INSERT INTO theme_tags VALUES ${['m1', 'm2', 'm3', 'm4', 'm6'].map(id => tag('comment', id)).join(', ')}`,
  `INSERT INTO red_flags VALUES ${tag('comment', 'm3')}`,
  "INSERT INTO abstentions VALUES ('comment', 'm5', 'no_content')",
  `INSERT INTO issues VALUES ('2025-06', 'i1', 1, '东村断水', NULL, NULL, NULL, 3, 3, 0.5, 0.2, 0.8, NULL, NULL, NULL, NULL, true, '2025-06-02', 50)`,
  `INSERT INTO issue_members VALUES ('2025-06', 'i1', 'c1', 0.9, NULL), ('2025-06', 'i1', 'c2', 0.8, 'c1'), ('2025-06', 'i1', 'c6', 1, NULL)`,
  `INSERT INTO bursts VALUES ('2025-06', 'issue', 'i1', '', 9, 2, 4.5, 2, 8, 0.001, 0.01), ('2025-06', 'subject', '水', 'u1', 4, 2, 2, 1, 4, 0.2, 0.4)`,
  `INSERT INTO supervision VALUES ('c1', 'completion', 'u1', '2025-06', '2025-06-10', 20, 'open', NULL, NULL, 0),
    ('c2', 'acceptance', 'u1', '2025-05', '2025-05-10', 51, 'open', NULL, NULL, 0),
    ('c7', 'completion', 'u1', '2025-06', '2025-06-10', 2, 'closed', NULL, NULL, 0),
    ('c8', 'completion', 'u1', '2025-07', '2025-07-10', 2, 'open', NULL, NULL, 0)`,
  `INSERT INTO rates SELECT '2025-05', 'u1', 'satisfaction', 8, 10, 0.8, 0.4, 0.9, 0.8, 0.8, NULL, NULL, 'inside', NULL, NULL, NULL`,
  `INSERT INTO rates SELECT '2025-06', 'u1', 'satisfaction', 6, 12, 0.5, 0.2, 0.8, 0.5, 0.5, NULL, NULL, 'inside', NULL, NULL, NULL`,
  `INSERT INTO rates SELECT '2025-06', 'u2', 'satisfaction', 3, 4, 0.75, 0.2, 0.9, 0.5, 0.5, NULL, NULL, 'inside', NULL, NULL, NULL`,
];

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
  const batch = await readAll(store, relation, { parameters });
  return rowsOf(batch) as Row<Relation>[] as Record<string, unknown>[];
}

function aCase(id: string, changes: Readonly<Record<string, string>>): string {
  const values: Record<string, string> = {
    case_id: `'${id}'`,
    unit_id: "'u1'",
    registered_on: "'2025-06-02'",
    month: "'2025-06'",
    is_first: 'true',
    is_repeat: 'false',
    is_backlog: 'false',
    is_urgent: 'false',
    is_counted: 'true',
    route: "'ordinary'",
    channel: "'网信'",
    summary: `'概况 ${id}'`,
    summary_id: `'s-${id}'`,
    reply_text: "''",
    source_id: "'s'",
    row: '1',
    ...changes,
  };
  return `INSERT INTO cases (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`;
}

function aComment(id: string, caseId: string, changes: Readonly<Record<string, string>>): string {
  const values: Record<string, string> = {
    comment_id: `'${id}'`,
    case_id: `'${caseId}'`,
    unit_id: "'u1'",
    rated_on: "'2025-06-20'",
    rating: "'dissatisfied'",
    rating_label: "'不满意'",
    rated_party: "'unit'",
    month: "'2025-06'",
    source_id: "'s'",
    row: '1',
    ...changes,
  };
  return `INSERT INTO comments (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`;
}
