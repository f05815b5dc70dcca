import { Parser } from 'htmlparser2';
import type { SourceRows } from '../core/source.js';
import { Unreadable } from './content.js';
import { RowBatch } from './rows.js';
import { type Span, SpanFiller } from './spans.js';

const mostSpan = 1000;
const mostColumns = 16_384;

/** A table of a page: its rows by the number of their `tr` in the page. */
class PageTable {
  readonly rows: [number, string[]][] = [];
  readonly #filler = new SpanFiller();
  #row = 0;
  #cells: string[] = [];
  #spans: Span[] = [];
  #cell: { text: string; columns: number; rows: number } | null = null;

  openRow(number: number): void {
    this.closeRow();
    this.#row = number;
  }

  openCell(attributes: Readonly<Record<string, string>>): void {
    this.closeCell();
    this.#cell = { text: '', columns: spanOf(attributes['colspan']), rows: spanOf(attributes['rowspan']) };
  }

  write(text: string): void {
    if (this.#cell) this.#cell.text += text;
  }

  closeCell(): void {
    if (!this.#cell) return;
    const { text, columns, rows } = this.#cell;
    this.#cell = null;
    while (this.#filler.covers(this.#row, this.#cells.length)) this.#cells.push('');
    const left = this.#cells.length;
    if (left + columns > mostColumns) throw new Unreadable('an HTML table with too many columns');
    this.#cells.push(plain(text), ...Array<string>(columns - 1).fill(''));
    if (columns === 1 && rows === 1) return;
    this.#spans.push({ left, right: left + columns - 1, top: this.#row, bottom: this.#row + rows - 1 });
  }

  closeRow(): void {
    this.closeCell();
    if (this.#row === 0) return;
    this.#filler.fill(this.#row, this.#cells, this.#spans);
    this.rows.push([this.#row, this.#cells]);
    [this.#row, this.#cells, this.#spans] = [0, [], []];
  }
}

/**
 * Tables of a page that hold text, nested ones too, each a list of rows; a row's number is that of its `tr` in the
 * page. Entities are decoded, `br` is a line break, `rowspan` and `colspan` repeat their value.
 * @throws Unreadable where there is no table.
 */
export function readHtml(pieces: Iterable<string>): (() => Generator<SourceRows>)[] {
  const tables: PageTable[] = [];
  const open: PageTable[] = [];
  let [rows, silent] = [0, 0];
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'tr') open.at(-1)?.openRow(++rows);
        else if (name === 'br') open.at(-1)?.write(lineBreak);
        else if (silentTags.has(name)) silent++;
        if (name !== 'table') return;
        const table = new PageTable();
        tables.push(table);
        open.push(table);
      },
      onopentag(name, attributes) {
        if (name === 'td' || name === 'th') open.at(-1)?.openCell(attributes);
        else if (blockTags.has(name)) open.at(-1)?.write(paragraph);
      },
      ontext(text) {
        if (silent === 0) open.at(-1)?.write(text);
      },
      onclosetag(name) {
        if (name === 'td' || name === 'th') open.at(-1)?.closeCell();
        else if (name === 'tr') open.at(-1)?.closeRow();
        else if (name === 'table') open.pop()?.closeRow();
        else if (silentTags.has(name)) silent--;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  for (const piece of pieces) parser.write(piece);
  parser.end();
  for (const table of open) table.closeRow();
  const found = tables.filter(table => table.rows.some(([, cells]) => cells.some(cell => cell !== '')));
  if (found.length === 0) throw new Unreadable('HTML page without a table');
  return found.map(table => () => rowsOf(table));
}

const silentTags = new Set(['style', 'script', 'title', 'xml']);
const blockTags = new Set(['p', 'div', 'li']);
/** Characters that are in no text (noncharacters) stand for breaks until white space is settled. */
const lineBreak = '\ufdd0';
const paragraph = '\ufdd1';

/** White space as a browser shows it; a break between blocks is one line break. */
function plain(text: string): string {
  return text
    .replace(/[\t\n\r ]+/gu, ' ')
    .replace(/^[\ufdd1 ]+/u, '')
    .replace(/ ?\ufdd1[\ufdd1 ]*/gu, '\n')
    .replace(/ ?\ufdd0 ?/gu, '\n')
    .trim();
}

function spanOf(text: string | undefined): number {
  const span = Number.parseInt(text ?? '1', 10);
  return span >= 1 ? Math.min(span, mostSpan) : 1;
}

function* rowsOf(table: PageTable): Generator<SourceRows> {
  const batch = new RowBatch();
  for (const [number, cells] of table.rows) {
    batch.add(number, cells, cells.some(cell => cell.includes('\ufffd')) ? 'bad_encoding' : null);
    if (batch.isFull) yield batch.take();
  }
  if (!batch.isEmpty) yield batch.take();
}
