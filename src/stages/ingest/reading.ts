import { headersOf, normaliseHeader, type Profile, type ProfileTable, personHeaders } from '../../core/profile.js';
import type { SourceRows, SourceTable } from '../../core/source.js';
import { RecordReader } from './records.js';
import { type Found, findTable, hasExtraCells, kindOfRow, searchedRows } from './table.js';

/** A row of data, or why it could not be read as one. */
export interface DataRow {
  /** As a person counts in the file. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly fault: 'bad_encoding' | 'unparseable_row' | 'excluded_by_profile' | null;
  readonly profile: Profile;
  readonly readers: readonly RecordReader[];
}

/** What a table turned out to be; `found` is null, and `reason` says why, where nothing can be read. */
export interface TableReading {
  readonly found: Found | null;
  readonly readers: readonly RecordReader[];
  readonly rows: number;
  readonly reason: string | null;
}

/** Finds profile and header of a table and hands over each row of data below it, in file order. */
export async function readTable(
  table: SourceTable,
  profiles: readonly Profile[],
  use: (row: DataRow) => void,
): Promise<TableReading> {
  const nothing = { found: null, readers: [], rows: 0 };
  if (table.reason !== null) return { ...nothing, reason: table.reason };
  let found: Found | null = null;
  let readers: RecordReader[] = [];
  let excluded: (cells: readonly string[]) => boolean = () => false;
  let rows = 0;
  let isOver = false;
  for await (const batch of withWholeHead(table.rows())) {
    if (isOver) break;
    if (!found) {
      found = findTable(table.path, batch.cells, batch.numbers, profiles);
      if (!found) break;
      const { profile, header } = found;
      readers = found.table.records
        .map(record => new RecordReader(record, profile, header))
        .filter(each => each.occurs);
      excluded = exclusion(found.profile, found.table, header);
    }
    const { headerRow, header, profile } = found;
    for (const [index, number] of batch.numbers.entries()) {
      if (number <= headerRow) continue;
      const cells = batch.cells[index]!;
      let fault: DataRow['fault'] = batch.faults[index]!;
      if (fault === null) {
        const kind = kindOfRow(cells);
        isOver = kind === 'end';
        if (isOver) break;
        if (kind !== 'data') continue;
        if (hasExtraCells(cells, header.length)) fault = 'unparseable_row';
        else if (excluded(cells)) fault = 'excluded_by_profile';
      }
      rows++;
      use({ number, cells, fault, profile, readers });
    }
  }
  return found ? { found, readers, rows, reason: null } : { ...nothing, reason: 'no header row of a known profile' };
}

/** The same batches, the first of them long enough to hold every row among which the header is sought. */
export async function* withWholeHead(batches: AsyncIterable<SourceRows>): AsyncGenerator<SourceRows> {
  let head: SourceRows | null = null;
  let isWhole = false;
  for await (const batch of batches) {
    if (isWhole) {
      yield batch;
      continue;
    }
    head = head ? joined(head, batch) : batch;
    isWhole = head.numbers.length > searchedRows;
    if (isWhole) yield head;
  }
  if (head && !isWhole) yield head;
}

function joined(one: SourceRows, two: SourceRows): SourceRows {
  return {
    numbers: [...one.numbers, ...two.numbers],
    cells: [...one.cells, ...two.cells],
    faults: [...one.faults, ...two.faults],
  };
}

const textColumns = new Set(['text', 'summary', 'reply']);

/** Whether a row holds one of the profile's words of exclusion in a cell that is neither text nor person. */
function exclusion(profile: Profile, table: ProfileTable, header: readonly string[]) {
  const words = new Set(profile.exclude);
  if (words.size === 0) return () => false;
  const longest = Math.max(...profile.exclude.map(word => word.length)) + 2;
  const texts = table.records.flatMap(record =>
    Object.entries(record.columns)
      .filter(([name]) => textColumns.has(name))
      .flatMap(([, source]) => headersOf(source)),
  );
  const passed = new Set([...texts, ...personHeaders, ...profile.person].map(normaliseHeader));
  const indexes = [...header.keys()].filter(index => !passed.has(normaliseHeader(header[index]!)));
  return (cells: readonly string[]) =>
    indexes.some(index => {
      const cell = cells[index];
      return cell !== undefined && cell.length > 0 && cell.length <= longest && words.has(cell.trim());
    });
}
