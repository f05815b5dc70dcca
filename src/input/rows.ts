import type { Cell, SourceRows } from '../core/source.js';

export type Fault = SourceRows['faults'][number];

const rowsPerBatch = 4096;
const cellsPerBatch = 250_000;

/** Gathers rows into batches that are small in rows and in cells. */
export class RowBatch {
  #numbers: number[] = [];
  #cells: (readonly Cell[])[] = [];
  #faults: Fault[] = [];
  #size = 0;

  get isEmpty(): boolean {
    return this.#numbers.length === 0;
  }

  get isFull(): boolean {
    return this.#numbers.length >= rowsPerBatch || this.#size >= cellsPerBatch;
  }

  add(number: number, cells: readonly Cell[], fault: Fault): void {
    this.#numbers.push(number);
    this.#cells.push(cells);
    this.#faults.push(fault);
    this.#size += cells.length;
  }

  /** The rows so far; the batch is empty afterwards. */
  take(): SourceRows {
    const rows = { numbers: this.#numbers, cells: this.#cells, faults: this.#faults };
    [this.#numbers, this.#cells, this.#faults, this.#size] = [[], [], [], 0];
    return rows;
  }
}

/**
 * Rows of a reader that fails midway: the rows before stay, the place where it failed is one row that cannot be read.
 */
export async function* untilFailure(
  batches: Iterable<SourceRows> | AsyncIterable<SourceRows>,
): AsyncGenerator<SourceRows> {
  let number = 0;
  try {
    for await (const batch of batches) {
      number = batch.numbers.at(-1) ?? number;
      yield batch;
    }
  } catch {
    yield { numbers: [number + 1], cells: [[]], faults: ['unparseable_row'] };
  }
}
