import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { MinshengError } from '../core/errors.js';
import type { Relation } from '../core/relation.js';
import type { Parameters } from '../core/stage.js';
import { alignSchema } from './schema.js';
import { SqlFolder } from './sql.js';

export type Connection = DuckDBConnection;

export interface StoreOptions {
  /** The main database file; text before redaction goes to `<path>.raw`. */
  readonly path: string;
  readonly sqlFolder: string;
  readonly relations: readonly Relation[];
  readonly threads: number;
  readonly memoryMb: number;
  readonly readOnly?: boolean;
}

/** The only door to DuckDB. */
export class Store {
  readonly sql: SqlFolder;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly readOnly: boolean;
  readonly #instance: DuckDBInstance;
  readonly #temporary: string;

  constructor(instance: DuckDBInstance, options: StoreOptions) {
    this.#instance = instance;
    this.sql = new SqlFolder(options.sqlFolder);
    this.relations = new Map(options.relations.map(relation => [relation.name, relation]));
    this.readOnly = options.readOnly ?? false;
    this.#temporary = `${options.path}.tmp`;
  }

  /** A connection of its own: a stream ends early, without an error, when its connection runs anything else. */
  connect(): Promise<DuckDBConnection> {
    return this.#instance.connect();
  }

  /** @throws MinshengError (contract) for a name that is not declared. */
  relation(name: string): Relation {
    const relation = this.relations.get(name);
    if (!relation) throw new MinshengError('contract', `unknown relation ${name}`);
    return relation;
  }

  close(): void {
    this.#instance.closeSync();
    if (!this.readOnly) rmSync(this.#temporary, { recursive: true, force: true });
  }
}

/**
 * Opens (or makes) the database and its raw twin, both of mode 0600, and creates missing relations.
 * @throws MinshengError (input) where the file is no database or in use by another process.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { path, readOnly = false } = options;
  if (readOnly && !existsSync(path)) {
    throw new MinshengError(
      'input',
      { zh: `没有数据库 ${path}`, en: `no database ${path}` },
      {
        zh: '先运行 minsheng run --input …，或用 --db 指定另一个文件。',
        en: 'Run `minsheng run --input …` first, or name another file with --db.',
      },
    );
  }
  try {
    if (!readOnly) mkdirSync(dirname(path), { recursive: true });
    const instance = await DuckDBInstance.create(path, {
      threads: String(options.threads),
      memory_limit: `${options.memoryMb}MB`,
      temp_directory: `${path}.tmp`,
      access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
      enable_external_access: readOnly ? 'false' : 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      default_null_order: 'nulls_first',
      preserve_insertion_order: 'true',
    });
    // Only now: a database in use by another run keeps its folder.
    if (!readOnly) rmSync(`${path}.tmp`, { recursive: true, force: true });
    const store = new Store(instance, options);
    if (!readOnly) await prepare(store, path);
    return store;
  } catch (error) {
    throw openingError(path, error);
  }
}

async function prepare(store: Store, path: string): Promise<void> {
  const connection = await store.connect();
  await connection.run(`ATTACH '${path.replaceAll("'", "''")}.raw' AS raw`);
  for (const file of [path, `${path}.raw`]) chmodSync(file, 0o600);
  await alignSchema(connection, [...store.relations.values()]);
  connection.closeSync();
}

function openingError(path: string, error: unknown): Error {
  if (error instanceof MinshengError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/lock/i.test(text)) {
    return new MinshengError(
      'input',
      { zh: `${path} 正被另一个进程使用`, en: `${path} is in use by another process` },
      {
        zh: '等那次运行结束，或用 --db 指定另一个文件。',
        en: 'Wait until that run has ended, or name another file with --db.',
      },
    );
  }
  if (/not a valid DuckDB|magic bytes|deserialize|serializ/i.test(text)) {
    return new MinshengError(
      'input',
      { zh: `${path} 不是本程序的数据库`, en: `${path} is not a database of this program` },
      { zh: '用 --db 指定另一个文件，或先移走它。', en: 'Name another file with --db, or move this one away.' },
    );
  }
  if (/IO Error|EEXIST|ENOTDIR|EACCES|EISDIR|EROFS/u.test(text)) {
    return new MinshengError(
      'input',
      { zh: `不能在 ${path} 建立数据库`, en: `cannot make a database at ${path}` },
      { zh: '检查 --db：它应是可写文件夹里的一个文件。', en: 'Check --db: a file in a folder that can be written.' },
    );
  }
  return error instanceof Error ? error : new Error(text);
}

/** Values bound to `$name` in a prepared statement; lists are lists of text. */
export function bindable(parameters: Parameters, names: readonly string[]): Record<string, DuckDBValue> {
  const bound: Record<string, DuckDBValue> = {};
  for (const name of names) {
    const value = parameters[name];
    if (value === undefined) throw new MinshengError('contract', `no value for the parameter $${name}`);
    bound[name] = Array.isArray(value) ? listValue([...(value as string[])]) : (value as string | number | boolean);
  }
  return bound;
}

/** Types for those values of `bindable` that DuckDB cannot guess. */
export function bindableTypes(parameters: Parameters, names: readonly string[]) {
  return Object.fromEntries(names.filter(name => Array.isArray(parameters[name])).map(name => [name, LIST(VARCHAR)]));
}
