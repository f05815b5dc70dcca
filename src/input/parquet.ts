import { setImmediate } from 'node:timers/promises';
import type { AsyncBuffer, ParquetParsers } from 'hyparquet';
import type { SourceRows } from '../core/source.js';
import { type HeldContent, Unreadable } from './content.js';
import { RowBatch } from './rows.js';
import { timeText, valueText } from './values.js';

/**
 * Rows of a Parquet file, one row group at a time; row 0 is the header. The first group is read at once, so that a
 * damaged file is known for one.
 * @throws Unreadable
 */
export async function readParquet(content: HeldContent): Promise<() => AsyncGenerator<SourceRows>> {
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const file = {
    byteLength: content.size,
    slice: (start: number, end = content.size) => {
      const bytes = content.slice(start < 0 ? content.size + start : start, end);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    },
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const columns = parquetSchema(metadata).children.map(({ element }) => {
      const type = element.logical_type;
      return { name: element.name, isInstant: type?.type === 'TIMESTAMP' && type.isAdjustedToUTC };
    });
    const group = async (rowStart: number, rowEnd: number): Promise<unknown[][]> => {
      let found: unknown[][] = [];
      const onComplete = (rows: unknown[][]) => {
        found = rows;
      };
      const { late, stop } = later(file);
      try {
        await parquetRead({
          file: late,
          metadata,
          compressors,
          parsers,
          rowStart,
          rowEnd,
          rowFormat: 'array',
          onComplete,
        });
      } catch (error) {
        stop();
        throw error;
      }
      return found;
    };
    const sizes = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
    if (sizes.some(size => !(size >= 0 && size <= mostRows))) throw new Unreadable(unreadable);
    const first = await group(0, sizes[0] ?? 0);
    return async function* rows() {
      const batch = new RowBatch();
      batch.add(
        0,
        columns.map(({ name }) => name),
        null,
      );
      let number = 0;
      for (const [index, size] of sizes.entries()) {
        for (const row of index === 0 ? first : await group(number, number + size)) {
          batch.add(
            ++number,
            columns.map(({ isInstant }, at) => cellText(row[at], isInstant)),
            null,
          );
          if (batch.isFull) yield batch.take();
        }
      }
      if (!batch.isEmpty) yield batch.take();
    };
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(unreadable);
  }
}

interface ParquetFile {
  readonly byteLength: number;
  slice(start: number, end?: number): ArrayBuffer;
}

/**
 * A file that answers only after the library has laid out its columns, and no more once it has failed: columns that
 * it began before it failed on a later one would fail where nobody listens, which ends the process.
 */
function later(file: ParquetFile): { late: AsyncBuffer; stop: () => void } {
  let isStopped = false;
  const slice = async (start: number, end?: number): Promise<ArrayBuffer> => {
    await setImmediate();
    return isStopped ? new Promise<never>(() => {}) : file.slice(start, end);
  };
  const stop = () => {
    isStopped = true;
  };
  return { late: { byteLength: file.byteLength, slice }, stop };
}

const unreadable = 'not a readable Parquet file';
const mostRows = 100_000_000;

const parsers: Partial<ParquetParsers> = {
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('utf8'),
};

function cellText(value: unknown, isInstant: boolean): string {
  return isInstant && value instanceof Date ? timeText(value.getTime(), true) : valueText(value);
}
