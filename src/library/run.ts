import { randomUUID } from 'node:crypto';
import { loadAssets } from '../cli/assets.js';
import { loadConfig } from '../cli/config.js';
import { openDatabaseAt } from '../cli/database.js';
import { planOf } from '../cli/plan.js';
import { TextPool } from '../inference/pool.js';
import { listFiles } from '../input/files.js';
import { type Reporter, type StageOutcome, silentReporter } from '../run/reporter.js';
import { runStages } from '../run/runner.js';

export interface RunRequest {
  /** Export files or folders of them. */
  readonly input: readonly string[];
  /** The database file; text before redaction goes to `<database>.raw`. */
  readonly database: string;
  /** Folder for the month's files. */
  readonly output: string;
  /** `YYYY-MM`; left out = the latest month with data. */
  readonly month?: string;
  readonly config?: string;
  readonly threads?: number;
  readonly reporter?: Reporter;
  readonly signal?: AbortSignal;
}

/**
 * Runs all stages as `minsheng run` does; what is unchanged is skipped.
 * @returns what each stage did, in order
 * @throws MinshengError, or what the failing stage threw
 */
export async function run(request: RunRequest): Promise<StageOutcome[]> {
  const config = await loadConfig(request.config);
  const assets = await loadAssets(config);
  const threads = request.threads ?? 1;
  const store = await openDatabaseAt(request.database, config, threads, false);
  const pool = new TextPool(assets, threads);
  try {
    const plan = planOf(config, assets, pool, listFiles(request.input), request.month ?? null);
    return await runStages(store, plan, {
      runId: randomUUID(),
      version: config.version,
      now: () => Date.now(),
      output: request.output,
      force: false,
      reporter: request.reporter ?? silentReporter,
      signal: request.signal ?? new AbortController().signal,
    });
  } finally {
    await pool.close();
    store.close();
  }
}
