import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRelations } from '../../../pipelines/monthly.js';
import { MinshengError } from '../../core/errors.js';
import { referencePage } from '../../core/reference.js';
import { createTextEngine } from '../../inference/engine.js';
import { TextPool } from '../../inference/pool.js';
import { checkPlan } from '../../run/plan.js';
import { loadAssets } from '../assets.js';
import { type Config, loadConfig } from '../config.js';
import { openDatabaseAt } from '../database.js';
import type { Context } from '../main.js';
import { planOf } from '../plan.js';

/** `minsheng check`: configuration, taxonomy, wiring, models and SQL, without data. */
export async function check(context: Context): Promise<void> {
  const { values } = context.arguments;
  const { console } = context;
  const config = await loadConfig(values['config'] as string | undefined);
  const ok = (zh: string, en: string) =>
    console.print(console.json ? JSON.stringify({ ok: en }) : console.language === 'zh' ? `✓ ${zh}` : `✓ ${en}`);
  ok(
    `配置：体系 ${config.taxonomy.version}（${config.taxonomy.themes.length} 个主题），评分 ${config.scoring.version}，模板 ${config.profiles.map(profile => profile.name).join('、')}`,
    `configuration: taxonomy ${config.taxonomy.version} (${config.taxonomy.themes.length} themes), scoring ${config.scoring.version}, profiles ${config.profiles.map(profile => profile.name).join(', ')}`,
  );
  const assets = await loadAssets(config);
  await createTextEngine(assets).segment(['信访']);
  const work = new TextPool(assets, 0);
  await work.probabilities(['信访']);
  ok(`模型：${work.versions.model}`, `model: ${work.versions.model}`);
  const plan = planOf(config, assets, work, [], null);
  checkPlan(plan);
  ok(`连线：${plan.length} 个环节`, `wiring: ${plan.length} stages`);
  const bound = await bindSql(config);
  ok(`SQL：${bound} 个文件在空库中绑定`, `SQL: ${bound} files bound in an empty database`);
  if (values['reference'] === true) console.print(writeReference(config));
}

/** Prepares every SELECT in an empty database; a missing column or table is an error here, not at midnight. */
async function bindSql(config: Config): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-check-'));
  const store = await openDatabaseAt(join(folder, 'check.duckdb'), config, 1, false);
  try {
    const connection = await store.connect();
    let bound = 0;
    for (const relation of allRelations) {
      if (!store.sql.has(relation.name)) continue;
      try {
        await connection.prepare(store.sql.select(relation));
      } catch (error) {
        throw new MinshengError(
          'contract',
          `src/sql/${relation.name}.sql: ${error instanceof Error ? error.message : error}`,
        );
      }
      bound++;
    }
    connection.closeSync();
    return bound;
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the reference page of relations where it is not up to date. */
function writeReference(config: Config): string {
  const path = join(config.root, 'data', 'reference', 'relations.md');
  const text = referencePage();
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // The page is made for the first time.
  }
  if (before !== text) writeFileSync(path, text, { mode: 0o644 });
  return path;
}
