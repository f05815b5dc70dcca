import {
  type ColumnSource,
  columnsOf,
  type HeaderSource,
  normaliseHeader,
  type Profile,
  personHeaders,
} from '../../core/profile.js';
import { type Content, hints, isDay, keys, ofCases, ofComments, personHint, rowNumber } from './hints.js';
import { joinHeaders, kindOfRow, searchedRows } from './table.js';
import { type Traits, traitsOf } from './traits.js';

/** One of our columns and the header that seems to mean it; `header` is null where none does. */
export interface ProposedColumn {
  readonly name: string;
  readonly header: string | null;
  readonly isSure: boolean;
  /** Distinct cells, where they are few. */
  readonly words: readonly string[];
  /** How a known profile reads cells under this header. */
  readonly source: HeaderSource | null;
}

export interface ProposedRecord {
  readonly kind: 'cases' | 'comments';
  readonly party: 'unit' | 'office';
  readonly columns: readonly ProposedColumn[];
}

export interface Proposal {
  readonly records: readonly ProposedRecord[];
  readonly person: readonly { readonly header: string; readonly isSure: boolean }[];
  readonly unread: readonly string[];
}

type Kind = ProposedRecord['kind'];
type Meaning = { readonly kind: Kind | 'both'; readonly name: string; readonly source: HeaderSource | null };
const sureDays = /_(?:on|at)$/u;

/**
 * Proposes what the columns of a table of unknown kind mean, by header and by content.
 * @returns null where nothing looks like the header of cases or comments.
 */
export function proposeRecords(rows: readonly (readonly string[])[], profiles: readonly Profile[]): Proposal | null {
  const synonyms = synonymsOf(profiles);
  const head = findHeader(rows, synonyms);
  if (!head) return null;
  const data = rows.slice(head.below).filter(cells => kindOfRow(cells) === 'data');
  const columns = head.header.map((text, index) => ({
    header: normaliseHeader(text),
    traits: traitsOf(data.map(cells => cells[index] ?? '')),
  }));
  return new Matching(columns, synonyms).proposal();
}

/** Header → meaning, of every header that a profile knows. */
function synonymsOf(profiles: readonly Profile[]): ReadonlyMap<string, Meaning> {
  const found = new Map<string, Meaning>();
  for (const record of profiles.flatMap(profile => profile.tables.flatMap(table => table.records))) {
    if (record.kind !== 'cases' && record.kind !== 'comments') continue;
    for (const [name, source] of Object.entries(record.columns)) {
      const kind = name === 'case_id' || name === 'unit_id' ? 'both' : record.kind;
      for (const part of partsOfSource(source)) {
        for (const header of part.headers.map(normaliseHeader))
          if (!found.has(header)) found.set(header, { kind, name, source: part });
      }
    }
  }
  return found;
}

/** Joined headers (`title`, `text` of a message board) say too little alone. */
function partsOfSource(source: ColumnSource): readonly HeaderSource[] {
  if ('either' in source) return source.either;
  return 'headers' in source ? [source] : [];
}

/** The row, or pair of rows, that looks most like a header: known words count most, cells that look like data against. */
function findHeader(rows: readonly (readonly string[])[], synonyms: ReadonlyMap<string, Meaning>) {
  let best: { header: readonly string[]; below: number; score: number } | null = null;
  for (let at = 0; at < Math.min(searchedRows, rows.length); at++) {
    const cells = [...new Set(rows[at]!.map(normaliseHeader).filter(name => name !== ''))];
    const names = cells.filter(isName);
    if (names.length < 2 || 2 * names.length <= cells.length) continue;
    const known = names.filter(name => synonyms.has(name) || hints.some(([words]) => words.test(name))).length;
    const score = 3 * known + names.length - 2 * (cells.length - names.length);
    if (best && score <= best.score) continue;
    const pair = isPair(rows[at]!, rows[at + 1] ?? []);
    best = { header: pair ? joinHeaders(rows[at]!, rows[at + 1]!) : rows[at]!, below: at + (pair ? 2 : 1), score };
  }
  return best;
}

/** Whether a cell may be the name of a column: short, no number, day or sentence. */
function isName(cell: string): boolean {
  return cell.length <= 20 && !/^\d|\d{3}|[，。！？；]/u.test(cell);
}

/** Whether the lower row names columns below groups of the upper one, and nothing below a column that is no group. */
function isPair(upper: readonly string[], lower: readonly string[]): boolean {
  const names = lower.map(cell => cell.trim());
  const placed = [...names.keys()].filter(index => names[index] !== '' && names[index] !== (upper[index] ?? '').trim());
  if (placed.length < 2 || !placed.every(index => names[index]!.length <= 20 && !/\d/u.test(names[index]!)))
    return false;
  const continues = (index: number) => {
    const above = (upper[index] ?? '').trim();
    return index > 0 && placed.includes(index - 1) && (above === '' || above === (upper[index - 1] ?? '').trim());
  };
  return placed.every(index => continues(index) || continues(index + 1));
}

