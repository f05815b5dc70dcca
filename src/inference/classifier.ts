import type { Classification, Classifier, Span, Target, ThemeFinding } from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { normalise } from '../text/normalise.js';
import { hasNoContent, reasonOf } from './abstention.js';
import { pulls, strongestWindows } from './evidence.js';
import { extract, newFeatures } from './features.js';
import { type LinearModel, sigmoid } from './linear.js';
import { passagesOf } from './passages.js';
import { polarityByLists, polarityOf } from './polarity.js';
import { lastMark, newReading, read } from './reading.js';
import { type CueRules, plain } from './rules.js';
import { targetOf } from './target.js';

/** Confidence of a cue alone: the share of right tags that cues give on the first gold set. */
const cueConfidence = 0.42;
const mostSpans = 8;

export interface ClassifierParts {
  /** Names weights, cues and taxonomy version. */
  readonly modelId: string;
  readonly taxonomy: Taxonomy;
  readonly rules: CueRules;
  /** Without it, cues alone decide. */
  readonly linear: LinearModel | null;
}

/** What one theme gathers over the passages of a text; spans in the normalised text. */
interface Finding {
  confidence: number;
  target: Target;
  spans: Span[];
}

/** Themes, evidence, target, polarity and abstention of one text at a time. */
export function createClassifier(parts: ClassifierParts): Classifier {
  const { rules, linear } = parts;
  const ids = parts.taxonomy.themes.map(theme => theme.id);
  const reading = newReading();
  const features = newFeatures();
  const logits = new Float64Array(linear?.outputs ?? 0);
  const polarityLogits = new Float64Array(linear?.outputs ?? 0);
  let pull = new Float64Array(512);
  let found: (Finding | undefined)[] = [];
  let nearest = 0;

  const gather = (theme: number, confidence: number, target: Target, spans: readonly Span[]): void => {
    const known = found[theme];
    if (!known) found[theme] = { confidence, target, spans: [...spans] };
    else {
      if (confidence > known.confidence) Object.assign(known, { confidence, target });
      if (known.spans.length < mostSpans) known.spans.push(...spans);
    }
  };

  const judge = (model: LinearModel, text: string): void => {
    const cues = rules.find(reading);
    extract(reading, cues, features);
    model.logits(features, logits);
    for (let output = ids.length; output < logits.length; output++) {
      polarityLogits[output]! += logits[output]! * reading.length;
    }
    for (let theme = 0; theme < ids.length; theme++) {
      const { slope, offset, threshold } = model.header.themes[theme]!;
      const confidence = sigmoid(slope * logits[theme]! + offset);
      nearest = Math.max(nearest, confidence / threshold);
      if (confidence < threshold) continue;
      if (pull.length < reading.length) pull = new Float64Array(reading.codes.length);
      pulls(model, theme, reading, cues, features, pull);
      const spans = strongestWindows(reading, pull);
      const words = spans.map(span => text.slice(span.start, span.end)).join(' ');
      gather(theme, confidence, targetOf(words, cues), spans);
    }
  };

  const judgeByCues = (text: string) => {
    const cues = rules.find(reading);
    for (let cue = 0; cue < cues.length; cue++) {
      if (cues.standings[cue] !== plain) continue;
      const span = {
        start: reading.places[cues.starts[cue]!]!,
        end: reading.places[cues.ends[cue]! - 1]! + 1,
      };
      gather(cues.themes[cue]!, cueConfidence, targetOf(text.slice(span.start, span.end), cues), [span]);
    }
    return cues;
  };

  return {
    modelId: parts.modelId,
    classify(given) {
      if (hasNoContent(given)) return nothing(given);
      const { text, map } = normalise(given);
      found = [];
      nearest = 0;
      polarityLogits.fill(0);
      let weight = 0;
      let polarity = { polarity: 'neutral', confidence: 0.5 } as ReturnType<typeof polarityByLists>;
      for (const passage of passagesOf(text)) {
        read(text, passage.start, passage.end, reading);
        if (reading.length < 2 || reading.codes[1]! <= lastMark) continue;
        weight += reading.length;
        if (linear) judge(linear, text);
        else {
          const cues = judgeByCues(text);
          const here = polarityByLists(
            cues,
            found.some(finding => finding !== undefined),
          );
          if (here.polarity !== 'neutral') polarity = here;
        }
      }
      if (weight === 0) return nothing(given);
      const themes = ids.flatMap((id, theme): ThemeFinding[] => {
        const finding = found[theme];
        return finding ? [{ theme: id, ...withEvidence(finding, map, given) }] : [];
      });
      if (linear) {
        for (let output = ids.length; output < polarityLogits.length; output++) polarityLogits[output]! /= weight;
        polarity = polarityOf(linear, polarityLogits, themes.length > 0);
      }
      return {
        themes,
        polarity: polarity.polarity,
        polarityConfidence: polarity.confidence,
        subject: null,
        abstain: themes.length > 0 ? null : reasonOf(nearest, polarity.polarity),
      };
    },
  };
}

/** A text without content: only a bare 满意 or 好 has a polarity. */
function nothing(text: string): Classification {
  const polarity = /满意|好|不错/u.test(text) && !/[不没]/u.test(text) ? 'satisfied' : 'neutral';
  return { themes: [], polarity, polarityConfidence: 1, subject: null, abstain: 'no_content' };
}

/** Evidence as offsets into the text as given: verbatim, in order, joined where it meets, no half of a surrogate pair. */
function withEvidence(finding: Finding, map: (offset: number) => number, given: string) {
  const spans = finding.spans
    .map(span => {
      const start = map(span.start);
      return widen(start, Math.max(start + 1, map(span.end - 1) + 1), given);
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const evidence: Span[] = [];
  for (const span of spans) {
    const before = evidence.at(-1);
    if (before && span.start <= before.end) {
      evidence[evidence.length - 1] = { start: before.start, end: Math.max(before.end, span.end) };
    } else evidence.push(span);
  }
  return { confidence: finding.confidence, target: finding.target, evidence };
}

function widen(start: number, end: number, text: string): Span {
  const isLow = (at: number) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;
  return {
    start: start > 0 && isLow(start) ? start - 1 : start,
    end: Math.min(isLow(end) ? end + 1 : end, text.length),
  };
}
