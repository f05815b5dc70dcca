import type { SourceRows } from '../core/source.js';
import { type Fault, RowBatch } from './rows.js';
import { valueText } from './values.js';

type JsonObject = Record<string, unknown>;
const longestLine = 1 << 24;

/**
 * JSON objects, one a line, as a table: the first row is the header (every key seen), blank lines count as rows. A
 * line that is no object is an unparseable row. The text is gone through twice, once for the keys.
 */
export function* jsonlRows(pieces: () => Iterable<string>): Generator<SourceRows> {
  const header = new Set<string>();
  for (const line of linesOf(pieces())) for (const key of Object.keys(parseObject(line) ?? {})) header.add(key);
  yield* tableOf([...header], objectsOf(pieces()));
}

function* objectsOf(pieces: Iterable<string>): Generator<[JsonObject | null, Fault]> {
  for (const line of linesOf(pieces)) {
    const object = parseObject(line);
    const isGood = object !== null || line.trim() === '';
    yield [object, line.includes('\ufffd') ? 'bad_encoding' : isGood ? null : 'unparseable_row'];
  }
}

/**
 * The list of objects of a JSON document: the document itself, or the only list of objects in it. Row n is the n-th
 * object. Null where there is no such list.
 */
export function documentRows(text: string): Generator<SourceRows> | null {
  const list = listIn(parsed(text), 3);
  if (!list) return null;
  const header = new Set<string>();
  for (const value of list) for (const key of Object.keys(asObject(value) ?? {})) header.add(key);
  const objects = list.map((value): [JsonObject | null, Fault] => {
    const object = asObject(value);
    return [object, object ? null : 'unparseable_row'];
  });
  return tableOf([...header], objects);
}

function listIn(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value)) return value.some(asObject) || value.length === 0 ? value : null;
  const object = asObject(value);
  if (!object || depth === 0) return null;
  const lists = Object.values(object)
    .map(part => listIn(part, depth - 1))
    .filter(list => list !== null);
  return lists.length === 1 ? lists[0]! : null;
}

function* tableOf(header: readonly string[], objects: Iterable<[JsonObject | null, Fault]>): Generator<SourceRows> {
  const batch = new RowBatch();
  batch.add(0, header, null);
  let number = 0;
  for (const [object, fault] of objects) {
    batch.add(++number, object ? header.map(key => valueText(object[key])) : [], fault);
    if (batch.isFull) yield batch.take();
  }
  if (!batch.isEmpty) yield batch.take();
}

/** True where the first line that is not blank is a JSON object by itself. */
export function startsWithObject(text: string): boolean {
  const line = text.trimStart().split(/\r?\n/u, 1)[0] ?? '';
  return parseObject(line) !== null;
}

function* linesOf(pieces: Iterable<string>): Generator<string> {
  let rest = '';
  for (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (rest.length > longestLine) rest = '{';
  }
  if (rest !== '') yield rest;
}

function parseObject(line: string): JsonObject | null {
  return line.trimStart().startsWith('{') ? asObject(parsed(line)) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function asObject(value: unknown): JsonObject | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null;
}