interface Column {
  readonly header: string;
  readonly traits: Traits;
}

/** Gives each column of a table one meaning at most, each meaning one column. */
class Matching {
  readonly #columns: readonly Column[];
  /** `group name` → column; a rating below a group is a comment of its own. */
  readonly #taken = new Map<string, ProposedColumn & Meaning & { readonly group: string }>();
  readonly #used = new Set<Column>();
  readonly #person: Proposal['person'];

  constructor(columns: readonly Column[], synonyms: ReadonlyMap<string, Meaning>) {
    const known = new Set(personHeaders.map(normaliseHeader));
    const isPerson = (column: Column) =>
      known.has(column.header) ||
      (!synonyms.has(column.header) && (personHint.test(column.header) || column.traits.persons >= 0.3));
    const read = columns.filter(column => column.header !== '');
    this.#columns = read.filter(column => !isPerson(column));
    this.#person = read.filter(isPerson).map(({ header }) => ({ header, isSure: known.has(header) }));
    for (const column of this.#columns) {
      const meaning = synonyms.get(column.header) ?? synonyms.get(partsOf(column.header).name);
      if (meaning) this.#take(column, meaning, !sureDays.test(meaning.name) || isDay(column.traits));
    }
    for (const [words, kind, name, fits] of hints) {
      for (const column of this.#columns)
        if (words.test(column.header) && fits(column.traits)) this.#take(column, { kind, name, source: null }, false);
    }
    this.#byContent(keys);
    const kinds = [...this.#taken.values()].map(each => each.kind);
    this.#byContent(kinds.includes('comments') && !kinds.includes('cases') ? ofComments : ofCases);
  }

  #byContent(contents: readonly Content[]): void {
    for (const [kind, name, fits] of contents) {
      if ([...this.#taken.values()].some(each => each.name === name)) continue;
      const column = this.#columns.find(
        each => !this.#used.has(each) && !rowNumber.test(each.header) && fits(each.traits),
      );
      if (column) this.#take(column, { kind, name, source: null }, false);
    }
  }

  #take(column: Column, meaning: Meaning, isSure: boolean): void {
    const group = meaning.kind === 'comments' ? partsOf(column.header).group : '';
    const key = `${group} ${meaning.name}`;
    if (this.#used.has(column) || this.#taken.has(key)) return;
    this.#used.add(column);
    this.#taken.set(key, { ...meaning, group, header: column.header, isSure, words: column.traits.words });
  }

  proposal(): Proposal | null {
    const taken = [...this.#taken.values()];
    const find = (name: string) => taken.find(each => each.name === name);
    const groups = [...new Set(taken.filter(each => each.kind === 'comments').map(each => each.group))];
    const id = find('case_id') ?? this.#mostDistinct();
    if (!id) return null;
    const keys = [id, find('unit_id') ?? nobody];
    const registered = find('registered_on');
    const records: ProposedRecord[] = [];
    if (registered) {
      const columns = ordered('cases', [...keys, ...taken.filter(each => each.kind === 'cases')]);
      records.push({ kind: 'cases', party: 'unit', columns });
    }
    for (const group of groups) {
      const own = taken.filter(each => each.kind === 'comments' && each.group === group);
      if (!own.some(each => each.name === 'rating' || each.name === 'text')) continue;
      const day = find('closed_on') ?? registered;
      const dated =
        own.some(each => each.name === 'rated_on') || !day
          ? own
          : [{ ...day, name: 'rated_on', isSure: false }, ...own];
      records.push({
        kind: 'comments',
        party: /信访/u.test(group) ? 'office' : 'unit',
        columns: ordered('comments', [...keys, ...dated]),
      });
    }
    if (records.length === 0) return null;
    const unread = this.#columns.filter(column => !this.#used.has(column)).map(column => column.header);
    return { records, person: this.#person, unread };
  }

  /** Where no column looks like an id, the one with the most distinct cells stands for it. */
  #mostDistinct(): ProposedColumn | null {
    const free = this.#columns.filter(column => !this.#used.has(column) && column.traits.filled >= 0.9);
    const [best] = free.sort((one, two) => two.traits.distinct - one.traits.distinct);
    if (!best) return null;
    this.#used.add(best);
    return { ...nobody, name: 'case_id', header: best.header };
  }
}

const nobody: ProposedColumn = { name: 'unit_id', header: null, isSure: false, words: [], source: null };

function ordered(kind: Kind, columns: readonly ProposedColumn[]): ProposedColumn[] {
  const order = columnsOf(kind);
  return [...columns].sort((one, two) => order.indexOf(one.name) - order.indexOf(two.name));
}

function partsOf(header: string): { group: string; name: string } {
  const at = header.indexOf('/');
  return at < 0 ? { group: '', name: header } : { group: header.slice(0, at), name: header.slice(at + 1) };
}
