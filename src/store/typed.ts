import type { Batch, ColumnType, Relation } from '../core/relation.js';
import type { Answer } from './ask.js';

/** An answer whose columns are those of a relation, as its batch. */
export function typedBatch<R extends Relation>(relation: R, answer: Answer): Batch<R> {
  const columns: Record<string, unknown[]> = {};
  for (const [name, column] of Object.entries(relation.columns)) {
    const index = answer.names.indexOf(name);
    columns[name] = answer.rows.map(row => fromJson(column.type, row[index]));
  }
  return { length: answer.rows.length, columns: columns as Batch<R>['columns'] };
}

function fromJson(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'date') return Date.parse(`${value}T00:00:00Z`) / 86_400_000;
  if (type === 'time') return Date.parse(`${String(value).replace(' ', 'T')}Z`);
  return value;
}
