import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
} from 'apache-arrow';
import type { Batch, Column, ColumnType, Relation, Scalar } from '../core/relation.js';

const scalarTypes: Record<Scalar, () => DataType> = {
  text: () => new Utf8(),
  int: () => new Int32(),
  real: () => new Float64(),
  bool: () => new Bool(),
  date: () => new DateDay(),
  time: () => new TimestampMillisecond(),
};

/** Arrow's type of a declared column type. A `time` is a wall-clock time: a timestamp without a zone. */
export function arrowType(type: ColumnType): DataType {
  if (type === 'texts') return new List(new Field('item', new Utf8(), false));
  if (typeof type === 'object') return new List(new Field('item', new Struct(structFields(type)), false));
  return scalarTypes[type]();
}

/**
 * The rows of a batch as an Arrow IPC file (not a stream) of one record batch, columns in declared order.
 * `metadata` goes into the schema.
 */
export function encodeArrow<R extends Relation>(
  relation: R,
  batch: Batch<R>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const columns = Object.entries(relation.columns);
  const fields = columns.map(([name, column]) => field(name, column));
  const values = batch.columns as Record<string, readonly unknown[]>;
  const children = columns.map(([name, column]) => columnData(column.type, values[name]!));
  const schema = new Schema(fields, new Map(Object.entries(metadata)));
  const data = makeData({ type: new Struct(fields), length: batch.length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'file');
}

function field(name: string, column: Column): Field {
  return new Field(name, arrowType(column.type), column.nullable);
}

function structFields(shape: Readonly<Record<string, Scalar>>): Field[] {
  return Object.entries(shape).map(([name, type]) => new Field(name, scalarTypes[type](), true));
}

function columnData(type: ColumnType, values: readonly unknown[]): Data {
  if (type === 'texts') {
    return listData(new Utf8(), values as (readonly unknown[] | null)[], items => columnData('text', items));
  }
  if (typeof type === 'object') {
    const fields = structFields(type);
    return listData(new Struct(fields), values as (readonly unknown[] | null)[], items => {
      const rows = items as readonly Record<string, unknown>[];
      const children = Object.entries(type).map(([name, scalar]) =>
        columnData(
          scalar,
          rows.map(row => row[name] ?? null),
        ),
      );
      return makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children });
    });
  }
  if (type === 'text') return textData(values as readonly (string | null)[]);
  if (type === 'bool') return boolData(values as readonly (boolean | null)[]);
  return numberData(type, values as readonly (number | null)[]);
}

function numberData(type: 'int' | 'real' | 'date' | 'time', values: readonly (number | null)[]): Data {
  const validity = validityOf(values);
  const length = values.length;
  const filled = values.map(value => value ?? 0);
  if (type === 'int') return makeData({ type: new Int32(), length, ...validity, data: Int32Array.from(filled) });
  if (type === 'date') return makeData({ type: new DateDay(), length, ...validity, data: Int32Array.from(filled) });
  if (type === 'real') return makeData({ type: new Float64(), length, ...validity, data: Float64Array.from(filled) });
  const data = BigInt64Array.from(filled, BigInt);
  return makeData({ type: new TimestampMillisecond(), length, ...validity, data });
}

function boolData(values: readonly (boolean | null)[]): Data {
  const data = bitmap(values, value => value === true);
  return makeData({ type: new Bool(), length: values.length, ...validityOf(values), data });
}

function textData(values: readonly (string | null)[]): Data {
  const valueOffsets = new Int32Array(values.length + 1);
  let size = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value) size += Buffer.byteLength(value);
    valueOffsets[index + 1] = size;
  }
  const data = Buffer.alloc(size);
  values.forEach((value, index) => {
    if (value) data.write(value, valueOffsets[index]!);
  });
  return makeData({ type: new Utf8(), length: values.length, ...validityOf(values), valueOffsets, data });
}

function listData(
  item: DataType,
  values: readonly (readonly unknown[] | null)[],
  encode: (items: readonly unknown[]) => Data,
): Data {
  const valueOffsets = new Int32Array(values.length + 1);
  const items: unknown[] = [];
  values.forEach((list, index) => {
    for (const value of list ?? []) items.push(value);
    valueOffsets[index + 1] = items.length;
  });
  const type = new List(new Field('item', item, false));
  return makeData({ type, length: values.length, ...validityOf(values), valueOffsets, child: encode(items) });
}

function validityOf(values: readonly unknown[]): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullCount = values.reduce<number>((count, value) => count + (value == null ? 1 : 0), 0);
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap: bitmap(values, value => value != null) };
}

function bitmap<T>(values: readonly T[], isSet: (value: T) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, index) => {
    if (isSet(value)) bits[index >> 3]! |= 1 << (index & 7);
  });
  return bits;
}
