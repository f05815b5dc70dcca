import type { SourceRows } from '../core/source.js';
import { type Fault, RowBatch } from './rows.js';

const sampledRecords = 20;
const sampledLength = 1 << 16;
/** A quoted field longer than this is one whose closing quote is missing. */
const longestQuoted = 1 << 20;
/** A longer record is dropped as unparseable, so that a file without line ends is read in bounded memory. */
const longestRecord = 1 << 22;

type Delimiter = ',' | '\t' | ';';

/** The delimiter under which the most of the first records have one and the same number of cells, above one. */
export function findDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; records: number; cells: number } = { delimiter: ',', records: 0, cells: 1 };
  for (const delimiter of [',', '\t', ';'] as const) {
    const counts = new Map<number, number>();
    let at = 0;
    for (let record = 0; record < sampledRecords && at < text.length; record++) {
      const { cells, end } = recordAt(text, at, delimiter.charCodeAt(0), true)!;
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
 * Rows of a delimited text (RFC 4180) in batches; the text comes in pieces, which may end anywhere. Row numbers count
 * records: a quoted line break does not start a new row, a blank line is a row. A quote counts only at the start of a
 * field; a quoted field that meets a character which may not follow its closing quote, or the end of the file, costs
 * only the line on which it began: no parser library tried here recovers there, they lose the rest of the file.
 */
export function* delimitedRows(pieces: Iterable<string>): Generator<SourceRows> {
  const batch = new RowBatch();
  let number = 0;
  for (const record of recordsOf(pieces)) {
    batch.add(++number, record.cells, faultOf(record));
    if (batch.isFull) yield batch.take();
  }
  if (!batch.isEmpty) yield batch.take();
}

function* recordsOf(pieces: Iterable<string>): Generator<DelimitedRecord> {
  const source = pieces[Symbol.iterator]();
  const next = (): string | null => {
    const piece = source.next();
    return piece.done ? null : piece.value;
  };
  let text = '';
  let isLast = false;
  const more = (from: number, least: number): void => {
    const parts = [text.slice(from)];
    for (let length = 0; length < least && !isLast; ) {
      const piece = next();
      isLast = piece === null;
      parts.push(piece ?? '');
      length += piece?.length ?? 0;
    }
    text = parts.join('');
  };
  more(0, sampledLength);
  const delimiter = findDelimiter(text).charCodeAt(0);
  for (let at = 0; ; ) {
    if (at >= text.length) {
      if (isLast) return;
      more(at, 1);
      at = 0;
      continue;
    }
    const record = recordAt(text, at, delimiter, isLast);
    if (record && record.end - at <= longestRecord) {
      yield record;
      at = lineAfter(text, record.end);
    } else if (!record && text.length - at <= longestRecord) {
      more(at, Math.max(1, text.length - at));
      at = 0;
    } else {
      yield { cells: [], end: 0, isClosed: false };
      let end = fieldEnd(text, at, -1);
      for (; end >= text.length - 1 && !isLast; end = fieldEnd(text, 0, -1)) more(Math.min(end, text.length), 1);
      at = lineAfter(text, end);
    }
  }
}

function lineAfter(text: string, end: number): number {
  return end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1);
}

function faultOf(record: DelimitedRecord): Fault {
  if (!record.isClosed) return 'unparseable_row';
  return record.cells.some(cell => cell.includes('\ufffd')) ? 'bad_encoding' : null;
}

/** Null where the record may go on behind the end of the text. */
function recordAt(text: string, start: number, delimiter: number, isLast: boolean): DelimitedRecord | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      const close = closingQuote(text, at);
      if (close < 0 && !isLast && text.length - at <= longestQuoted) return null;
      if (close < 0 || close - at > longestQuoted || !endsField(text.charCodeAt(close + 1), delimiter)) {
        return whole(text, { cells: [], end: fieldEnd(text, start, -1), isClosed: false }, isLast);
      }
      const cell = text.slice(at + 1, close);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = close + 1;
    } else {
      const end = fieldEnd(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text.charCodeAt(at) !== delimiter) return whole(text, { cells, end: at, isClosed: true }, isLast);
    at++;
  }
}

/** A line end at the very end of the text may be half of one. */
function whole(text: string, record: DelimitedRecord, isLast: boolean): DelimitedRecord | null {
  return isLast || record.end < text.length - 1 ? record : null;
}

/** Offset of the quote that closes the one at `open`; −1 where none does. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== 34) return at;
    if (at - open > longestQuoted) return -1;
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
