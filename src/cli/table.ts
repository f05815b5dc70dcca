import { cellWidth, pad } from './progress.js';

export type Format = 'table' | 'csv' | 'json' | 'jsonl' | 'parquet' | 'arrow';

/** A value as one line of text. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A CSV line; text that a spreadsheet would take for a formula is quoted with an apostrophe. */
export function csvLine(values: readonly unknown[]): string {
  return values
    .map(value => {
      let text = cellText(value);
      if (typeof value === 'string' && /^[=+\-@\t\r]/u.test(text)) text = `'${text}`;
      return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}

/** Lines of a table that fits the terminal; wide cells are cut with an ellipsis. */
export function tableLines(names: readonly string[], rows: readonly (readonly unknown[])[], columns: number): string[] {
  const most = Math.max(6, Math.floor(columns / Math.max(1, Math.min(names.length, 6))));
  const texts = rows.map(row => row.map(value => cut(shortText(value), most)));
  const widths = names.map((name, index) => Math.max(cellWidth(name), ...texts.map(row => cellWidth(row[index]!))));
  let shown = 0;
  for (let total = 0; shown < widths.length; shown++) {
    total += widths[shown]! + 2;
    if (total - 2 > columns && shown > 0) break;
  }
  const line = (cells: readonly string[]) =>
    cells
      .slice(0, shown)
      .map((cell, index) => pad(cell, widths[index]! + 2))
      .join('')
      .trimEnd();
  const rest = names.slice(shown);
  const rule = widths.slice(0, shown).map(width => '─'.repeat(width));
  const lines = [line(names), rule.join('  '), ...texts.map(line)];
  return rest.length === 0 ? lines : [...lines, cut(`… +${rest.length}: ${rest.join(', ')}`, columns)];
}

function shortText(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toPrecision(5);
  return cellText(value).replace(/\s+/gu, ' ');
}

function cut(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  let kept = '';
  for (const char of text) {
    if (cellWidth(kept + char) > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}
