import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { compose, dice } from '../../data/sample/dice.js';
import { sampleFiles } from '../../data/sample/generate.js';
import { burstUnit, campaignUnit, slowUnit, tinyUnit, unclearUnit, units } from '../../data/sample/office.js';
import { counts, redFlagTexts } from '../../data/sample/plants.js';
import { type Remarks, readTexts } from '../../data/sample/texts.js';
import { isoDay, monthOf } from '../../src/core/dates.js';
import { midP } from '../../src/stats/midp.js';
import { acceptance, completion, dayIn, isYes, patternOf, type SampleRow, sampleRows } from '../support/sample-rows.js';
import { inZones } from '../support/zones.js';

const folder = join(import.meta.dirname, '..', '..', 'data', 'sample', 'files');
const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
const ratings = new Set(['非常满意', '满意', '基本满意', '一般', '不满意', '非常不满意']);
const content = /\p{Script=Han}{3}/u;

let cases: SampleRow[];
let comments: SampleRow[];
let refused: { why: string; row: SampleRow }[];
let tables: Map<string, SampleRow[]>;

beforeAll(async () => {
  tables = await sampleRows(folder);
  const all = tables.get('cases')!;
  const said = tables.get('comments')!;
  const badDay = (row: SampleRow) =>
    Object.keys(row.cells).some(name => name.endsWith('_on') && row.cells[name] !== '' && dayIn(row, name) === null);
  cases = all.filter(row => !badDay(row));
  const known = new Set(cases.map(row => row.cells['case_id']));
  const unknownRating = (row: SampleRow) => row.cells['rating'] !== '' && !ratings.has(row.cells['rating']!);
  const unknownCase = (row: SampleRow) => !known.has(row.cells['case_id']);
  comments = said.filter(row => !unknownRating(row) && !unknownCase(row));
  refused = [
    ...all.filter(badDay).map(row => ({ why: 'bad_date', row })),
    ...said.filter(unknownRating).map(row => ({ why: 'unknown_rating', row })),
    ...said.filter(unknownCase).map(row => ({ why: 'unknown_case', row })),
  ];
});

const of = (rows: readonly SampleRow[], column: string, value: string) =>
  rows.filter(row => row.cells[column] === value);
const count = (rows: readonly SampleRow[], success: (row: SampleRow) => boolean) => ({
  x: rows.filter(success).length,
  n: rows.length,
});
const monthIn = (row: SampleRow, column: string) => {
  const day = dayIn(row, column);
  return day === null ? '' : monthOf(day);
};
/** Rated by citizens for the unit, in one of the months. */
const rated = (within: readonly string[] = months) =>
  comments.filter(
    row =>
      row.cells['rating'] !== '' && row.cells['rated_party'] !== 'office' && within.includes(monthIn(row, 'rated_on')),
  );
const counted = () => cases.filter(row => row.cells['route'] !== 'litigation' && row.cells['is_counted'] !== '否');

/** Comments of a unit with content, and those of them made of a wording of bad explanation. */
const patterns = readTexts<Remarks>('remarks').themes['policy_explanation_unclear']!.map(patternOf);
const isUnclear = (row: SampleRow) => patterns.some(pattern => pattern.test(row.cells['comment']!));
const told = (unit: string, month: string) =>
  count(
    of(rated([month]), 'unit_id', unit).filter(row => content.test(row.cells['comment']!)),
    isUnclear,
  );

test('the script makes the committed files, byte for byte, in every time zone', async () => {
  const committed = new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))]));
  for (const made of await inZones(sampleFiles)) {
    expect([...made.keys()].sort()).toEqual([...committed.keys()].sort());
    for (const [name, bytes] of made) expect(Buffer.compare(bytes, committed.get(name)!), name).toBe(0);
  }
});

