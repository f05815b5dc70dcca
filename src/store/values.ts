import {
  BOOLEAN,
  DATE,
  DuckDBDateValue as DateValue,
  DOUBLE,
  type DuckDBDateValue,
  type DuckDBListValue,
  type DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  STRUCT,
  structValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import type { ColumnType, Scalar } from '../core/relation.js';

const scalarTypes: Record<Scalar, DuckDBType> = {
  text: VARCHAR,
  int: INTEGER,
  real: DOUBLE,
  bool: BOOLEAN,
  date: DATE,
  time: TIMESTAMP,
};

/** DuckDB's type object of a declared column type. */
export function duckType(type: ColumnType): DuckDBType {
  if (typeof type === 'object') {
    return LIST(STRUCT(Object.fromEntries(Object.entries(type).map(([name, field]) => [name, scalarTypes[field]]))));
  }
  return type === 'texts' ? LIST(VARCHAR) : scalarTypes[type];
}

/** Turns values of one column as TypeScript holds them into DuckDB's. */
export function encodeColumn(type: ColumnType, values: readonly unknown[]): readonly DuckDBValue[] {
  if (type === 'date') return values.map(value => (value == null ? null : new DateValue(value as number)));
  if (type === 'time') {
    return values.map(value => (value == null ? null : new DuckDBTimestampValue(BigInt(value as number) * 1000n)));
  }
  if (type === 'texts') return values.map(value => (value == null ? null : listValue([...(value as string[])])));
  if (typeof type === 'object') {
    const names = Object.keys(type);
    return values.map(value =>
      value == null ? null : listValue((value as Record<string, DuckDBValue>[]).map(item => pickStruct(item, names))),
    );
  }
  return values as readonly DuckDBValue[];
}

function pickStruct(item: Record<string, DuckDBValue>, names: readonly string[]): DuckDBValue {
  const entries: Record<string, DuckDBValue> = {};
  for (const name of names) entries[name] = item[name] ?? null;
  return structValue(entries);
}

/** Turns one DuckDB value of a column into what TypeScript holds. */
export function decoder(type: ColumnType): (value: DuckDBValue) => unknown {
  if (type === 'date') return value => (value as DuckDBDateValue).days;
  if (type === 'time') return value => Number((value as DuckDBTimestampValue).micros / 1000n);
  if (type === 'int' || type === 'real') return value => (typeof value === 'bigint' ? Number(value) : value);
  if (type === 'texts') return value => [...(value as DuckDBListValue).items];
  if (typeof type === 'object') {
    return value => (value as DuckDBListValue).items.map(item => ({ ...(item as DuckDBStructValue).entries }));
  }
  return value => value;
}
