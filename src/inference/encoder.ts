import { z } from 'zod';
import type { Classification, Span } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { normalise } from '../text/normalise.js';
import { hasNoContent } from './abstention.js';
import { strongestWindows, type WindowShape } from './evidence.js';
import { extract, newFeatures } from './features.js';
import { Gathering, nothing } from './gathering.js';
import { type LinearModel, sigmoid } from './linear.js';
import type { EncoderOutput, EncoderSession } from './onnx.js';
import { passagesOf } from './passages.js';
import type { PieceReader, Pieces } from './pieces.js';
import { likeliest } from './polarity.js';
import { hasWords, newReading, type Reading, read } from './reading.js';
import type { CueRules } from './rules.js';
import { targetOf } from './target.js';

/**
 * How logits become probabilities, found on held-out rows: per theme 1 / (1 + exp(−(encoder · e + linear · l + offset)))
 * of the encoder's logit e and the linear model's l; for polarity softmax of the weighted sums.
 */
export const encoderHeaderSchema = z.object({
  pieces: z.number().int(),
  themes: z.array(
    z.object({ id: z.string(), encoder: z.number(), linear: z.number(), offset: z.number(), threshold: z.number() }),
  ),
  polarity: z.object({ encoder: z.number(), linear: z.number() }),
});
export type EncoderHeader = z.infer<typeof encoderHeaderSchema>;

export interface EncoderParts {
  readonly taxonomy: Taxonomy;
  readonly rules: CueRules;
  readonly linear: LinearModel;
  readonly header: EncoderHeader;
  readonly pieces: PieceReader;
  readonly session: EncoderSession;
}

/** Logits of both models for one passage, before calibration. */
export interface PassageLogits {
  readonly linear: Float64Array;
  readonly encoder: Float32Array;
  readonly polarity: Float32Array;
}

/**
 * Attention below this share of the highest says nothing. With these windows seven in eight tags on held-out rows are
 * faithful (`minsheng eval --faithfulness`), and windows are little longer than what readers gave as evidence.
 */
const leastAttention = 0.1;
const attentionShape: WindowShape = { price: 0.5, alsoCounts: 0.4 };

export interface Encoder {
  classify(text: string): Promise<Classification>;
  /** Highest probability over the passages per theme, thresholds aside; 0 without content. */
  probabilities(text: string): Promise<Float32Array>;
  /** Logits per passage, for calibration. */
  logits(text: string): Promise<PassageLogits[]>;
}

/** Themes, evidence, target, polarity and abstention by the encoder, beside which the linear model has a say. */
export function createEncoder(parts: EncoderParts): Encoder {
  const { rules, linear, header } = parts;
  const ids = parts.taxonomy.themes.map(theme => theme.id);

  /** Per theme of the taxonomy its place among those the encoder was trained for, or −1, and the linear model's output. */
  const places = ids.map(id => header.themes.findIndex(theme => theme.id === id));
  const outputs = ids.map(id => linear.header.themes.findIndex(theme => theme.id === id));
  const firstPolarity = linear.header.themes.length;

  const passages = async (text: string) => {
    const read = passagesOf(text).map(passage => ({
      passage,
      pieces: parts.pieces.read(text.slice(passage.start, passage.end)),
    }));
    const answers: { passage: Span; pieces: Pieces; output: EncoderOutput }[] = [];
    for (const { passage, pieces } of read) {
      if (pieces.length > 2) answers.push({ passage, pieces, output: await parts.session(pieces.ids) });
    }
    return answers;
  };

  // All arrays below are this call's own: answers of the session come while other calls wait.
  const judge = async (given: string, highest: Float32Array, tell?: (logits: PassageLogits) => void) => {
    if (hasNoContent(given)) return nothing(given);
    const { text, map } = normalise(given);
    const gathering = new Gathering(ids);
    const polarityScores = [0, 0, 0];
    let weight = 0;
    for (const { passage, pieces, output } of await passages(text)) {
      const reading = newReading();
      read(text, passage.start, passage.end, reading);
      if (!hasWords(reading)) continue;
      weight += reading.length;
      const cues = rules.find(reading);
      const features = newFeatures();
      extract(reading, cues, features);
      const logits = new Float64Array(linear.outputs);
      linear.logits(features, logits);
      tell?.({ linear: logits, encoder: output.logits, polarity: output.polarity });
      for (let at = 0; at < polarityScores.length; at++) {
        const score =
          header.polarity.encoder * output.polarity[at]! + header.polarity.linear * logits[firstPolarity + at]!;
        polarityScores[at]! += score * reading.length;
      }
      for (let theme = 0; theme < ids.length; theme++) {
        const place = places[theme]!;
        if (place < 0) continue;
        const scale = header.themes[place]!;
        const own = logits[outputs[theme]!] ?? 0;
        const confidence = rounded(sigmoid(scale.encoder * output.logits[place]! + scale.linear * own + scale.offset));
        highest[theme] = Math.max(highest[theme]!, confidence);
        gathering.nearThreshold(confidence, scale.threshold);
        if (confidence < scale.threshold) continue;
        const spans = strongestWindows(reading, attentionOf(output, place, pieces, passage, reading), attentionShape);
        const words = spans.map(span => text.slice(span.start, span.end)).join(' ');
        gathering.add(theme, confidence, targetOf(words, cues), spans);
      }
    }
    if (weight === 0) return nothing(given);
    const polarity = likeliest(
      polarityScores.map(score => score / weight),
      gathering.hasTheme,
    );
    return gathering.finish(given, map, polarity);
  };

  return {
    classify: text => judge(text, new Float32Array(ids.length)),
    async probabilities(text) {
      const highest = new Float32Array(ids.length);
      await judge(text, highest);
      return highest;
    },
    async logits(text) {
      const all: PassageLogits[] = [];
      await judge(text, new Float32Array(ids.length), logits => all.push(logits));
      return all;
    },
  };
}

/** Three digits: what differs beyond them between processors is noise. */
function rounded(probability: number): number {
  return Math.round(probability * 1000) / 1000;
}

/** Attention of a theme per code of the reading, less what says nothing. */
function attentionOf(
  output: EncoderOutput,
  theme: number,
  pieces: Pieces,
  passage: Span,
  reading: Reading,
): Float64Array {
  const base = theme * pieces.length;
  let most = 0;
  for (let piece = 1; piece < pieces.length - 1; piece++) most = Math.max(most, output.attention[base + piece]!);
  const pull = new Float64Array(reading.length);
  let piece = 1;
  for (let code = 0; code < reading.length; code++) {
    const at = reading.places[code]! - passage.start;
    while (piece < pieces.length - 1 && pieces.ends[piece]! <= at) piece++;
    if (piece < pieces.length - 1 && pieces.starts[piece]! <= at) {
      pull[code] = output.attention[base + piece]! - leastAttention * most;
    }
  }
  return pull;
}
