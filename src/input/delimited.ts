import { parse } from 'csv-parse/sync';
import type { SourceRows } from '../core/source.js';

const recordsPerBatch = 4096;

/** The delimiter that splits the first lines into the most equal parts. */
export function findDelimiter(text: string): ',' | '\t' | ';' {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/u, 12)
    .filter(line => line !== '');
  let best: { delimiter: ',' | '\t' | ';'; columns: number } = { delimiter: ',', columns: 0 };
  for (const delimiter of [',', '\t', ';'] as const) {
    const columns = Math.max(0, ...lines.map(line => line.split(delimiter).length));
    if (columns > best.columns) best = { delimiter, columns };
  }
  return best.delimiter;
}

interface RecordRange {
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

/**
 * Splits text into records. A quote counts only at the start of a field; a quoted field that meets a character which
 * may not follow its closing quote, or the end of the file, costs only the line on which it began.
 */
export function* recordsOf(text: string, delimiter: string): Generator<RecordRange> {
  let start = 0;
  while (start < text.length) {
    const range = recordAt(text, start, delimiter);
    yield range;
    start = range.end + (text[range.end] === '\r' && text[range.end + 1] === '\n' ? 2 : 1);
  }
}

function recordAt(text: string, start: number, delimiter: string): RecordRange {
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const after = closingQuote(text, at) + 1;
      const next = text[after];
      const ends = after > 0 && (next === undefined || next === delimiter || next === '\n' || next === '\r');
      if (!ends) return { start, end: lineEnd(text, start), closed: false };
      at = after;
    } else {
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    }
    if (text[at] !== delimiter) return { start, end: at, closed: true };
    at++;
  }
}

/** Offset of the quote that closes the one at `open`; −1 where none does. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function lineEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** Rows of a delimited text in batches. Row numbers count records: a quoted line break does not start a new row. */
export function* delimitedRows(text: string): Generator<SourceRows> {
  const delimiter = findDelimiter(text);
  let number = 0;
  let pending: RecordRange[] = [];
  for (const range of recordsOf(text, delimiter)) {
    pending.push(range);
    if (pending.length < recordsPerBatch) continue;
    yield batch(text, pending, number, delimiter);
    number += pending.length;
    pending = [];
  }
  if (pending.length > 0) yield batch(text, pending, number, delimiter);
}

function batch(text: string, ranges: readonly RecordRange[], before: number, delimiter: string): SourceRows {
  const good = ranges.filter(range => range.closed && range.end > range.start);
  const parsed: string[][] = parse(good.map(range => text.slice(range.start, range.end)).join('\n'), {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
  });
  const cells: string[][] = [];
  const faults: SourceRows['faults'][number][] = [];
  let next = 0;
  for (const range of ranges) {
    const row = !range.closed || range.end === range.start ? [] : (parsed[next++] ?? []);
    const lost = row.some(cell => cell.includes('\ufffd'));
    cells.push(row);
    faults.push(range.closed ? (lost ? 'bad_encoding' : null) : 'unparseable_row');
  }
  return { numbers: ranges.map((_, index) => before + index + 1), cells, faults };
}