test('an office of fourteen units in two tiers and six months', () => {
  const list = tables.get('units')!;
  expect(list).toHaveLength(14);
  expect(of(list, 'tier', 'upper')).toHaveLength(4);
  expect(of(list, 'tier', 'grassroots')).toHaveLength(10);
  expect(tables.get('appraisals')).toHaveLength(14 * 6 * 2);
  expect(cases.length).toBeGreaterThanOrEqual(2350);
  expect(cases.length).toBeLessThanOrEqual(2450);
  expect(comments.length).toBeGreaterThanOrEqual(1700);
  expect(comments.length).toBeLessThanOrEqual(1900);
  expect([...new Set(rated().map(row => monthIn(row, 'rated_on')))].sort()).toEqual(months);
});

test('files come in four formats and two encodings', () => {
  const names = readdirSync(folder);
  expect([...new Set(names.map(name => name.replace(/^.*\./u, '')))].sort()).toEqual(['csv', 'jsonl', 'xlsx']);
  const strict = new TextDecoder('utf-8', { fatal: true });
  const isUtf8 = (name: string) => {
    try {
      strict.decode(readFileSync(join(folder, name)));
      return true;
    } catch {
      return false;
    }
  };
  expect(names.filter(name => name.endsWith('.csv') && !isUtf8(name))).toEqual(['cases-2026-02.csv']);
});

test('exactly three rows are bad, each in its own way', () => {
  expect(refused.map(({ why, row }) => `${why} ${row.file}`)).toEqual([
    'bad_date cases-2026-02.csv',
    'unknown_rating comments-2026-03.csv',
    'unknown_case comments-2026-04.csv',
  ]);
  const ids = [...cases, ...comments].map(row => row.cells['comment_id'] ?? row.cells['case_id']);
  expect(new Set(ids).size).toBe(ids.length);
  const unitIds = new Set(units.map(unit => unit.id));
  expect([...cases, ...comments].filter(row => !unitIds.has(row.cells['unit_id']!))).toEqual([]);
});

test('nothing but deadlines lies after the last day, and the steps of a case follow one another', () => {
  const chains = [
    ['registered_on', 'transferred_on', 'accepted_on', 'replied_on', 'closed_on'],
    ['replied_on', 'document_on', 'delivered_on'],
    ['accepted_on', 'extension_notified_on', 'replied_on'],
  ];
  for (const row of [...cases, ...comments]) {
    for (const name of Object.keys(row.cells)) {
      if (!/_(on|at)$/u.test(name) || name === 'due_on' || name === 'rating_deadline_on') continue;
      expect(dayIn(row, name) ?? 0, `${row.cells['case_id']} ${name}`).toBeLessThan(20_635);
    }
  }
  expect(isoDay(20_635)).toBe('2026-07-01');
  for (const row of cases) {
    for (const chain of chains) {
      const days = chain.map(name => dayIn(row, name)).filter(day => day !== null);
      expect(days, `${row.cells['case_id']} ${chain}`).toEqual([...days].sort((a, b) => a - b));
    }
  }
});

test('one unit is slow; the others are on time as offices are', () => {
  for (const measure of [completion, acceptance]) {
    const slow = measure(of(counted(), 'unit_id', slowUnit), months);
    const rest = measure(
      counted().filter(row => row.cells['unit_id'] !== slowUnit),
      months,
    );
    expect(rest.x / rest.n).toBeGreaterThan(0.88);
    expect(rest.x / rest.n).toBeLessThan(0.98);
    expect(slow.x / slow.n).toBeLessThan(0.75);
    expect(midP(slow, rest)!).toBeLessThan(1e-12);
  }
});

test('satisfaction of every month is between 75 and 95 %', () => {
  for (const month of months) {
    const { x, n } = count(rated([month]), row => !row.cells['rating']!.includes('不'));
    expect(x / n, month).toBeGreaterThan(0.75);
    expect(x / n, month).toBeLessThan(0.95);
  }
});

