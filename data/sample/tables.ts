import { isoOf, monthOf, reportMonths } from './calendar.js';
import type { Draft } from './cases.js';
import { fileMonth, type Said } from './comments.js';
import type { Dice } from './dice.js';
import type { Cell, Table } from './formats.js';
import { unclearFrom, unclearUnit, units } from './office.js';
import { stepColumns } from './timeline.js';

const caseHeader = [
  'case_id',
  'unit_id',
  ...stepColumns,
  'is_first',
  'is_repeat',
  'repeat_of',
  'is_backlog',
  'is_urgent',
  'is_counted',
  'route',
  'channel',
  'subject',
  'place',
  'summary',
  'reply',
];
const commentHeader = [
  'comment_id',
  'case_id',
  'unit_id',
  'rated_on',
  'rating',
  'comment',
  'rated_party',
  'rating_deadline_on',
  'reason_codes',
];

/** A case id: XF, month of registration, number within it; earlier days come first. */
export function caseIds(drafts: readonly Draft[]): Map<Draft, string> {
  const ordered = drafts
    .map((draft, index) => ({ draft, index }))
    .sort((a, b) => a.draft.time.registered - b.draft.time.registered || a.index - b.index);
  const used = new Map<string, number>();
  return new Map(
    ordered.map(({ draft }) => {
      const month = monthOf(draft.time.registered).replace('-', '');
      const number = (used.get(month) ?? 0) + 1;
      used.set(month, number);
      return [draft, `XF${month}${String(number).padStart(6, '0')}`];
    }),
  );
}

/** Cases by the file they go in: cases-2025 for all earlier ones, then one for each month. */
export function caseTables(ids: ReadonlyMap<Draft, string>): Table[] {
  const tables = new Map(['2025', ...reportMonths].map(part => [part, [] as Cell[][]]));
  for (const [draft, id] of ids) {
    const month = monthOf(draft.time.registered);
    tables.get(month < '2026-01' ? '2025' : month)!.push(caseRow(draft, id, ids));
  }
  const february = tables.get('2026-02')!;
  february.splice(100, 0, badDate(february[100]!));
  return [...tables].map(([part, rows]) => ({ name: `cases-${part}`, header: caseHeader, rows }));
}

function caseRow(draft: Draft, id: string, ids: ReadonlyMap<Draft, string>): Cell[] {
  const repeats = draft.repeats ? ids.get(draft.repeats)! : '';
  const flags = [
    !draft.repeats,
    draft.repeats !== undefined,
    repeats,
    draft.isBacklog,
    draft.isUrgent,
    draft.isCounted,
  ];
  const words = [draft.route, draft.channel, draft.subject, draft.place, draft.summary, draft.reply];
  return [id, draft.unit.id, ...stepColumns.map(name => draft.time.dates[name]), ...flags, ...words];
}

/** A planted bad row: the thirtieth of February. */
function badDate(row: readonly Cell[]): Cell[] {
  return row.map((cell, index) => (index === 0 ? 'XF202602000999' : index === 2 ? '2026-02-30' : cell));
}

/** Comments by month, each with its planted bad row where it has one. */
export function commentTables(all: readonly Said[], ids: ReadonlyMap<Draft, string>): Table[] {
  return reportMonths.map(month => {
    const said = all
      .filter(each => fileMonth(each) === month)
      .sort((a, b) => (a.ratedOn ?? a.deadline!) - (b.ratedOn ?? b.deadline!));
    const rows = said.map((each, index) =>
      commentRow(each, `PJ${month.replace('-', '')}${String(index + 1).padStart(6, '0')}`, ids),
    );
    if (month === '2026-03') rows.splice(60, 0, bad(rows[60]!, 'PJ202603000999', 4, '还行吧'));
    if (month === '2026-04') rows.splice(80, 0, bad(rows[80]!, 'PJ202604000999', 1, 'XF209901000001'));
    return { name: `comments-${month}`, header: commentHeader, rows };
  });
}

function bad(row: readonly Cell[], id: string, column: number, cell: Cell): Cell[] {
  const rated = row[3] === '' ? '2026-03-10' : row[3]!;
  return row.map((old, index) => (index === 0 ? id : index === column ? cell : index === 3 ? rated : old));
}

function commentRow(said: Said, id: string, ids: ReadonlyMap<Draft, string>): Cell[] {
  const day = (value: number | null) => (value === null ? '' : isoOf(value));
  return [
    id,
    ids.get(said.draft)!,
    said.draft.unit.id,
    day(said.ratedOn),
    said.rating,
    said.comment,
    said.party,
    day(said.deadline),
    said.reasons,
  ];
}

export function unitTable(): Table {
  const rows = units.map(unit => [unit.id, unit.name, unit.tier, unit.parent, unit.headcount]);
  return { name: 'units', header: ['unit_id', 'name', 'tier', 'parent_id', 'headcount'], rows };
}

/** Scores of superior and third party, around the unit's usual ones; the bad explainer's sink by four. */
export function appraisalTable(random: Dice): Table {
  const rows = units.flatMap(unit =>
    reportMonths.flatMap(month =>
      (['superior', 'third_party'] as const).map((source, index) => {
        const sunk = unit.id === unclearUnit && month >= unclearFrom ? 4 : 0;
        return [unit.id, month, source, unit.appraised[index]! - sunk + random.whole(-30, 30) / 10];
      }),
    ),
  );
  return {
    name: 'appraisals',
    header: ['unit_id', 'month', 'source', 'score'],
    rows: rows.map(row => row.map(cell => (typeof cell === 'number' ? Number(cell.toFixed(1)) : cell))),
  };
}
