import { createHash } from 'node:crypto';
import { monthly } from '../../pipelines/monthly.js';
import type { SourceFile } from '../core/source.js';
import type { TextWork } from '../core/text-work.js';
import { modelCardRows } from '../inference/card.js';
import type { EngineAssets } from '../inference/engine.js';
import type { Planned } from '../run/plan.js';
import type { Config } from './config.js';

/** The month's stages with a configuration, models and input files. */
export function planOf(
  config: Config,
  assets: EngineAssets,
  work: TextWork,
  files: readonly SourceFile[],
  month: string | null,
): Planned[] {
  return monthly({
    files,
    profiles: config.profiles,
    taxonomy: config.taxonomy,
    scoring: config.scoring,
    issues: config.knobs.issues,
    card: modelCardRows(assets),
    work,
    office: config.knobs.office,
    month,
    version: config.version,
    hash: text => createHash('sha256').update(text).digest('hex'),
  });
}