test('one unit explains badly from May on', () => {
  for (const month of months.slice(3)) expect(told(unclearUnit, month).n, month).toBeGreaterThanOrEqual(40);
  for (const month of months.slice(0, 4)) expect(told(unclearUnit, month).x, month).toBeLessThanOrEqual(4);
  const tier = ['U11', 'U13', 'U14'];
  for (const month of months.slice(4)) {
    const here = told(unclearUnit, month);
    const rest = tier.map(unit => told(unit, month));
    const sum = { x: rest.reduce((total, { x }) => total + x, 0), n: rest.reduce((total, { n }) => total + n, 0) };
    expect(here.x / here.n).toBeGreaterThan(0.3);
    expect(midP(here, sum)!).toBeLessThan(1e-4);
  }
  expect(midP(told(unclearUnit, '2026-05'), told(unclearUnit, '2026-04'))!).toBeLessThan(1e-4);
});

test('June has a burst: one estate, one matter, many words', () => {
  const burst = of(cases, 'place', '云溪街道锦绣澜庭小区').filter(row => /停水|没水/u.test(row.cells['summary']!));
  const june = burst.filter(row => monthIn(row, 'registered_on') === '2026-06');
  expect(june).toHaveLength(40);
  expect(burst.length - june.length).toBeLessThanOrEqual(2);
  expect(of(june, 'unit_id', burstUnit).length).toBeGreaterThanOrEqual(25);
  expect(new Set(june.map(row => row.cells['summary'])).size).toBeGreaterThanOrEqual(35);
});

test('the tiny unit has eight cases, all rated 满意', () => {
  expect(of(cases, 'unit_id', tinyUnit)).toHaveLength(8);
  expect(of(comments, 'unit_id', tinyUnit).map(row => row.cells['rating'])).toEqual(Array(8).fill('满意'));
});

test('a campaign pastes one text on twenty-five days, a little edited', () => {
  const pasted = of(of(cases, 'unit_id', campaignUnit), 'channel', '网信').filter(row =>
    row.cells['summary']!.includes('孩子白天上课打瞌睡'),
  );
  expect(pasted).toHaveLength(25);
  expect(new Set(pasted.map(row => row.cells['registered_on'])).size).toBe(25);
  const pairs = (text: string) => new Set([...text].slice(1).map((character, at) => [...text][at]! + character));
  const first = pairs(pasted[0]!.cells['summary']!);
  for (const row of pasted) {
    const own = pairs(row.cells['summary']!);
    const both = [...own].filter(pair => first.has(pair)).length;
    expect(both / (own.size + first.size - both)).toBeGreaterThan(0.6);
  }
  expect(new Set(pasted.map(row => row.cells['summary'])).size).toBeGreaterThanOrEqual(12);
});

test('README states what the files hold', () => {
  const key = (row: SampleRow) =>
    ['unit_id', 'registered_on', 'channel', 'subject', 'place', 'summary'].map(name => row.cells[name]).join('\n');
  const given = (rows: readonly SampleRow[], column: string) => rows.filter(row => row.cells[column] !== '').length;
  const invited = of(comments, 'rating', '');
  const share = ({ x, n }: { x: number; n: number }) => `${x} / ${n}`;
  const slow = of(counted(), 'unit_id', slowUnit);
  const rest = counted().filter(row => row.cells['unit_id'] !== slowUnit);
  const facts = {
    'cases that are kept': cases.length,
    'comment rows that are kept': comments.length,
    'ratings of units': rated().length,
    'ratings of the office': of(comments, 'rated_party', 'office').length,
    'invitations without a rating': invited.length,
    'bad rows': refused.length,
    'cases with route litigation': of(cases, 'route', 'litigation').length,
    'cases with route accusation': of(cases, 'route', 'accusation').length,
    'cases that do not count': cases.filter(row => !isYes(row, 'is_counted')).length,
    'exact duplicates': cases.length - new Set(cases.map(key)).size,
    'backlog cases': cases.filter(row => isYes(row, 'is_backlog')).length,
    'urgent cases': cases.filter(row => isYes(row, 'is_urgent')).length,
    'extended cases': given(cases, 'extension_notified_on'),
    'repeats of an earlier case': given(cases, 'repeat_of'),
    'ratings with reason codes': given(comments, 'reason_codes'),
    'red-flag comments': comments.filter(row => redFlagTexts.includes(row.cells['comment']!)).length,
    'U02 accepted in 15 days': share(acceptance(slow, months)),
    'all others accepted in 15 days': share(acceptance(rest, months)),
    'U02 completed on time': share(completion(slow, months)),
    'all others completed on time': share(completion(rest, months)),
    ...Object.fromEntries(
      months.map(month => [`U12 told of bad explanations ${month}`, share(told(unclearUnit, month))]),
    ),
  };
  const readme = readFileSync(join(folder, '..', 'README.md'), 'utf8');
  const stated = [...readme.matchAll(/^\| +([^|]+?) +\| +(\d[\d /]*?) +\|$/gmu)].map(match => [match[1]!, match[2]!]);
  expect(Object.fromEntries(stated)).toEqual(
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
  );
});

