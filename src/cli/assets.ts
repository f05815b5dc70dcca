import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { MinshengError } from '../core/errors.js';
import type { ModelCard } from '../inference/card.js';
import type { EngineAssets } from '../inference/engine.js';
import type { Config } from './config.js';
import { readYaml } from './config.js';

/**
 * Dictionary, cues and weights as bytes and plain data, for this thread or for workers.
 * @throws MinshengError (model) where a model file is missing.
 */
export async function loadAssets(config: Config, model: string = config.knobs.model): Promise<EngineAssets> {
  if (model !== 'linear' && model !== 'rules') {
    throw new MinshengError(
      'model',
      { zh: `没有模型 ${model}`, en: `no model ${model}` },
      { zh: '可用：linear、rules', en: 'Known: linear, rules' },
    );
  }
  const file = (...parts: string[]) => {
    try {
      return readFileSync(join(config.root, ...parts));
    } catch {
      const path = parts.join('/');
      throw new MinshengError(
        'model',
        { zh: `模型文件缺失：${path}`, en: `missing model file ${path}` },
        {
          zh: '请从完整的发布包恢复，或运行 minsheng train。',
          en: 'Restore it from the release, or run minsheng train.',
        },
      );
    }
  };
  const dictionary = file('data', 'reference', 'dictionary.tsv');
  const cues = file('models', 'rules', 'cues.yaml');
  const card = model === 'linear' ? file('models', 'linear', 'card.json') : null;
  const weights = model === 'linear' ? file('models', 'linear', 'weights.bin') : null;
  const hash = createHash('sha256').update(JSON.stringify(config.taxonomy)).update(cues);
  for (const bytes of [card, weights]) hash.update(bytes ?? '');
  return {
    taxonomy: config.taxonomy,
    dictionary: dictionary.toString('utf8'),
    cues: await readYaml(join(config.root, 'models', 'rules', 'cues.yaml')),
    card: card && (JSON.parse(card.toString('utf8')) as ModelCard),
    weights: weights && new Uint8Array(inflateRawSync(weights)),
    hash: hash.digest('hex'),
    dictionaryHash: createHash('sha256').update(dictionary).digest('hex'),
  };
}
