import { type ColumnSource, type HeaderSource, normaliseHeader } from '../../core/profile.js';

/** Takes from a row the text of one of our columns. */
export type Cells = (row: readonly string[]) => string;

/** Where the headers of a table stand: of two equal ones the first counts. */
export function placesOf(header: readonly string[]): ReadonlyMap<string, number> {
  return new Map(header.map((name, index) => [normaliseHeader(name), index] as const).reverse());
}

/** How a source is read from rows under a header; a source whose header the table lacks gives empty text. */
export function cellsOf(source: ColumnSource, places: ReadonlyMap<string, number>): Cells {
  if ('value' in source) return () => source.value;
  if ('join' in source) {
    const indexes = source.join.map(name => places.get(normaliseHeader(name)) ?? -1);
    return row =>
      indexes
        .map(index => (row[index] ?? '').trim())
        .filter(part => part !== '')
        .join('\n');
  }
  if ('either' in source) {
    const parts = source.either.map(each => headerCells(each, places));
    return row => {
      for (const part of parts) {
        const cell = part(row);
        if (cell.trim() !== '') return cell;
      }
      return '';
    };
  }
  return headerCells(source, places);
}

function headerCells(source: HeaderSource, places: ReadonlyMap<string, number>): Cells {
  const index = source.headers.map(name => places.get(normaliseHeader(name)) ?? -1).find(found => found >= 0) ?? -1;
  const { values, others } = source;
  if (index < 0) return () => '';
  if (!values) return row => row[index] ?? '';
  const words = new Map(Object.entries(values).map(([word, value]) => [folded(word), value]));
  const mapped = (cell: string): string => {
    const found = words.get(cell) ?? words.get(folded(cell));
    if (found !== undefined) return found;
    return others !== undefined && cell.trim() !== '' ? others : cell;
  };
  if (!source.list) return row => mapped(row[index] ?? '');
  return row =>
    (row[index] ?? '')
      .split(/[,，;；、|/\n]/u)
      .map(mapped)
      .join(',');
}

function folded(cell: string): string {
  return cell.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
