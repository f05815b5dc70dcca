import type { Classification } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import type { RedactedText, SegmentedText, TextVersions } from '../core/text-work.js';
import { splitClauses } from '../text/clauses.js';
import { redact, redactionVersion } from '../text/redact.js';
import { createEngine, createSegmenter } from '../text/segment.js';
import { hasNoContent } from './abstention.js';
import type { ModelCard, ThemeCard } from './card.js';
import { withThemesOf } from './cascade.js';
import { createClassifier, type Judged } from './classifier.js';
import { createEncoder, type Encoder, type EncoderHeader } from './encoder.js';
import { loadLinear } from './linear.js';
import { openSession } from './onnx.js';
import { PieceReader } from './pieces.js';
import { CueRules, parseCues } from './rules.js';
import { loadSubjects, type SubjectAnswer } from './subject-model.js';

/** The encoder: its graph stays on disk, where each worker opens it when it is first needed. */
export interface EncoderAssets {
  /** Absolute path of the folder that holds config.json and onnx/. */
  readonly folder: string;
  readonly header: EncoderHeader;
  /** Names of the gold files it was trained on. */
  readonly trainedOn: readonly string[];
  /** What was measured of it on held-out rows. */
  readonly themes: readonly ThemeCard[];
  /** Pieces of text in the order of their numbers. */
  readonly pieces: readonly string[];
  /** Of each 50,000 texts the encoder reads this many at most, the most doubtful ones; null: all. */
  readonly budget: number | null;
}

/** All that text work needs, as plain data and bytes, so that a worker can be given it. */
export interface EngineAssets {
  readonly taxonomy: Taxonomy;
  readonly dictionary: string;
  /** Parsed models/rules/cues.yaml. */
  readonly cues: unknown;
  /** Without card and weights, cues alone classify. */
  readonly card: ModelCard | null;
  readonly weights: Uint8Array | null;
  /** Without it, no text has a subject. */
  readonly subjects: { readonly card: unknown; readonly weights: Uint8Array; readonly hash: string } | null;
  /** Without it, the linear model decides alone. */
  readonly encoder: EncoderAssets | null;
  /** Hash of what the linear model and the cues say. */
  readonly linearHash: string;
  /** Hash of all of the above, made by whoever read the files. */
  readonly hash: string;
  readonly dictionaryHash: string;
}

export interface TextEngine {
  redact(texts: readonly string[]): RedactedText[];
  segment(texts: readonly string[]): Promise<SegmentedText[]>;
  /** By cues or the linear model alone. */
  judge(texts: readonly string[]): Judged[];
  /** By the encoder, or by what there is without one. */
  reread(texts: readonly string[]): Promise<Classification[]>;
  /** Per text its subject; null where nothing in it tells. */
  subjects(texts: readonly string[]): (SubjectAnswer | null)[];
  /** Per text the probability of each theme, thresholds aside, by the best model there is. */
  probabilities(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Whether the encoder reads a part of the texts, so that those of one call share its budget. */
export function sharesBudget({ encoder }: EngineAssets): boolean {
  return encoder !== null && encoder.budget !== null;
}

/** Versions under which results may be cached. */
export function versionsOf(assets: EngineAssets): TextVersions {
  const named = (model: string, hash: string) => `${model}-${hash.slice(0, 12)}`;
  const fast = named(assets.card ? 'linear' : 'rules', assets.linearHash);
  const isCascade = sharesBudget(assets);
  const model = assets.encoder ? named(isCascade ? 'cascade' : 'encoder', assets.hash) : fast;
  return {
    redaction: redactionVersion,
    summaryModel: isCascade ? fast : model,
    subject: `subject-${assets.subjects?.hash.slice(0, 12) ?? 'none'}`,
    segmentation: `jieba-${assets.dictionaryHash.slice(0, 12)}`,
    model,
  };
}

/** Text work in this thread. The segmenter's dictionary loads when it is first needed. */
export function createTextEngine(assets: EngineAssets): TextEngine {
  let segmenter: Promise<(text: string) => string[]> | undefined;
  const rules = new CueRules(parseCues(assets.cues, assets.taxonomy), assets.taxonomy);
  const linear = assets.card && assets.weights ? loadLinear(assets.card.header, assets.weights) : null;
  const classifier = createClassifier({ modelId: versionsOf(assets).model, taxonomy: assets.taxonomy, rules, linear });
  const subjects = assets.subjects && loadSubjects(assets.subjects.card, assets.subjects.weights);
  const ids = assets.taxonomy.themes.map(theme => theme.id);
  const trained = new Set(assets.encoder?.header.themes.map(theme => theme.id));
  const unknown = new Set(ids.filter(id => !trained.has(id)));
  let opened: Promise<Encoder> | undefined;
  const open = async (known: EncoderAssets): Promise<Encoder> => {
    const pieces = new PieceReader(known.pieces);
    if (!linear || known.header.pieces !== pieces.size) throw new Error('the encoder does not fit its card');
    const session = await openSession(known.folder);
    return createEncoder({ taxonomy: assets.taxonomy, rules, linear, header: known.header, pieces, session });
  };
  const encoder = async () => {
    if (!assets.encoder) return null;
    opened ??= open(assets.encoder);
    return opened;
  };
  return {
    redact: texts => texts.map(text => redact(text)),
    segment: async texts => {
      segmenter ??= createEngine(assets.dictionary).then(createSegmenter);
      const words = await segmenter;
      return texts.map(text => ({ words: words(text).join(' '), clauses: splitClauses(text) }));
    },
    subjects: texts => texts.map(text => (hasNoContent(text) ? null : (subjects?.subject(text) ?? null))),
    judge: texts => texts.map(text => classifier.judge(text)),
    reread: async texts => {
      const reader = await encoder();
      if (!reader) return texts.map(text => classifier.classify(text));
      return inTurn(texts, async text => {
        const found = await reader.classify(text);
        return unknown.size === 0 ? found : withThemesOf(classifier.classify(text), unknown, found, ids);
      });
    },
    probabilities: async texts => {
      const reader = await encoder();
      return inTurn(texts, text => reader?.probabilities(text) ?? classifier.probabilities(text));
    },
  };
}

async function inTurn<Result>(texts: readonly string[], work: (text: string) => Promise<Result> | Result) {
  const results: Result[] = [];
  for (const text of texts) results.push(await work(text));
  return results;
}
