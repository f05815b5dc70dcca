import type { SourceRows } from '../core/source.js';
import { hasEndlessChain } from './compound.js';
import { Unreadable } from './content.js';
import { withinTime } from './deadline.js';
import { RowBatch } from './rows.js';
import { type Span, SpanFiller } from './spans.js';
import { formattedNumber, numberFormat } from './values.js';
import type { Sheet } from './workbook.js';

/** What SheetJS gives of a cell that is read here. */
interface SheetCell {
  readonly t: string;
  readonly v?: unknown;
  readonly w?: string;
  readonly z?: string | number;
}

/**
 * Sheets of an XLS workbook (BIFF 2 to 8) or an XML spreadsheet of 2003, hidden ones too. Cached results of formulas
 * count; merged cells repeat their value.
 * @throws Unreadable for an encrypted or damaged one.
 */
export async function readXls(bytes: Uint8Array): Promise<Sheet[]> {
  const xlsx = await import('@e965/xlsx');
  xlsx.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  if (bytes[0] === 0xd0 && hasEndlessChain(bytes)) throw new Unreadable(unreadable);
  const options = {
    type: 'array',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
  } as const;
  const book = parsed(() => withinTime(bytes.length, () => xlsx.read(bytes, options)));
  const system = book.Workbook?.WBProps?.date1904 ? 1904 : 1900;
  const sheets = book.SheetNames.flatMap(name => {
    const sheet = book.Sheets[name];
    if (!sheet || (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet')) return [];
    const rows = (sheet['!data'] ?? []) as (SheetCell | undefined)[][];
    const spans = (sheet['!merges'] ?? []).map(
      ({ s, e }): Span => ({ left: s.c, right: e.c, top: s.r + 1, bottom: e.r + 1 }),
    );
    return [{ name, rows: () => rowsOf(rows, spans, cell => cellText(cell, system)) }];
  });
  if (sheets.length === 0) throw new Unreadable(unreadable);
  return sheets;
}

const unreadable = 'not a readable XLS workbook';

/** SheetJS tells the console of every record that it does not know: not while it reads. */
function parsed<T>(read: () => T): T {
  const { error: shown } = console;
  try {
    console.error = () => {};
    return read();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(/password|encrypt/iu.test(String(error)) ? 'encrypted: a password is needed' : unreadable);
  } finally {
    console.error = shown;
  }
}

function* rowsOf(
  rows: readonly (readonly (SheetCell | undefined)[] | undefined)[],
  spans: readonly Span[],
  textOf: (cell: SheetCell) => string,
): Generator<SourceRows> {
  const tops = new Map<number, Span[]>();
  for (const span of spans) tops.set(span.top, [...(tops.get(span.top) ?? []), span]);
  const filler = new SpanFiller();
  const batch = new RowBatch();
  for (const [index, row] of rows.entries()) {
    const cells = Array.from(row ?? [], cell => (cell ? textOf(cell) : ''));
    filler.fill(index + 1, cells, tops.get(index + 1) ?? []);
    if (cells.some(cell => cell !== '')) batch.add(index + 1, cells, null);
    if (batch.isFull) yield batch.take();
  }
  if (!batch.isEmpty) yield batch.take();
}

function cellText(cell: SheetCell, system: 1900 | 1904): string {
  if (cell.t === 'e') return cell.w ?? '#N/A';
  if (typeof cell.v === 'number') {
    const format = typeof cell.z === 'number' ? numberFormat(cell.z, undefined) : numberFormat(0, cell.z);
    return formattedNumber(cell.v, format, system);
  }
  return cell.v === undefined || cell.v === null ? '' : String(cell.v);
}
