import type { DataType, RecordBatch, Vector } from 'apache-arrow';
import type { SourceRows } from '../core/source.js';
import { Unreadable } from './content.js';
import { withinTime } from './deadline.js';
import { RowBatch } from './rows.js';
import { timeText, valueText } from './values.js';

type Arrow = typeof import('apache-arrow');

/**
 * Rows of an Arrow IPC file or stream; row 0 is the header.
 * @throws Unreadable
 */
export async function readArrow(bytes: Uint8Array): Promise<() => Generator<SourceRows>> {
  const arrow = await import('apache-arrow');
  try {
    const { names, batches } = withinTime(bytes.length, () => {
      const reader = arrow.RecordBatchReader.from(bytes).open();
      return { names: reader.schema.fields.map(field => field.name), batches: [...reader] };
    });
    if (batches.some(batch => batch.numRows > bytes.length * 8)) throw new Unreadable(unreadable);
    return () => rowsOf(arrow, names, batches);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      /compress|codec/iu.test(String(error)) ? 'compressed Arrow file: save it uncompressed' : unreadable,
    );
  }
}

const unreadable = 'not a readable Arrow file';

function* rowsOf(arrow: Arrow, names: readonly string[], batches: readonly RecordBatch[]): Generator<SourceRows> {
  const rows = new RowBatch();
  rows.add(0, names, null);
  let number = 0;
  for (const batch of batches) {
    const columns = names.map((_, index) => batch.getChildAt(index));
    for (let row = 0; row < batch.numRows; row++) {
      const cells = columns.map(column => (column ? textOf(arrow, column.type, column.get(row)) : ''));
      rows.add(++number, cells, null);
      if (rows.isFull) yield rows.take();
    }
  }
  if (!rows.isEmpty) yield rows.take();
}

function textOf(arrow: Arrow, type: DataType, value: unknown): string {
  if (value === null || value === undefined) return '';
  const { DataType } = arrow;
  if (DataType.isDictionary(type)) return textOf(arrow, type.dictionary, value);
  if (DataType.isDate(type)) return timeText(Number(value), false);
  if (DataType.isTimestamp(type)) return timeText(Number(value), Boolean(type.timezone));
  if (DataType.isDecimal(type)) return scaled(String(value), type.scale);
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const item = type.children[0]!.type as DataType;
    return Array.from(value as Vector, each => textOf(arrow, item, each)).join(',');
  }
  if (DataType.isTime(type)) return String(value);
  return valueText(value);
}

/** Digits of a decimal with its point: never by way of a float. */
function scaled(digits: string, scale: number): string {
  if (scale <= 0) return digits + '0'.repeat(-scale);
  const sign = digits.startsWith('-') ? '-' : '';
  const padded = digits.slice(sign.length).padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
