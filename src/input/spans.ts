/** A merged cell, by 0-based columns and row numbers, both ends included. */
export interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface OpenSpan extends Span {
  readonly value: string;
}

/**
 * Repeats the value of merged cells in the cells they cover, for rows handed over in order. A row that holds nothing
 * but one merged cell (a title, a note) stays as it is, and so does a row that has nothing of its own.
 */
export class SpanFiller {
  #open: OpenSpan[] = [];

  /** `starting`: the spans whose top is this row. Changes `cells`. */
  fill(row: number, cells: string[], starting: readonly Span[]): void {
    if (starting.length === 0 && this.#open.length === 0) return;
    this.#open = this.#open.filter(span => span.bottom >= row);
    for (const span of starting) this.#open.push({ ...span, value: cells[span.left] ?? '' });
    const own = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
    for (const { left, right, top, value } of this.#open) {
      if (value === '' || own.every(column => column >= left && column <= right)) continue;
      while (cells.length <= Math.min(right, (own.at(-1) ?? 0) + mostBeyond)) cells.push('');
      for (let column = top === row ? left + 1 : left; column <= right && column < cells.length; column++) {
        if (cells[column] === '') cells[column] = value;
      }
    }
  }

  /** Whether a column of the row is covered by a span that began above it. */
  covers(row: number, column: number): boolean {
    return this.#open.some(span => span.bottom >= row && span.top < row && column >= span.left && column <= span.right);
  }
}

/** Spans reach over whole sheets: not filled farther than so many columns right of the row's last cell. */
const mostBeyond = 64;