test('what is set aside, entered twice, old, urgent, repeated or extended is there', () => {
  const planted = {
    litigation: of(cases, 'route', 'litigation').length,
    accusation: of(cases, 'route', 'accusation').length,
    uncounted: cases.filter(row => !isYes(row, 'is_counted')).length,
    backlog: cases.filter(row => isYes(row, 'is_backlog')).length,
  };
  const { litigation, accusation, uncounted, backlog } = counts;
  expect(planted).toEqual({ litigation, accusation, uncounted, backlog });
  const known = new Map(cases.map(row => [row.cells['case_id']!, row]));
  const repeats = cases.filter(row => row.cells['repeat_of'] !== '');
  expect(repeats.length).toBeGreaterThan(60);
  for (const row of repeats) {
    const first = known.get(row.cells['repeat_of']!)!;
    expect(dayIn(first, 'closed_on')!).toBeLessThanOrEqual(dayIn(row, 'registered_on')!);
  }
  const given = (name: string) => cases.filter(row => row.cells[name] !== '').length;
  expect(given('extension_notified_on')).toBeGreaterThan(30);
  expect(given('reported_at')).toBe(cases.filter(row => isYes(row, 'is_urgent')).length);
  expect(given('onsite_at')).toBeGreaterThan(100);
  expect(of(comments, 'rating', '').length).toBeGreaterThan(100);
  expect(of(comments, 'rated_party', 'office').length).toBeGreaterThan(50);
});

test('comments are varied, and personal data in texts is nobody’s', () => {
  const texts = comments.map(row => row.cells['comment']!).filter(text => text !== '');
  expect(new Set(texts).size / texts.length).toBeGreaterThanOrEqual(0.85);
  const all = [...cases.flatMap(row => [row.cells['summary']!, row.cells['reply']!]), ...texts].join('\n');
  expect(all).not.toMatch(/undefined|[{}|]/u);
  const mobiles = all.match(/(?<!\d)1[3-9]\d{9}(?!\d)/gu)!;
  expect(mobiles.length).toBeGreaterThan(100);
  expect(mobiles.filter(number => !number.startsWith('1380013'))).toEqual([]);
  const ids = all.match(/(?<!\d)\d{17}[\dX](?!\d)/gu)!;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const check = (id: string) =>
    '10X98765432'[weights.reduce((sum, weight, index) => sum + weight * Number(id[index]), 0) % 11];
  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter(id => check(id) !== id[17])).toEqual([]);
  expect(all.match(/京N0000\d/gu)!.length).toBeGreaterThan(10);
  expect(all.match(/@example\.(com|cn|org)/gu)!.length).toBeGreaterThan(10);
});

test('every theme of the taxonomy that a report may show has at least five wordings', () => {
  const { themes } = readTexts<Remarks>('remarks');
  expect(Object.keys(themes)).toHaveLength(19);
  const random = dice(1);
  for (const [theme, templates] of Object.entries(themes)) {
    expect(templates.length, theme).toBeGreaterThanOrEqual(5);
    for (const template of templates) {
      expect(patternOf(template).test(compose(random, template.replace(/\{\w+\}/gu, '某处'), {})), template).toBe(true);
    }
  }
});
