import type { Classification } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import type { RedactedText, SegmentedText, TextVersions } from '../core/text-work.js';
import { splitClauses } from '../text/clauses.js';
import { redact, redactionVersion } from '../text/redact.js';
import { createEngine, createSegmenter } from '../text/segment.js';
import type { ModelCard } from './card.js';
import { createClassifier } from './classifier.js';
import { loadLinear } from './linear.js';
import { CueRules, parseCues } from './rules.js';

/** All that text work needs, as plain data and bytes, so that a worker can be given it. */
export interface EngineAssets {
  readonly taxonomy: Taxonomy;
  readonly dictionary: string;
  /** Parsed models/rules/cues.yaml. */
  readonly cues: unknown;
  /** Without card and weights, cues alone classify. */
  readonly card: ModelCard | null;
  readonly weights: Uint8Array | null;
  /** Hash of all of the above, made by whoever read the files. */
  readonly hash: string;
  readonly dictionaryHash: string;
}

export interface TextEngine {
  redact(texts: readonly string[]): RedactedText[];
  segment(texts: readonly string[]): Promise<SegmentedText[]>;
  classify(texts: readonly string[]): Classification[];
}

/** Versions under which results may be cached. */
export function versionsOf(assets: EngineAssets): TextVersions {
  const model = assets.card ? 'linear' : 'rules';
  return {
    redaction: redactionVersion,
    segmentation: `jieba-${assets.dictionaryHash.slice(0, 12)}`,
    model: `${model}-${assets.hash.slice(0, 12)}`,
  };
}

/** Text work in this thread. The segmenter's dictionary loads when it is first needed. */
export function createTextEngine(assets: EngineAssets): TextEngine {
  let segmenter: Promise<(text: string) => string[]> | undefined;
  const rules = new CueRules(parseCues(assets.cues, assets.taxonomy), assets.taxonomy);
  const linear = assets.card && assets.weights ? loadLinear(assets.card.header, assets.weights) : null;
  const classifier = createClassifier({ modelId: versionsOf(assets).model, taxonomy: assets.taxonomy, rules, linear });
  return {
    redact: texts => texts.map(text => redact(text)),
    segment: async texts => {
      segmenter ??= createEngine(assets.dictionary).then(createSegmenter);
      const words = await segmenter;
      return texts.map(text => ({ words: words(text).join(' '), clauses: splitClauses(text) }));
    },
    classify: texts => texts.map(text => classifier.classify(text)),
  };
}
