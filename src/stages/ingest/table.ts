import { headersOf, normaliseHeader, type Profile, type ProfileTable } from '../../core/profile.js';
import type { SourceTable } from '../../core/source.js';

export interface Found {
  readonly profile: Profile;
  readonly table: ProfileTable;
  /** Row number of the header as a person counts; of two header rows the lower. */
  readonly headerRow: number;
  /** Names of the columns; under two header rows `group/name`. */
  readonly header: readonly string[];
}

/** The header is one of so many first rows. */
export const searchedRows = 20;

/** Finds the profile and the header of a table: the first row, or pair of rows, that a profile knows. */
export function findTable(
  path: string,
  rows: readonly (readonly string[])[],
  numbers: readonly number[],
  profiles: readonly Profile[],
): Found | null {
  const file = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  for (let index = 0; index < Math.min(searchedRows, rows.length); index++) {
    const pair = rows[index + 1] && joinHeaders(rows[index]!, rows[index + 1]!);
    const two = pair && match(file, pair, profiles);
    if (two && usesGroup(two.table, pair)) return { ...two, headerRow: numbers[index + 1]!, header: pair };
    const one = match(file, rows[index]!, profiles);
    if (one) return { ...one, headerRow: numbers[index]!, header: rows[index]! };
  }
  return null;
}

function match(file: string, header: readonly string[], profiles: readonly Profile[]) {
  const names = new Set(header.map(normaliseHeader));
  for (const profile of profiles) {
    const table = profile.tables.find(
      candidate =>
        candidate.headers.every(name => names.has(normaliseHeader(name))) &&
        (candidate.file_name === undefined || file.includes(candidate.file_name)),
    );
    if (table) return { profile, table };
  }
  return null;
}

/** Two rows are one header only where the profile reads a column by group and name: a row of data is no name. */
function usesGroup(table: ProfileTable, header: readonly string[]): boolean {
  const grouped = new Set(header.filter(name => name.includes('/')).map(normaliseHeader));
  return table.records.some(record =>
    Object.values(record.columns).some(source => headersOf(source).some(name => grouped.has(normaliseHeader(name)))),
  );
}

/**
 * Two header rows as one: `group/name` where the lower row names something under a group. A merged cell has its value
 * in the first cell with blanks after it, or in each of its cells.
 */
export function joinHeaders(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const [above, below] = [(upper[index] ?? '').trim(), (lower[index] ?? '').trim()];
    if (above !== '') group = above;
    if (below === '' || below === above) return above;
    return group === '' ? below : `${group}/${below}`;
  });
}

const total = /^(?:本页|本表)?(合计|总计|小计)(?:[:：]?[\d,.]*[件条行个次]?)$/u;
const signature =
  /^(?:制表|制单|填表|填报|统计|审核|复核|审批|负责|单位负责|经办|报送|打印|导出|报表)(?:人|员|单位|部门|日期|时间)?(?:签字|签名|盖章)?[:：]/u;

/** What a row below the header is. `end`: a total, after which nothing is data. */
export function kindOfRow(cells: readonly string[]): 'data' | 'blank' | 'subtotal' | 'end' | 'signature' {
  const first = cells.find(cell => cell.trim() !== '');
  if (first === undefined) return 'blank';
  if (first.length > 40 || !/[计:：]/u.test(first)) return 'data';
  const text = normaliseHeader(first);
  const sum = total.exec(text);
  if (sum) return sum[1] === '小计' ? 'subtotal' : 'end';
  return signature.test(text) ? 'signature' : 'data';
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
