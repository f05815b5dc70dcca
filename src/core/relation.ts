/**
 * The vocabulary in which relations are declared once; DDL, row types, the contract test and the reference page
 * derive from it.
 *
 * How values travel between DuckDB and TypeScript: `date` is the number of days since 1970-01-01, `time` the number
 * of milliseconds since 1970-01-01T00:00 of the wall clock in the configured zone. Null means "no value".
 */
export type Scalar = 'text' | 'int' | 'real' | 'bool' | 'date' | 'time';
export type StructShape = Readonly<Record<string, 'text' | 'int' | 'real'>>;
export type ColumnType = Scalar | 'texts' | StructShape;

export interface Column<T extends ColumnType = ColumnType, Null extends boolean = boolean> {
  readonly type: T;
  readonly nullable: Null;
  /** Unit, range or meaning, for the reference page. */
  readonly note: string;
}
export type Columns = Readonly<Record<string, Column>>;

type ScalarValue = { text: string; int: number; real: number; bool: boolean; date: number; time: number };
type StructValue<S extends StructShape> = { readonly [K in keyof S]: ScalarValue[S[K]] };
type ValueOf<T extends ColumnType> = T extends Scalar
  ? ScalarValue[T]
  : T extends 'texts'
    ? readonly string[]
    : T extends StructShape
      ? readonly StructValue<T>[]
      : never;
type CellOf<C extends Column> =
  C extends Column<infer T, infer N> ? (N extends true ? ValueOf<T> | null : ValueOf<T>) : never;

/**
 * - `table`: rewritten by its stage, all at once or not at all.
 * - `cache`: results keyed by content and version; grows in small commits, survives a killed run.
 * - `view`: a SELECT, never stored.
 * - `ledger`: written by commands of people, never by a stage.
 */
export type RelationKind = 'table' | 'cache' | 'view' | 'ledger';

export interface Relation<N extends string = string, C extends Columns = Columns> {
  readonly name: N;
  readonly grain: string;
  readonly columns: C;
  readonly key: readonly string[];
  readonly kind: RelationKind;
  /** `raw` is the file that alone may hold text before redaction. */
  readonly database: 'main' | 'raw';
  /** Holds what came from outside: it cannot be computed again from the rest of the database. */
  readonly isSource: boolean;
  /** Part of the public contract of relations.md. */
  readonly contract: boolean;
}

/** One row of a relation. */
export type Row<R extends Relation> = { readonly [K in keyof R['columns']]: CellOf<R['columns'][K]> };

/** Rows of a relation as columns of equal length. */
export interface Batch<R extends Relation> {
  readonly length: number;
  readonly columns: { readonly [K in keyof R['columns']]: readonly CellOf<R['columns'][K]>[] };
}

type Options = Partial<Pick<Relation, 'kind' | 'database' | 'isSource' | 'contract'>>;

/** Declares a relation. `key` columns identify a row and order it in every output. */
export function relation<const N extends string, const C extends Columns>(
  name: N,
  grain: string,
  key: readonly (keyof C & string)[],
  columns: C,
  options: Options = {},
): Relation<N, C> {
  return {
    name,
    grain,
    key,
    columns,
    kind: 'table',
    database: 'main',
    isSource: options.kind === 'ledger',
    contract: true,
    ...options,
  };
}

/** A column that always has a value. */
export function must<const T extends ColumnType>(type: T, note = ''): Column<T, false> {
  return { type, nullable: false, note };
}

/** A column that may be null. */
export function may<const T extends ColumnType>(type: T, note = ''): Column<T, true> {
  return { type, nullable: true, note };
}

const sqlScalar: Record<Scalar, string> = {
  text: 'VARCHAR',
  int: 'INTEGER',
  real: 'DOUBLE',
  bool: 'BOOLEAN',
  date: 'DATE',
  time: 'TIMESTAMP',
};

/** DuckDB's type of a column. */
export function sqlType(type: ColumnType): string {
  if (typeof type === 'object') {
    const fields = Object.entries(type).map(([name, field]) => `"${name}" ${sqlScalar[field]}`);
    return `STRUCT(${fields.join(', ')})[]`;
  }
  return type === 'texts' ? 'VARCHAR[]' : sqlScalar[type];
}

/** The name by which SQL reaches a relation. */
export function qualifiedName(relation: Relation): string {
  return relation.database === 'raw' ? `raw.${relation.name}` : relation.name;
}

/** CREATE TABLE text of a relation. */
export function createTable(relation: Relation, mode: 'if not exists' | 'or replace'): string {
  const columns = Object.entries(relation.columns).map(
    ([name, column]) => `"${name}" ${sqlType(column.type)}${column.nullable ? '' : ' NOT NULL'}`,
  );
  const create = mode === 'or replace' ? 'CREATE OR REPLACE TABLE' : 'CREATE TABLE IF NOT EXISTS';
  return `${create} ${qualifiedName(relation)} (${columns.join(', ')})`;
}

/** Rows (objects) of a small relation, for code that reads better by row. Not for relations as large as comments. */
export function rowsOf<R extends Relation>(batch: Batch<R>): Row<R>[] {
  const names = Object.keys(batch.columns);
  const columns = batch.columns as Record<string, readonly unknown[]>;
  return Array.from({ length: batch.length }, (_, index) => {
    const row: Record<string, unknown> = {};
    for (const name of names) row[name] = columns[name]![index];
    return row as Row<R>;
  });
}

/** Columns of a list of rows; the opposite of `rowsOf`. */
export function batchOf<R extends Relation>(relation: R, rows: readonly Row<R>[]): Batch<R> {
  const columns: Record<string, unknown[]> = {};
  for (const name of Object.keys(relation.columns)) {
    columns[name] = rows.map(row => (row as Record<string, unknown>)[name]);
  }
  return { length: rows.length, columns: columns as Batch<R>['columns'] };
}
