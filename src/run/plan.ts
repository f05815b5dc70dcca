import { MinshengError } from '../core/errors.js';
import type { Relation } from '../core/relation.js';
import type { Stage } from '../core/stage.js';

/** A stage with the configuration it will run with. */
export interface Planned {
  readonly stage: Stage<never, Relation, Relation>;
  readonly config: unknown;
}

/** Binds a stage to its configuration; the compiler checks that they fit. */
export function planned<Config, R extends Relation, W extends Relation>(
  stage: Stage<Config, R, W>,
  config: Config,
): Planned {
  return { stage: stage as unknown as Stage<never, Relation, Relation>, config };
}

/**
 * Checks the wiring of a pipeline: each table has one writer, is written before it is read, and every stage's
 * configuration passes its schema.
 * @throws MinshengError (contract, configuration) that lists every fault.
 */
export function checkPlan(plan: readonly Planned[]): void {
  const writers = new Map<string, string>();
  const faults: string[] = [];
  for (const { stage } of plan) {
    for (const relation of stage.reads) {
      const own = stage.writes.some(written => written.name === relation.name);
      const needsWriter = relation.kind === 'table' || relation.kind === 'cache';
      if (needsWriter && !own && !writers.has(relation.name)) {
        faults.push(`${stage.name} reads ${relation.name}, which no earlier stage writes`);
      }
    }
    for (const relation of stage.writes) {
      const writer = writers.get(relation.name);
      if (writer) faults.push(`${relation.name} is written by ${writer} and by ${stage.name}`);
      if (relation.kind === 'view' || relation.kind === 'ledger') {
        faults.push(`${stage.name} writes ${relation.name}, which is a ${relation.kind}`);
      }
      writers.set(relation.name, stage.name);
    }
  }
  if (faults.length > 0) throw new MinshengError('contract', `the pipeline is not wired:\n  ${faults.join('\n  ')}`);
  for (const { stage, config } of plan) checkConfig(stage, config);
}

function checkConfig(stage: Stage<never, Relation, Relation>, config: unknown): void {
  const result = stage.config.safeParse(config);
  if (result.success) return;
  const faults = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new MinshengError(
    'configuration',
    `configuration of ${stage.name}:\n${faults.join('\n')}`,
    'Correct the values named above.',
  );
}
