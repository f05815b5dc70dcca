import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { MinshengError } from '../core/errors.js';
import type { SourceFile, SourceRows, SourceTable } from '../core/source.js';
import { delimitedRows } from './delimited.js';
import { decodeText } from './encoding.js';
import { jsonlRows } from './jsonl.js';
import { readWorkbook } from './workbook.js';

/**
 * The input files below the given folders and files, by relative path in byte order. Dotfiles, `~$…`, `__MACOSX` and
 * links that lead out of the folder are passed over.
 * @throws MinshengError (input) for a path that does not exist.
 */
export function listFiles(inputs: readonly string[]): SourceFile[] {
  const found = new Map<string, string>();
  for (const input of inputs) {
    let isFolder: boolean;
    try {
      isFolder = statSync(input).isDirectory();
    } catch {
      throw new MinshengError('input', `${input}: no such file or folder`, 'Check the path given to --input.');
    }
    if (isFolder) walk(realpathSync(input), realpathSync(input), found);
    else found.set(basename(input), input);
  }
  return [...found]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([path, file]) => open(path, file));
}

function walk(root: string, folder: string, found: Map<string, string>): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('.') || name.startsWith('~$') || name === '__MACOSX') continue;
    const path = join(folder, name);
    if (lstatSync(path).isSymbolicLink()) {
      const target = realpathSync(path);
      if (target !== root && !target.startsWith(root + sep)) continue;
    }
    if (statSync(path).isDirectory()) walk(root, path, found);
    else found.set(relative(root, path).split(sep).join('/'), path);
  }
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
