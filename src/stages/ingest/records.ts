import {
  headersOf,
  normaliseHeader,
  type Profile,
  type ProfileRecord,
  type RecordKind,
  requiredColumns,
} from '../../core/profile.js';
import { uncachedMark } from '../../core/source.js';
import { type Cells, cellsOf, placesOf } from './columns.js';
import {
  type Read,
  readDay,
  readFlag,
  readId,
  readNumber,
  readText,
  readTime,
  readUnit,
  readWord,
  saysNothing,
} from './values.js';

export type Reason = 'unparseable_row' | 'missing_required' | 'bad_date' | 'bad_number' | 'unknown_rating' | 'too_long';
export type Fields = Record<string, unknown>;
export type Refused = { readonly reason: Reason; readonly detail: string };

type Reader = (cell: string, profile: Profile) => Read<unknown>;

const id: Reader = readId;
const unit: Reader = readUnit;
const word: Reader = readWord;
const text: Reader = readText;
const day: Reader = cell => readDay(cell);
const time: Reader = cell => readTime(cell);
const flag: Reader = readFlag;

const readers: Record<RecordKind, Readonly<Record<string, Reader>>> = {
  cases: {
    case_id: id,
    unit_id: unit,
    registered_on: day,
    transferred_on: day,
    accepted_on: day,
    acceptance_notice_on: day,
    due_on: day,
    extension_notified_on: day,
    replied_on: day,
    closed_on: day,
    document_on: day,
    delivered_on: day,
    reported_at: time,
    onsite_at: time,
    is_first: flag,
    is_repeat: flag,
    repeat_of: id,
    is_backlog: flag,
    is_urgent: flag,
    is_counted: flag,
    route: oneOf('ordinary', 'litigation', 'accusation'),
    channel: word,
    subject: word,
    place: word,
    summary: text,
    reply: text,
  },
  comments: {
    comment_id: id,
    case_id: id,
    unit_id: unit,
    rated_on: day,
    rating,
    reason_codes: codes,
    rated_party: oneOf('unit', 'office'),
    rating_deadline_on: day,
    text,
  },
  units: {
    unit_id: unit,
    name: word,
    tier: oneOf('grassroots', 'upper'),
    parent_id: unit,
    headcount: cell => readNumber(cell, 0, 1e6, true),
  },
  appraisals: {
    unit_id: unit,
    month: monthText,
    source: oneOf('superior', 'third_party'),
    score: cell => readNumber(cell, 0, 100),
  },
};

/** How one kind of record is read from rows under a given header. */
export class RecordReader {
  readonly kind: RecordKind;
  readonly #profile: Profile;
  readonly #columns: readonly {
    name: string;
    read: Reader;
    cells: Cells;
    isOffered: boolean;
  }[];
  readonly #when: readonly number[] | null;
  readonly #record: ProfileRecord;

  constructor(record: ProfileRecord, profile: Profile, header: readonly string[]) {
    this.kind = record.kind;
    this.#record = record;
    this.#profile = profile;
    const places = placesOf(header);
    this.#when = record.when
      ? record.when.map(name => places.get(normaliseHeader(name)) ?? -1).filter(index => index >= 0)
      : null;
    this.#columns = Object.entries(record.columns).map(([name, source]) => ({
      name,
      read: readers[record.kind][name]!,
      cells: cellsOf(source, places),
      isOffered: headersOf(source).some(header => places.has(normaliseHeader(header))),
    }));
  }

  /** Whether the table can have such a record at all. */
  get occurs(): boolean {
    return this.#when?.length !== 0;
  }

  /** `kind.column` of every column whose header the table has. */
  offered(): string[] {
    return this.#columns.filter(column => column.isOffered).map(column => `${this.kind}.${column.name}`);
  }

  /** Our columns that are read from a header. */
  usesOf(header: string): string[] {
    const name = normaliseHeader(header);
    const uses = Object.entries(this.#record.columns).filter(([, source]) =>
      headersOf(source).some(each => normaliseHeader(each) === name),
    );
    return uses.map(([column]) => column);
  }

  /** The record of a row; null where the row has none of this kind; or why it is refused. */
  read(row: readonly string[]): Fields | Refused | null {
    if (this.#when?.every(index => saysNothing(row[index] ?? ''))) return null;
    const fields: Fields = {};
    for (const column of this.#columns) {
      const cell = column.cells(row);
      if (cell.includes(uncachedMark)) return { reason: 'unparseable_row', detail: column.name };
      const result = column.read(cell, this.#profile);
      if ('reason' in result) return { reason: result.reason, detail: column.name };
      fields[column.name] = result.value;
    }
    for (const name of requiredColumns[this.kind]) {
      if (fields[name] == null) return { reason: 'missing_required', detail: name };
    }
    const said = fields['rating'] != null || (fields['text'] ?? '') !== '';
    if (this.kind === 'comments' && said && fields['rated_on'] == null)
      return { reason: 'missing_required', detail: 'rated_on' };
    return fields;
  }
}

/** True for a value that says why a row is refused. */
export function isRefused(value: Fields | Refused | null): value is Refused {
  return value !== null && typeof value['reason'] === 'string' && 'detail' in value;
}

function oneOf(...words: string[]): Reader {
  return cell => {
    const read = cell.trim();
    if (read === '') return { value: null };
    return words.includes(read) ? { value: read } : { reason: 'bad_number' };
  };
}

function rating(cell: string, profile: Profile): Read<unknown> {
  const label = Object.hasOwn(profile.ratings, cell) ? cell : cell.normalize('NFKC').replace(/\s+/gu, '');
  if (label === '') return { value: null };
  return Object.hasOwn(profile.ratings, label) ? { value: label } : { reason: 'unknown_rating' };
}

function codes(cell: string): Read<unknown> {
  const found = cell
    .normalize('NFKC')
    .split(/[^0-9A-Za-z]+/u)
    .filter(code => code !== '');
  return { value: found.length > 0 ? found : null };
}

function monthText(cell: string): Read<unknown> {
  const match = /^(\d{4})[-/.年](\d{1,2})月?$/u.exec(cell.normalize('NFKC').trim());
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return { reason: 'bad_date' };
  return { value: `${match[1]}-${String(month).padStart(2, '0')}` };
}
