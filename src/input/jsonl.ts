import type { SourceRows } from '../core/source.js';

/**
 * JSON objects, one a line, as a table: the first row is the header (every key seen), blank lines count as rows.
 * A line that is no object is an unparseable row.
 */
export function jsonlRows(text: string): SourceRows {
  const lines = text.split(/\r?\n/u);
  if (lines.at(-1) === '') lines.pop();
  const objects = lines.map(parseObject);
  const header: string[] = [];
  const seen = new Set<string>();
  for (const object of objects) {
    for (const key of Object.keys(object ?? {})) {
      if (seen.has(key)) continue;
      seen.add(key);
      header.push(key);
    }
  }
  const cells = objects.map(object => (object ? header.map(key => cellText(object[key])) : []));
  const faults = objects.map((object, index) => faultOf(lines[index]!, object));
  return { numbers: [0, ...lines.map((_, index) => index + 1)], cells: [header, ...cells], faults: [null, ...faults] };
}

function faultOf(line: string, object: Record<string, unknown> | null): SourceRows['faults'][number] {
  if (line.includes('\ufffd')) return 'bad_encoding';
  return object || line.trim() === '' ? null : 'unparseable_row';
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A JSON value as a cell: lists joined by commas. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
