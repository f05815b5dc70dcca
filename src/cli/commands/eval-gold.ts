import { basename } from 'node:path';
import { MinshengError } from '../../core/errors.js';
import type { Taxonomy } from '../../core/taxonomy.js';
import type { EngineAssets } from '../../inference/engine.js';
import { type GoldRow, parseGold } from '../../inference/gold.js';
import { TextPool } from '../../inference/pool.js';
import { loadAssets } from '../assets.js';
import { type Config, loadConfig } from '../config.js';
import { threadsOf } from '../database.js';
import { readGold } from '../gold.js';
import type { Context } from '../main.js';

/** The configuration; a word that belongs to no option is refused. */
export function configOf(context: Context): Promise<Config> {
  const { operands, values } = context.arguments;
  if (operands.length > 0)
    throw new MinshengError(
      'configuration',
      { zh: `多余的参数：${operands.join(' ')}`, en: `words that belong to no option: ${operands.join(' ')}` },
      'minsheng eval --help',
    );
  return loadConfig(values['config'] as string | undefined);
}

/**
 * Rows of the gold files that an option names. Themes that the taxonomy lacks count for nothing, and that is told.
 * @throws MinshengError (configuration) without files, (input) for files without rows or that cannot be read.
 */
export function goldOf(context: Context, taxonomy: Taxonomy, option: 'gold' | 'test' = 'gold'): GoldRow[] {
  const files = (context.arguments.values[option] as string[] | undefined) ?? [];
  if (files.length === 0)
    throw new MinshengError(
      'configuration',
      { zh: `缺少 --${option}`, en: `no --${option} given` },
      `minsheng eval --${option} FILE …`,
    );
  const rows = files.flatMap(file => parseGold(file, readGold(file)));
  if (rows.length === 0)
    throw new MinshengError('input', { zh: '金标文件里没有数据', en: 'the gold files hold no rows' });
  const known = new Set(taxonomy.themes.map(theme => theme.id));
  const unknown = rows.reduce((sum, row) => sum + row.themes.filter(theme => !known.has(theme)).length, 0);
  if (unknown > 0)
    context.console.tell({
      zh: `金标中有 ${unknown} 个主题不在体系里，不计入任何数`,
      en: `${unknown} gold themes are not in the taxonomy and count for nothing`,
    });
  return rows;
}

/** Of the files that an option names, those that the model's card says it was trained on. */
export function trainedOn(context: Context, assets: EngineAssets, option: 'gold' | 'test' = 'gold'): string[] {
  const files = (context.arguments.values[option] as string[] | undefined) ?? [];
  const seen = new Set([
    ...(assets.card?.trained_on.map(each => each.file) ?? []),
    ...(assets.encoder?.trainedOn ?? []),
  ]);
  return files.map(file => basename(file)).filter(file => seen.has(file));
}

/** Tells that figures on files a model was trained on are too good. */
export function tellTrainedOn(context: Context, assets: EngineAssets, model: string): void {
  const seen = trainedOn(context, assets);
  if (seen.length > 0)
    context.console.tell({
      zh: `注意：模型 ${model} 用 ${seen.join('、')} 训练过，这些文件上的数偏高`,
      en: `note: model ${model} was trained on ${seen.join(', ')}; figures on these files are too good`,
    });
}

/** Work with a model by name (that of the configuration without one); its threads end after. */
export async function withModel<Result>(
  config: Config,
  model: string | undefined,
  work: (pool: TextPool, assets: EngineAssets) => Promise<Result>,
): Promise<Result> {
  const assets = await loadAssets(config, model);
  const pool = new TextPool(assets, threadsOf(config));
  try {
    return await work(pool, assets);
  } finally {
    await pool.close();
  }
}
