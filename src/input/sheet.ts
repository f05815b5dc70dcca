import { type SourceRows, uncachedMark } from '../core/source.js';
import { type Content, Unreadable } from './content.js';
import { RowBatch } from './rows.js';
import { type Span, SpanFiller } from './spans.js';
import { formattedNumber, type NumberFormat } from './values.js';
import { type Attributes, readAllXml, readXml, xmlPieces } from './xml.js';

/** What cells of a sheet refer to. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  /** By cell style. */
  readonly formats: readonly NumberFormat[];
  readonly dates: 1900 | 1904;
}

const mostColumns = 16_384;
const mostRows = 1_048_576;

/**
 * Goes through the whole sheet once: its checksum must be right and its rows complete; merged cells stand behind them.
 * @throws Unreadable
 */
export function mergedCells(sheet: Content): Span[] {
  const end = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/u;
  let [carry, tail, isBehind] = ['', '', false];
  for (const piece of xmlPieces(sheet)) {
    if (isBehind) tail += piece;
    else {
      const text = carry + piece;
      const match = end.exec(text);
      if (match) [isBehind, tail] = [true, text.slice(match.index + match[0].length)];
      else carry = text.slice(-64);
    }
  }
  if (!isBehind) throw new Unreadable('a sheet is cut off');
  const spans: Span[] = [];
  const bytes = Buffer.from(tail);
  readAllXml(
    { size: bytes.length, chunks: () => [bytes], held: () => sheet.held() },
    {
      open(name, { ref }) {
        if (name !== 'mergeCell' || !ref) return;
        const [first, last] = ref.split(':').map(placeOf);
        if (first && last) spans.push({ left: first.column, right: last.column, top: first.row, bottom: last.row });
      },
    },
  );
  return spans.sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Rows of a sheet, read piece by piece. Hidden rows and columns are data; merged cells repeat their value. */
export function* sheetRows(sheet: Content, spans: readonly Span[], parts: WorkbookParts): Generator<SourceRows> {
  const reader = new SheetReader(parts, spans);
  for (const _ of readXml(sheet, reader)) if (reader.batch.isFull) yield reader.batch.take();
  if (!reader.batch.isEmpty) yield reader.batch.take();
}

class SheetReader {
  readonly batch = new RowBatch();
  readonly #parts: WorkbookParts;
  readonly #spans: readonly Span[];
  readonly #filler = new SpanFiller();
  #nextSpan = 0;
  #row = 0;
  #cells: string[] = [];
  #isBroken = false;
  #column = -1;
  #type = 'n';
  #format: NumberFormat = null;
  /** Text goes here where not null. */
  #text: string | null = null;
  #value: string | null = null;
  #inline = '';
  #formula: string | null = null;
  #phonetic = 0;

  constructor(parts: WorkbookParts, spans: readonly Span[]) {
    this.#parts = parts;
    this.#spans = spans;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 'f' || name === 't') this.#text = '';
    else if (name === 'rPh') this.#phonetic++;
    else if (name === 'row') {
      this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']);
      if (!(this.#row >= 1 && this.#row <= mostRows)) throw new Unreadable('a sheet with a row number that cannot be');
      [this.#cells, this.#column, this.#isBroken] = [[], -1, false];
    }
  }

  text(text: string): void {
    if (this.#text !== null) this.#text += text;
  }

  close(name: string): void {
    if (name === 'v') this.#value = this.#text;
    else if (name === 'f') this.#formula = this.#text;
    else if (name === 't' && this.#phonetic === 0) this.#inline += this.#text ?? '';
    else if (name === 'rPh') this.#phonetic--;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    if (name === 'v' || name === 'f' || name === 't') this.#text = null;
  }

  #openCell(attributes: Attributes): void {
    const { r: reference, t: type, s: style } = attributes;
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (!(column >= 0 && column < mostColumns)) throw new Unreadable('a sheet with a column that cannot be');
    this.#column = column;
    this.#type = type ?? 'n';
    this.#format = style === undefined ? null : (this.#parts.formats[Number(style)] ?? null);
    [this.#value, this.#formula, this.#inline] = [null, null, ''];
  }

  #closeCell(): void {
    const text = this.#cellText();
    if (text === '') return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const value = this.#value ?? '';
    if (value === '' && this.#formula !== null && this.#type !== 'str') return uncached(this.#formula);
    switch (this.#type) {
      case 's': {
        if (value === '') return '';
        const text = this.#parts.strings[Number(value)];
        if (text === undefined) this.#isBroken = true;
        return text ?? '';
      }
      case 'inlineStr':
        return flat(unescaped(this.#inline || value));
      case 'str':
        return flat(unescaped(value));
      case 'b':
        return value === '1' || value === 'true' ? 'true' : value === '' ? '' : 'false';
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?Z?$/u, '').replace(/(?:\.\d+)?Z?$/u, '');
      case 'n':
        return this.#numberText(value.trim());
      default:
        return value;
    }
  }

  #numberText(value: string): string {
    if (value === '' || (this.#format === null && /^-?(?:0|[1-9]\d{0,14})$/u.test(value))) return value;
    const number = Number(value);
    return Number.isNaN(number) ? value : formattedNumber(number, this.#format, this.#parts.dates);
  }

  #closeRow(): void {
    const starting: Span[] = [];
    for (let span = this.#spans[this.#nextSpan]; span && span.top <= this.#row; span = this.#spans[++this.#nextSpan]) {
      if (span.top === this.#row) starting.push(span);
    }
    this.#filler.fill(this.#row, this.#cells, starting);
    if (this.#cells.length === 0 && !this.#isBroken) return;
    this.batch.add(this.#row, this.#cells, this.#isBroken ? 'unparseable_row' : null);
  }
}

/** A formula that is nothing but a text in quotes (`="007"`) is that text. */
function uncached(formula: string): string {
  const text = /^"((?:[^"]|"")*)"$/u.exec(formula.trim())?.[1];
  return text === undefined ? uncachedMark + formula : text.replaceAll('""', '"');
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-F]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A copy that does not keep alive the piece of the sheet it was cut from. */
function flat(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function placeOf(reference: string): { row: number; column: number } | null {
  const match = /^\$?[A-Z]{1,3}\$?(\d+)$/u.exec(reference);
  return match ? { row: Number(match[1]), column: columnOf(reference.replaceAll('$', '')) } : null;
}
