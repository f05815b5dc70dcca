import { runs } from '../core/records.js';
import { batchOf, type Relation, type Row, rowsOf } from '../core/relation.js';
import { files_done, stages_done } from '../core/workspace.js';
import { readAll } from '../store/read.js';
import type { Connection, Store } from '../store/store.js';
import { append } from '../store/write.js';
import { isInPlace, PendingFiles } from './files.js';
import { hashOf, stableJson, stageFingerprint } from './fingerprint.js';
import { StageWork } from './io.js';
import { checkPlan, type Planned } from './plan.js';
import type { Reporter, StageOutcome } from './reporter.js';

export interface RunOptions {
  readonly runId: string;
  readonly version: string;
  /** Milliseconds of the wall clock; only the ledger `runs` ever holds them. */
  readonly now: () => number;
  readonly output: string;
  readonly force: boolean;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  /** Called when a stage has ended well; what it throws ends the run. */
  readonly afterStage?: (stage: string) => Promise<void>;
}

interface Done {
  readonly fingerprint: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
}

/**
 * Runs the stages in order. A stage whose fingerprint is that of its last run is skipped; one that fails leaves no
 * trace but its error and its row in `runs`.
 * @throws what the failing stage threw.
 */
export async function runStages(store: Store, plan: readonly Planned[], options: RunOptions): Promise<StageOutcome[]> {
  checkPlan(plan);
  const outcomes: StageOutcome[] = [];
  const versions = new Map<string, string>();
  for (const planned of plan) {
    options.signal.throwIfAborted();
    await readLedgerVersions(store, planned, versions);
    const fingerprint = stageFingerprint(
      planned.stage,
      planned.config,
      store.sql,
      relation => versions.get(relation.name) ?? '',
    );
    outcomes.push(await runOne(store, planned, fingerprint, options));
    for (const relation of planned.stage.writes) versions.set(relation.name, fingerprint);
    await options.afterStage?.(planned.stage.name);
  }
  return outcomes;
}

/** Ledgers change between runs without a stage: their version is their content. */
async function readLedgerVersions(store: Store, { stage }: Planned, versions: Map<string, string>): Promise<void> {
  for (const relation of stage.reads) {
    if (relation.kind !== 'ledger') continue;
    const rows = rowsOf(await readAll(store, relation));
    // What a stage wrote itself is no input of it.
    const others = rows.filter(row => row['stage'] !== stage.name);
    versions.set(relation.name, hashOf([stableJson(others)]));
  }
}

async function runOne(store: Store, planned: Planned, fingerprint: string, options: RunOptions): Promise<StageOutcome> {
  const { stage } = planned;
  const startedAt = options.now();
  options.reporter.stageStarted(stage.name);
  const earlier = rowsOf(await readAll(store, files_done)).filter(file => file.stage === stage.name);
  const before = await lastRun(store, stage.name);
  const unchanged = before?.fingerprint === fingerprint && earlier.every(file => isInPlace(options.output, file));
  if (unchanged && !options.force) {
    return finish(store, options, startedAt, fingerprint, {
      ...outcome(stage.name, 'skipped', before, startedAt, options),
    });
  }
  const writer = await store.connect();
  const files = new PendingFiles(options.output, stage.name);
  let work: StageWork | undefined;
  try {
    // A month of a monthly stage depends on everything but the relations read, which the stage sums up by month.
    const own = options.force
      ? hashOf([options.runId, stage.name])
      : stageFingerprint(stage, planned.config, store.sql, () => '');
    work = new StageWork(stage, store, writer, files, options.reporter, own, options.signal);
    await stage.run(work, planned.config as never);
    await work.keepCaches();
    const rowsOut = (await work.check()) + work.cached;
    const done = { fingerprint, rowsIn: work.rowsIn, rowsOut };
    await recordFiles(writer, stage.name, files, earlier);
    await recordDone(writer, stage.name, done);
    files.publish(earlier.map(file => file.path));
    await writer.run('COMMIT');
    return finish(store, options, startedAt, fingerprint, outcome(stage.name, 'done', done, startedAt, options));
  } catch (error) {
    await work?.keepCaches();
    files.discard();
    await finish(store, options, startedAt, fingerprint, outcome(stage.name, 'failed', undefined, startedAt, options));
    throw error;
  } finally {
    writer.closeSync();
  }
}

async function lastRun(store: Store, stage: string): Promise<Done | undefined> {
  const rows = rowsOf(await readAll(store, stages_done)).filter(row => row.stage === stage);
  const row = rows[0];
  return row && { fingerprint: row.fingerprint, rowsIn: row.rows_in, rowsOut: row.rows_out };
}

async function recordDone(writer: Connection, stage: string, done: Done): Promise<void> {
  await writer.run('DELETE FROM stages_done WHERE stage = $stage', { stage });
  const row: Row<typeof stages_done> = {
    stage,
    fingerprint: done.fingerprint,
    rows_in: done.rowsIn,
    rows_out: done.rowsOut,
  };
  await append(writer, stages_done, batchOf(stages_done, [row]));
}

async function recordFiles(
  writer: Connection,
  stage: string,
  files: PendingFiles,
  earlier: readonly Row<typeof files_done>[],
): Promise<void> {
  const replaced = earlier.filter(file => files.months.has(file.path.split('/')[0]!));
  const paths = [...new Set([...replaced.map(file => file.path), ...files.written.map(file => file.path)])];
  for (const path of paths) await writer.run('DELETE FROM files_done WHERE path = $path', { path });
  await append(
    writer,
    files_done,
    batchOf(
      files_done,
      files.written.map(file => ({ ...file, stage })),
    ),
  );
}

function outcome(
  stage: string,
  state: StageOutcome['state'],
  done: Done | undefined,
  startedAt: number,
  options: RunOptions,
): StageOutcome {
  const seconds = (options.now() - startedAt) / 1000;
  return { stage, state, rowsIn: done?.rowsIn ?? 0, rowsOut: done?.rowsOut ?? 0, seconds };
}

async function finish(
  store: Store,
  options: RunOptions,
  startedAt: number,
  fingerprint: string,
  result: StageOutcome,
): Promise<StageOutcome> {
  const connection = await store.connect();
  try {
    const row: Row<typeof runs> = {
      run_id: options.runId,
      started_at: startedAt,
      finished_at: options.now(),
      version: options.version,
      stage: result.stage,
      fingerprint,
      state: result.state,
      rows_in: result.rowsIn,
      rows_out: result.rowsOut,
      seconds: result.seconds,
    };
    await append(connection, runs, batchOf(runs as Relation, [row as never]) as never);
  } finally {
    connection.closeSync();
  }
  options.reporter.stageEnded(result);
  return result;
}
