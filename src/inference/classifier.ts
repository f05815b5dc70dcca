import type { Classification, Classifier } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { normalise } from '../text/normalise.js';
import { hasNoContent } from './abstention.js';
import { pulls, strongestWindows } from './evidence.js';
import { extract, newFeatures } from './features.js';
import { Gathering, nothing } from './gathering.js';
import { type LinearModel, sigmoid } from './linear.js';
import { passagesOf } from './passages.js';
import { likeliest, polarityByLists } from './polarity.js';
import { hasWords, newReading, read } from './reading.js';
import { type CueRules, plain } from './rules.js';
import { targetOf } from './target.js';

/** Confidence of a cue alone: the share of right tags that cues give on the first gold set. */
const cueConfidence = 0.42;

export interface ClassifierParts {
  /** Names weights, cues and taxonomy version. */
  readonly modelId: string;
  readonly taxonomy: Taxonomy;
  readonly rules: CueRules;
  /** Without it, cues alone decide. */
  readonly linear: LinearModel | null;
}

/** An answer and how doubtful it is: the wrong tags to be expected in its least sure passage. */
export interface Judged {
  readonly found: Classification;
  readonly doubt: number;
}

export interface FastClassifier extends Classifier {
  judge(text: string): Judged;
  /** Highest probability over the passages per theme, thresholds aside; 0 without content. */
  probabilities(text: string): Float32Array;
}

/** Themes, evidence, target, polarity and abstention of one text at a time, by the linear model or by cues alone. */
export function createClassifier(parts: ClassifierParts): FastClassifier {
  const { rules, linear } = parts;
  const ids = parts.taxonomy.themes.map(theme => theme.id);
  const reading = newReading();
  const features = newFeatures();
  const gathering = new Gathering(ids);
  const logits = new Float64Array(linear?.outputs ?? 0);
  const polarityLogits = new Float64Array(linear?.outputs ?? 0);
  /** Per theme of the taxonomy its output; one that the model was not trained for (−1) is found by its cues alone. */
  const outputs = ids.map(id => linear?.header.themes.findIndex(theme => theme.id === id) ?? -1);
  const firstPolarity = linear?.header.themes.length ?? 0;
  let pull = new Float64Array(512);
  let highest = new Float32Array(ids.length);

  const judgeByCues = (text: string) => {
    const cues = rules.find(reading);
    for (let cue = 0; cue < cues.length; cue++) {
      if (cues.standings[cue] !== plain || outputs[cues.themes[cue]!]! >= 0) continue;
      const span = {
        start: reading.places[cues.starts[cue]!]!,
        end: reading.places[cues.ends[cue]! - 1]! + 1,
      };
      const theme = cues.themes[cue]!;
      highest[theme] = Math.max(highest[theme]!, cueConfidence);
      gathering.add(theme, cueConfidence, targetOf(text.slice(span.start, span.end), cues), [span]);
    }
    return cues;
  };

  const judgePassage = (model: LinearModel, text: string): void => {
    const cues = judgeByCues(text);
    extract(reading, cues, features);
    model.logits(features, logits);
    for (let output = firstPolarity; output < logits.length; output++) {
      polarityLogits[output]! += logits[output]! * reading.length;
    }
    let doubt = 0;
    for (let theme = 0; theme < ids.length; theme++) {
      const output = outputs[theme]!;
      if (output < 0) continue;
      const { slope, offset, threshold } = model.header.themes[output]!;
      const confidence = sigmoid(slope * logits[output]! + offset);
      highest[theme] = Math.max(highest[theme]!, confidence);
      doubt += Math.min(confidence, 1 - confidence);
      gathering.nearThreshold(confidence, threshold);
      if (confidence < threshold) continue;
      if (pull.length < reading.length) pull = new Float64Array(reading.codes.length);
      pulls(model, output, reading, cues, features, pull);
      const spans = strongestWindows(reading, pull);
      const words = spans.map(span => text.slice(span.start, span.end)).join(' ');
      gathering.add(theme, confidence, targetOf(words, cues), spans);
    }
    gathering.doubtIn(doubt);
  };

  const judge = (given: string): Judged => {
    highest = new Float32Array(ids.length);
    if (hasNoContent(given)) return { found: nothing(given), doubt: 0 };
    const { text, map } = normalise(given);
    gathering.begin();
    polarityLogits.fill(0);
    let weight = 0;
    let polarity = { polarity: 'neutral', confidence: 0.5 } as ReturnType<typeof polarityByLists>;
    for (const passage of passagesOf(text)) {
      read(text, passage.start, passage.end, reading);
      if (!hasWords(reading)) continue;
      weight += reading.length;
      if (linear) judgePassage(linear, text);
      else {
        const here = polarityByLists(judgeByCues(text), gathering.hasTheme);
        if (here.polarity !== 'neutral') polarity = here;
      }
    }
    if (weight === 0) return { found: nothing(given), doubt: 0 };
    if (linear) {
      const scores = linear.header.polarities.map(
        (output, index) => output.slope * (polarityLogits[firstPolarity + index]! / weight) + output.offset,
      );
      polarity = likeliest(scores, gathering.hasTheme);
    }
    return { found: gathering.finish(given, map, polarity), doubt: gathering.doubt };
  };

  return {
    modelId: parts.modelId,
    judge,
    classify: given => judge(given).found,
    probabilities(given) {
      judge(given);
      return highest;
    },
  };
}
