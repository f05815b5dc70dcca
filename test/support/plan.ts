import { join } from 'node:path';
import { loadAssets } from '../../src/cli/assets.js';
import { loadConfig } from '../../src/cli/config.js';
import { planOf } from '../../src/cli/plan.js';
import type { Relation } from '../../src/core/relation.js';
import type { Stage } from '../../src/core/stage.js';
import { TextPool } from '../../src/inference/pool.js';

export const root = join(import.meta.dirname, '..', '..');

/** The stages of the month, without input. */
export async function plannedStages(): Promise<Stage<never, Relation, Relation>[]> {
  const config = await loadConfig(undefined);
  const assets = await loadAssets(config);
  const plan = planOf(config, assets, new TextPool(assets, 0), [], null);
  return plan.map(each => each.stage);
}
