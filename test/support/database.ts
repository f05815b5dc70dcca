import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRelations } from '../../pipelines/monthly.js';
import { openStore, type Store } from '../../src/store/store.js';

/** An empty database in a folder of its own, removed by `close`. */
export async function emptyDatabase(): Promise<{ store: Store; folder: string; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-'));
  const store = await openStore({
    path: join(folder, 'test.duckdb'),
    sqlFolder: join(import.meta.dirname, '..', '..', 'src', 'sql'),
    relations: allRelations,
    threads: 2,
    memoryMb: 256,
  });
  return {
    store,
    folder,
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
