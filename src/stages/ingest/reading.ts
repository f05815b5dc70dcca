import type { Profile } from '../../core/profile.js';
import type { SourceTable } from '../../core/source.js';
import { RecordReader } from './records.js';
import { type Found, findTable, hasExtraCells, isData } from './table.js';

/** A row of data, or why it could not be read as one. */
export interface DataRow {
  /** As a person counts in the file. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly fault: 'bad_encoding' | 'unparseable_row' | null;
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
  let rows = 0;
  for await (const batch of table.rows()) {
    if (!found) {
      found = findTable(table.path, batch.cells, batch.numbers, profiles);
      if (!found) break;
      const { profile, header } = found;
      readers = found.table.records.map(record => new RecordReader(record, profile, header));
    }
    const { headerRow, header, profile } = found;
    for (const [index, number] of batch.numbers.entries()) {
      const cells = batch.cells[index]!;
      const fault = batch.faults[index]!;
      if (number <= headerRow || (fault === null && !isData(cells))) continue;
      rows++;
      const extra = hasExtraCells(cells, header.length) ? 'unparseable_row' : null;
      use({ number, cells, fault: fault ?? extra, profile, readers });
    }
  }
  return found ? { found, readers, rows, reason: null } : { ...nothing, reason: 'no header row of a known profile' };
}
