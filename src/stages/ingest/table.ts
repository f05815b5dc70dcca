import { normaliseHeader, type Profile, type ProfileTable } from '../../core/profile.js';
import type { SourceTable } from '../../core/source.js';

export interface Found {
  readonly profile: Profile;
  readonly table: ProfileTable;
  /** Row number of the header as a person counts. */
  readonly headerRow: number;
  readonly header: readonly string[];
}

const searchedRows = 20;

/** Finds the profile and the header row of a table: the first of its first 20 rows that a profile knows. */
export function findTable(
  path: string,
  rows: readonly (readonly string[])[],
  numbers: readonly number[],
  profiles: readonly Profile[],
): Found | null {
  const file = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  for (let index = 0; index < Math.min(searchedRows, rows.length); index++) {
    const header = rows[index]!;
    const names = new Set(header.map(normaliseHeader));
    for (const profile of profiles) {
      const table = profile.tables.find(
        candidate =>
          candidate.headers.every(name => names.has(normaliseHeader(name))) &&
          (candidate.file_name === undefined || file.includes(candidate.file_name)),
      );
      if (table) return { profile, table, headerRow: numbers[index]!, header };
    }
  }
  return null;
}

/** Blank rows and rows of totals are not data. */
export function isData(cells: readonly string[]): boolean {
  if (cells.every(cell => cell.trim() === '')) return false;
  return !/^(合\s*计|总\s*计|小\s*计)[:：]?$/u.test((cells.find(cell => cell.trim() !== '') ?? '').trim());
}

/** Extra cells that hold something have no column to go to. */
export function hasExtraCells(cells: readonly string[], columns: number): boolean {
  return cells.length > columns && cells.slice(columns).some(cell => cell.trim() !== '');
}

/** Identifies a table by where it was found and what it held. */
export function sourceId(table: SourceTable): string {
  const sheet = table.sheet === null ? '' : `#${table.sheet}`;
  return `${table.path}${sheet}@${table.sha256.slice(0, 12)}`;
}
