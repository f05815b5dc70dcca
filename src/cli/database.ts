import { cpus } from 'node:os';
import { join } from 'node:path';
import { allRelations } from '../../pipelines/monthly.js';
import { openStore, type Store } from '../store/store.js';
import type { Config } from './config.js';
import type { Context } from './main.js';

/** The database named by --db, or the one of the project's work folder. */
export function databasePath(context: Context, root: string): string {
  const given = context.arguments.values['db'];
  return typeof given === 'string' ? given : join(root, 'data', 'work', 'minsheng.duckdb');
}

export function threadsOf(config: Config): number {
  return config.knobs.threads > 0 ? config.knobs.threads : Math.max(1, cpus().length);
}

/** Opens the database of this command. */
export function openDatabase(context: Context, config: Config, readOnly: boolean): Promise<Store> {
  return openDatabaseAt(databasePath(context, config.root), config, threadsOf(config), readOnly);
}

/** Opens a database with every relation and SELECT of the program. */
export function openDatabaseAt(path: string, config: Config, threads: number, readOnly: boolean): Promise<Store> {
  return openStore({
    path,
    sqlFolder: join(config.root, 'src', 'sql'),
    relations: allRelations,
    threads,
    memoryMb: config.knobs.memory_mb,
    readOnly,
  });
}
