import { monthOf } from '../../src/core/dates.js';
import { listFiles } from '../../src/input/files.js';
import { readDay } from '../../src/stages/ingest/values.js';

/** A row of an export by header name, with the file it stands in and its number there. */
export interface SampleRow {
  readonly file: string;
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Rows of all exports of a folder, read as the pipeline reads files, by what their names begin with. */
export async function sampleRows(folder: string): Promise<Map<string, SampleRow[]>> {
  const found = new Map<string, SampleRow[]>();
  for (const file of listFiles([folder])) {
    const kind = /^[a-z]+/u.exec(file.path)![0];
    const rows = found.get(kind) ?? [];
    found.set(kind, rows);
    for (const table of await file.tables()) {
      if (table.reason !== null) throw new Error(`${file.path}: ${table.reason}`);
      let header: readonly string[] | undefined;
      for await (const batch of table.rows()) {
        batch.cells.forEach((cells, index) => {
          if (batch.faults[index] !== null) throw new Error(`${file.path}: ${batch.faults[index]}`);
          if (!header) header = cells;
          else if (cells.length > 0) {
            const named = Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
            rows.push({ file: file.path, number: batch.numbers[index]!, cells: named });
          }
        });
      }
    }
  }
  return found;
}

/** Days since 1970-01-01; null for an empty cell or a day that does not exist. */
export function dayIn(row: SampleRow, column: string): number | null {
  const read = readDay(row.cells[column] ?? '');
  return 'value' in read ? read.value : null;
}

/** 是, true or 1, as the exports differ. */
export function isYes(row: SampleRow, column: string): boolean {
  return /^(是|true|1)$/u.test(row.cells[column] ?? '');
}

/**
 * What a template of the sample may have become: `[a|b]` one of its parts, `{name}` any words. Where operators write
 * for the citizen, 我 is 其.
 */
export function patternOf(template: string): RegExp {
  const plain = (text: string) => text.replace(/[.*+?^$()\\/]/gu, String.raw`\$&`).replaceAll('我们', '(?:我们|他们)');
  const source = plain(template)
    .replace(/\[([^\][]*\|[^\][]*)\]/gu, '(?:$1)')
    .replace(/\{\w+\}/gu, '.+?')
    .replace(/我(?!们)/gu, '[我其]');
  return new RegExp(source, 'u');
}

/** The days that the rules of timely acceptance and completion look at (scoring rules, section 1). */
function steps(row: SampleRow): { limit: number; accepted: number; due: number | null; completed: number } {
  const never = Number.POSITIVE_INFINITY;
  const accepted = dayIn(row, 'accepted_on');
  const completed = dayIn(row, 'replied_on') ?? dayIn(row, 'closed_on');
  const span = dayIn(row, 'extension_notified_on') === null ? 60 : 90;
  return {
    limit: dayIn(row, 'registered_on')! + 15,
    accepted: accepted ?? dayIn(row, 'acceptance_notice_on') ?? completed ?? never,
    due: dayIn(row, 'due_on') ?? (accepted === null ? null : accepted + span),
    completed: completed ?? never,
  };
}

/** Cases whose fifteen days end in one of the months, and those of them accepted by then. */
export function acceptance(rows: readonly SampleRow[], months: readonly string[]): { x: number; n: number } {
  const cohort = rows.map(steps).filter(({ limit }) => months.includes(monthOf(limit)));
  return { x: cohort.filter(({ accepted, limit }) => accepted <= limit).length, n: cohort.length };
}

/** Cases whose deadline lies in one of the months, and those of them completed by then. */
export function completion(rows: readonly SampleRow[], months: readonly string[]): { x: number; n: number } {
  const cohort = rows.map(steps).filter(({ due }) => due !== null && months.includes(monthOf(due)));
  return { x: cohort.filter(({ completed, due }) => completed <= due!).length, n: cohort.length };
}
