import { MinshengError } from '../core/errors.js';
import type { Store } from './store.js';

/** Columns and rows of a free SELECT, values as JSON holds them. */
export interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Runs one read-only statement on a connection of its own.
 * @throws MinshengError (query) with the database's own words.
 */
export async function ask(
  store: Store,
  text: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const connection = await store.connect();
  try {
    const statements = await connection.extractStatements(text);
    if (statements.count !== 1)
      throw new MinshengError('query', { zh: '一次只能有一条 SQL 语句', en: 'one SQL statement at a time' });
    const reader = await connection.runAndReadAll(text, { ...parameters });
    const isWide = reader.columnTypes().map(type => wide.has(String(type)));
    const rows = reader.getRowsJson().map(row => row.map((value, index) => (isWide[index] ? narrowed(value) : value)));
    return { names: reader.columnNames(), rows };
  } catch (error) {
    if (error instanceof MinshengError) throw error;
    const words = withoutValues(
      error instanceof Error ? error.message.split('\n').slice(0, 4).join('\n') : String(error),
    );
    throw new MinshengError(
      'query',
      { zh: `查询失败：${words}`, en: `the query failed: ${words}` },
      { zh: '关系和列见 minsheng show。', en: 'Relations and columns: minsheng show.' },
    );
  } finally {
    connection.closeSync();
  }
}

/** A failed conversion names the value it met, which may be a citizen's words: those are left out. */
function withoutValues(message: string): string {
  return /^(?:Conversion|Invalid Input|Out of Range) Error/u.test(message)
    ? message.replace(/'[\s\S]*'/u, "'…'")
    : message;
}

const wide = new Set(['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT']);

/** DuckDB's JSON form writes wide integers as text; those that a number can hold become numbers. */
function narrowed(value: unknown): unknown {
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : value;
}
