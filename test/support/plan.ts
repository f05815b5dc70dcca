import { join } from 'node:path';
import { monthly } from '../../pipelines/monthly.js';
import { loadAssets } from '../../src/cli/assets.js';
import { loadConfig } from '../../src/cli/config.js';
import type { Relation } from '../../src/core/relation.js';
import type { Stage } from '../../src/core/stage.js';
import { modelCardRows } from '../../src/inference/card.js';
import { TextPool } from '../../src/inference/pool.js';

export const root = join(import.meta.dirname, '..', '..');

/** The stages of the month, without input. */
export async function plannedStages(): Promise<Stage<never, Relation, Relation>[]> {
  const config = await loadConfig(undefined);
  const assets = await loadAssets(config);
  const plan = monthly({
    files: [],
    profiles: config.profiles,
    taxonomy: config.taxonomy,
    scoring: config.scoring,
    issues: config.knobs.issues,
    card: modelCardRows(assets),
    work: new TextPool(assets, 0),
    office: config.knobs.office,
    month: null,
    version: 'test',
    hash: text => text,
  });
  return plan.map(each => each.stage);
}
