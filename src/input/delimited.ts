import type { SourceRows } from '../core/source.js';

const recordsPerBatch = 4096;
const sampledRecords = 20;

type Delimiter = ',' | '\t' | ';';

/** The delimiter under which the most of the first records have one and the same number of cells, above one. */
export function findDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; records: number; cells: number } = { delimiter: ',', records: 0, cells: 1 };
  for (const delimiter of [',', '\t', ';'] as const) {
    const counts = new Map<number, number>();
    let at = 0;
    for (let record = 0; record < sampledRecords && at < text.length; record++) {
      const { cells, end } = recordAt(text, at, delimiter.charCodeAt(0));
      if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
      at = end + 1;
    }
    for (const [cells, records] of counts) {
      if (records > best.records || (records === best.records && cells > best.cells))
        best = { delimiter, records, cells };
    }
  }
  return best.delimiter;
}

interface DelimitedRecord {
  readonly cells: readonly string[];
  /** Offset of the line end after it. */
  readonly end: number;
  readonly isClosed: boolean;
}

/**
 * Rows of a delimited text (RFC 4180) in batches. Row numbers count records: a quoted line break does not start a new
 * row, a blank line is a row. A quote counts only at the start of a field; a quoted field that meets a character which
 * may not follow its closing quote, or the end of the file, costs only the line on which it began: no parser library
 * tried here recovers there, they lose the rest of the file.
 */
export function* delimitedRows(text: string): Generator<SourceRows> {
  const delimiter = findDelimiter(text).charCodeAt(0);
  let numbers: number[] = [];
  let cells: (readonly string[])[] = [];
  let faults: SourceRows['faults'][number][] = [];
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const record = recordAt(text, at, delimiter);
    numbers.push(++number);
    cells.push(record.cells);
    faults.push(faultOf(record));
    at = record.end + (text.charCodeAt(record.end) === 13 && text.charCodeAt(record.end + 1) === 10 ? 2 : 1);
    if (numbers.length < recordsPerBatch) continue;
    yield { numbers, cells, faults };
    [numbers, cells, faults] = [[], [], []];
  }
  if (numbers.length > 0) yield { numbers, cells, faults };
}

function faultOf(record: DelimitedRecord): SourceRows['faults'][number] {
  if (!record.isClosed) return 'unparseable_row';
  return record.cells.some(cell => cell.includes('\ufffd')) ? 'bad_encoding' : null;
}

function recordAt(text: string, start: number, delimiter: number): DelimitedRecord {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      const close = closingQuote(text, at);
      if (close < 0 || !endsField(text.charCodeAt(close + 1), delimiter)) {
        return { cells: [], end: fieldEnd(text, start, -1), isClosed: false };
      }
      const cell = text.slice(at + 1, close);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = close + 1;
    } else {
      const end = fieldEnd(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text.charCodeAt(at) !== delimiter) return { cells, end: at, isClosed: true };
    at++;
  }
}

/** Offset of the quote that closes the one at `open`; −1 where none does. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== 34) return at;
  }
  return -1;
}

/** NaN, the code past the end of the text, ends a field too. */
function endsField(code: number, delimiter: number): boolean {
  return Number.isNaN(code) || code === delimiter || code === 10 || code === 13;
}

function fieldEnd(text: string, start: number, delimiter: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === 10 || code === 13) break;
  }
  return at;
}
