import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceTable } from '../../src/core/source.js';
import { listFiles } from '../../src/input/files.js';

/** A table with all its rows read. */
export interface ReadTable {
  readonly path: string;
  readonly sheet: string | null;
  readonly encoding: string | null;
  readonly reason: string | null;
  readonly numbers: readonly number[];
  readonly cells: readonly (readonly string[])[];
  readonly faults: readonly (string | null)[];
}

/** Writes a file of that name into an empty folder, reads the folder as the pipeline does, and removes it. */
export async function readFileAs(name: string, bytes: Uint8Array): Promise<ReadTable[]> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-input-'));
  try {
    writeFileSync(join(folder, name), bytes);
    const read: ReadTable[] = [];
    for (const file of listFiles([folder])) {
      for (const table of await file.tables()) read.push(await readTable(table));
    }
    return read;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function readTable(table: SourceTable): Promise<ReadTable> {
  const { path, sheet, encoding, reason } = table;
  const numbers: number[] = [];
  const cells: (readonly string[])[] = [];
  const faults: (string | null)[] = [];
  for await (const batch of table.rows()) {
    numbers.push(...batch.numbers);
    cells.push(...batch.cells);
    faults.push(...batch.faults);
  }
  return { path, sheet, encoding, reason, numbers, cells, faults };
}
