import exceljs from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { slashed } from './calendar.js';

export type Cell = string | number | boolean;

/** Rows under a header. An empty text is an empty cell. */
export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const isDay = /^\d{4}-\d{2}-\d{2}$/u;

/** CSV (RFC 4180 quoting, line feeds), 是/否 for flags. */
export function csv(table: Table, write: (cell: string) => string = cell => cell): string {
  const line = (cells: readonly Cell[]) => cells.map(cell => quoted(write(cellText(cell)))).join(',');
  return `${[table.header, ...table.rows].map(line).join('\n')}\n`;
}

function cellText(cell: Cell): string {
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}

function quoted(text: string): string {
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function utf8(text: string, mark = false): Uint8Array {
  return new TextEncoder().encode((mark ? '\ufeff' : '') + text);
}

/** As a spreadsheet program saves CSV on a Chinese desktop: GB18030, days like 2026/2/5. */
export function gb18030(table: Table): Uint8Array {
  return iconv.encode(
    csv(table, cell => (isDay.test(cell) ? slashed(cell) : cell)),
    'gb18030',
  );
}

/** One object a line with every column; empty cells are null, flags true and false. */
export function jsonl(table: Table): Uint8Array {
  const record = (row: readonly Cell[]) =>
    Object.fromEntries(table.header.map((name, index) => [name, row[index] === '' ? null : row[index]!]));
  return utf8(table.rows.map(row => `${JSON.stringify(record(row))}\n`).join(''));
}

/** A workbook with one sheet, days as real dates; packed again so that the same rows give the same bytes anywhere. */
export async function xlsx(table: Table): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  book.creator = 'minsheng sample';
  book.lastModifiedBy = 'minsheng sample';
  book.created = new Date(Date.UTC(2026, 6, 1));
  book.modified = book.created;
  const sheet = book.addWorksheet(table.name);
  sheet.addRow([...table.header]);
  for (const row of table.rows) {
    sheet.addRow(row.map(cell => (cell === '' ? null : typeof cell === 'boolean' ? cellText(cell) : dated(cell))));
  }
  for (const [index, name] of table.header.entries()) {
    if (name.endsWith('_on')) sheet.getColumn(index + 1).numFmt = 'yyyy-mm-dd';
  }
  const parts = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()));
  const names = Object.keys(parts).sort();
  // Zip times are local: noon of a day by the local clock is the same numbers in every zone.
  return zipSync(Object.fromEntries(names.map(name => [name, parts[name]!])), {
    mtime: new Date(2026, 6, 1, 12),
    level: 9,
  });
}

function dated(cell: string | number): string | number | Date {
  return typeof cell === 'string' && isDay.test(cell) ? new Date(`${cell}T00:00:00Z`) : cell;
}
