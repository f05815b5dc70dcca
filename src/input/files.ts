import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { SourceFile, SourceRows, SourceTable } from '../core/source.js';
import { delimitedRows } from './delimited.js';
import { decodeText } from './encoding.js';
import { jsonlRows } from './jsonl.js';
import { listPaths } from './listing.js';
import { readWorkbook } from './workbook.js';

/**
 * The input files below the given folders and files, by relative path in byte order.
 * @throws MinshengError (input) for a path that does not exist.
 */
export function listFiles(inputs: readonly string[]): SourceFile[] {
  return listPaths(inputs).map(([path, file]) => open(path, file));
}

function open(path: string, file: string): SourceFile {
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sha256, tables: () => tablesOf(path, sha256, readFileSync(file)) };
}

async function tablesOf(path: string, sha256: string, bytes: Uint8Array): Promise<SourceTable[]> {
  const table = (part: Partial<SourceTable>): SourceTable => ({
    path,
    sha256,
    sheet: null,
    encoding: null,
    reason: null,
    rows: () => oneBatch({ numbers: [], cells: [], faults: [] }),
    ...part,
  });
  const extension = extname(path).toLowerCase();
  if (bytes.length === 0) return [table({ reason: 'empty file' })];
  if (extension === '.xlsx') {
    try {
      const sheets = await readWorkbook(bytes);
      return sheets.map(sheet => table({ sheet: sheet.name, rows: () => oneBatch(sheet.rows) }));
    } catch {
      return [table({ reason: 'not a readable XLSX workbook' })];
    }
  }
  if (!['.csv', '.tsv', '.txt', '.jsonl', '.ndjson', '.json'].includes(extension)) {
    return [table({ reason: `file kind ${extension || '(none)'} is not read` })];
  }
  const { encoding, text } = decodeText(bytes);
  if (text.includes('\u0000')) return [table({ reason: 'binary content' })];
  if (extension.includes('json')) return [table({ encoding, rows: () => oneBatch(jsonlRows(text)) })];
  return [table({ encoding, rows: () => many(delimitedRows(text)) })];
}

async function* oneBatch(rows: SourceRows): AsyncGenerator<SourceRows> {
  yield rows;
}

async function* many(batches: Iterable<SourceRows>): AsyncGenerator<SourceRows> {
  yield* batches;
}
