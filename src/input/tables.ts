import type { SourceRows, SourceTable } from '../core/source.js';
import { listMembers } from './archive.js';
import { readArrow } from './arrow.js';
import { allBytes, type Content, Unreadable } from './content.js';
import { delimitedRows } from './delimited.js';
import { decodedPieces, type Encoding } from './encoding.js';
import { readHtml } from './html.js';
import { documentRows, jsonlRows, startsWithObject } from './jsonl.js';
import { kindOf, textKindOf } from './kind.js';
import { readParquet } from './parquet.js';
import { untilFailure } from './rows.js';
import { readWorkbook, type Sheet } from './workbook.js';
import { readXls } from './xls.js';

interface Found {
  readonly sheet: string | null;
  readonly encoding: Encoding | null;
  rows(): Iterable<SourceRows> | AsyncIterable<SourceRows>;
}

/**
 * Tables of a file by what it is, whatever its name. A file that cannot be read is one table without rows and with
 * the reason; nothing is thrown.
 */
export async function tablesOf(path: string, sha256: string, content: Content): Promise<SourceTable[]> {
  const table = (found: Found): SourceTable => ({
    path,
    sha256,
    sheet: found.sheet,
    encoding: found.encoding,
    reason: null,
    rows: () => untilFailure(found.rows()),
  });
  try {
    return (await read(content, path)).map(table);
  } catch (error) {
    return [unreadTable(path, sha256, error)];
  }
}

/** The table of a file that cannot be read. Words of other libraries' errors may hold content: they are not shown. */
export function unreadTable(path: string, sha256: string, error: unknown): SourceTable {
  const reason = error instanceof Unreadable ? error.message : 'damaged file';
  return { path, sha256, sheet: null, encoding: null, reason, rows: () => untilFailure([]) };
}

async function read(content: Content, path: string): Promise<Found[]> {
  switch (kindOf(content)) {
    case 'zip':
      return sheets(readWorkbook(listMembers(content.held())));
    case 'compound':
      return sheets(await readXls(allBytes(content)));
    case 'parquet':
      return [{ sheet: null, encoding: null, rows: await readParquet(content.held()) }];
    case 'arrow':
      return [{ sheet: null, encoding: null, rows: await readArrow(allBytes(content)) }];
    case 'text':
      return readText(content, path);
  }
}

async function readText(content: Content, path: string): Promise<Found[]> {
  const { kind, encoding } = textKindOf(content, path);
  const pieces = () => decodedPieces(content, encoding);
  const jsonl: Found = { sheet: null, encoding, rows: () => jsonlRows(pieces) };
  switch (kind) {
    case 'delimited':
      return [{ sheet: null, encoding, rows: () => delimitedRows(pieces()) }];
    case 'jsonl':
      return [jsonl];
    case 'document': {
      allBytes(content);
      const text = [...pieces()].join('');
      if (documentRows(text)) return [{ sheet: null, encoding, rows: () => documentRows(text)! }];
      const isJson = startsWithObject(text) || !/\.(?:csv|tsv|txt)$/iu.test(path);
      return isJson ? [jsonl] : [{ ...jsonl, rows: () => delimitedRows(pieces()) }];
    }
    case 'html': {
      if (content.size > mostHtml) throw new Unreadable('HTML page larger than 256 MB, which is not read');
      const found = readHtml(pieces());
      return found.map((rows, index) => ({ sheet: found.length > 1 ? `表${index + 1}` : null, encoding, rows }));
    }
    case 'spreadsheet':
      return sheets(await readXls(allBytes(content)));
  }
}

const mostHtml = 256 << 20;

function sheets(found: readonly Sheet[]): Found[] {
  return found.map(({ name, rows }) => ({ sheet: name, encoding: null, rows }));
}
