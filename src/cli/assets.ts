import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { MinshengError } from '../core/errors.js';
import type { ModelCard } from '../inference/card.js';
import { encoderHeaderSchema } from '../inference/encoder.js';
import type { EncoderCard } from '../inference/encoder-card.js';
import type { EncoderAssets, EngineAssets } from '../inference/engine.js';
import { loadLinear } from '../inference/linear.js';
import { loadSubjects } from '../inference/subject-model.js';
import type { Config } from './config.js';
import { readYaml } from './config.js';

export const models = ['rules', 'linear', 'cascade', 'encoder'] as const;

/** Whether a name is that of a model. */
export function isModel(name: string): name is (typeof models)[number] {
  return (models as readonly string[]).includes(name);
}

/** The encoder's card and pieces; the graph is read here only for its hash. */
function encoderOf(config: Config, file: (...parts: string[]) => Buffer, budget: number | null) {
  const card = file('models', 'encoder', 'card.json');
  const pieces = file('models', 'encoder', 'pieces.txt');
  const graph = file('models', 'encoder', 'onnx', 'model_quantized.onnx');
  const hash = createHash('sha256').update(card).update(pieces).update(graph).update(String(budget)).digest();
  const words = pieces.toString('utf8').trimEnd().split('\n');
  const assets = opened('models/encoder', (): EncoderAssets => {
    const { header, themes, trained_on } = JSON.parse(card.toString('utf8')) as EncoderCard;
    const parsed = encoderHeaderSchema.parse(header);
    if (parsed.pieces !== words.length) throw new Error(`pieces.txt: ${words.length}, card.json: ${parsed.pieces}`);
    const folder = join(config.root, 'models', 'encoder');
    return { folder, header: parsed, themes, trainedOn: trained_on, pieces: words, budget };
  });
  return { assets, hash };
}

function subjectsOf(file: (...parts: string[]) => Buffer): EngineAssets['subjects'] {
  const card = file('models', 'subject', 'card.json');
  const weights = file('models', 'subject', 'weights.bin');
  const hash = createHash('sha256').update(card).update(weights).digest('hex');
  return opened('models/subject', () => {
    const found = { card: JSON.parse(card.toString('utf8')), weights: new Uint8Array(inflateRawSync(weights)), hash };
    loadSubjects(found.card, found.weights);
    return found;
  });
}

function linearOf(card: Buffer | null, weights: Buffer | null): Pick<EngineAssets, 'card' | 'weights'> {
  if (!card || !weights) return { card: null, weights: null };
  const found = {
    card: JSON.parse(card.toString('utf8')) as ModelCard,
    weights: new Uint8Array(inflateRawSync(weights)),
  };
  loadLinear(found.card.header, found.weights);
  return found;
}

/** Reads what a model file holds; a damaged one is named. */
function opened<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new MinshengError(
      'model',
      { zh: `模型文件损坏：${path}（${firstLine(error)}）`, en: `damaged model file ${path} (${firstLine(error)})` },
      restore,
    );
  }
}

const restore = {
  zh: '请从完整的发布包恢复，或运行 minsheng train。',
  en: 'Restore it from the release, or run minsheng train.',
};

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .split('\n')[0]!
    .slice(0, 120);
}

/**
 * Dictionary, cues and weights as bytes and plain data, for this thread or for workers.
 * @throws MinshengError (model) where a model file is missing.
 */
export async function loadAssets(config: Config, model: string = config.knobs.model): Promise<EngineAssets> {
  if (!isModel(model)) {
    throw new MinshengError(
      'model',
      { zh: `没有模型 ${model}`, en: `no model ${model}` },
      { zh: `可用：${models.join('、')}`, en: `Known: ${models.join(', ')}` },
    );
  }
  const file = (...parts: string[]) => {
    try {
      return readFileSync(join(config.root, ...parts));
    } catch {
      const path = parts.join('/');
      throw new MinshengError('model', { zh: `模型文件缺失：${path}`, en: `missing model file ${path}` }, restore);
    }
  };
  const dictionary = file('data', 'reference', 'dictionary.tsv');
  const cues = file('models', 'rules', 'cues.yaml');
  const card = model === 'rules' ? null : file('models', 'linear', 'card.json');
  const weights = model === 'rules' ? null : file('models', 'linear', 'weights.bin');
  const hash = createHash('sha256').update(JSON.stringify(config.taxonomy)).update(cues);
  for (const bytes of [card, weights]) hash.update(bytes ?? '');
  const linearHash = hash.copy().digest('hex');
  const budget = model === 'encoder' ? null : config.knobs.encoder_budget;
  const encoder = budget !== 0 && (model === 'cascade' || model === 'encoder') ? encoderOf(config, file, budget) : null;
  if (encoder) hash.update(encoder.hash);
  return {
    taxonomy: config.taxonomy,
    dictionary: dictionary.toString('utf8'),
    cues: await readYaml(join(config.root, 'models', 'rules', 'cues.yaml')),
    ...opened('models/linear', () => linearOf(card, weights)),
    subjects: subjectsOf(file),
    encoder: encoder?.assets ?? null,
    linearHash,
    hash: hash.digest('hex'),
    dictionaryHash: createHash('sha256').update(dictionary).digest('hex'),
  };
}
