import type {
  AbstentionReason,
  Classification,
  Classifier,
  Polarity,
  Span,
  ThemeFinding,
} from '../core/classification.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { splitClauses } from '../text/clauses.js';
import { normalise } from '../text/normalise.js';
import { hasNoContent } from './content.js';
import { buckets, Features } from './features.js';
import { type LinearModel, sigmoid, strongestWindow } from './linear.js';
import type { CueHit, CueRules } from './rules.js';
import { targetOf } from './target.js';

/** How near to its threshold a probability leaves a text uncertain rather than empty. */
const nearlyEnough = 0.7;
const rulesConfidence = 0.5;

export interface ClassifierParts {
  readonly modelId: string;
  readonly taxonomy: Taxonomy;
  readonly rules: CueRules;
  /** Without it, cues alone decide. */
  readonly linear: LinearModel | null;
}

/** Themes, evidence, target, polarity and abstention of one text at a time. */
export function createClassifier(parts: ClassifierParts): Classifier {
  const features = new Features();
  const themes = parts.taxonomy.themes.map(theme => theme.id);
  return {
    modelId: parts.modelId,
    classify(text) {
      if (hasNoContent(text)) return nothing('no_content', 'neutral', 1);
      const normal = normalise(text);
      const clauses = splitClauses(normal.text);
      if (clauses.length === 0) return nothing('no_content', 'neutral', 1);
      if (parts.rules.isAgencySpeech(normal.text)) return nothing('no_service_cue', 'neutral', rulesConfidence);
      const hits = parts.rules.find(normal.text, clauses);
      const judged = parts.linear
        ? judge(parts.linear, features, normal.text, clauses, hits, themes, parts.rules)
        : judgeByRules(normal.text, clauses, hits, themes, parts.rules);
      return { ...judged, themes: judged.themes.map(theme => mapBack(theme, normal.map, text)) };
    },
  };
}

function nothing(abstain: AbstentionReason, polarity: Polarity, polarityConfidence: number): Classification {
  return { themes: [], polarity, polarityConfidence, subject: null, abstain };
}

function judge(
  linear: LinearModel,
  features: Features,
  text: string,
  clauses: readonly Span[],
  hits: readonly CueHit[],
  ids: readonly string[],
  rules: CueRules,
): Classification {
  features.read(text, clauses);
  for (const hit of hits) features.add(buckets + hit.theme);
  const logits = linear.logits(features);
  const { header } = linear;
  const themes: ThemeFinding[] = [];
  let isNear = false;
  for (const [index, output] of header.themes.entries()) {
    const confidence = sigmoid(output.slope * logits[index]! + output.offset);
    if (confidence < output.threshold) {
      isNear ||= confidence >= nearlyEnough * output.threshold;
      continue;
    }
    const spans = hits.filter(hit => hit.theme === index).map(hit => hit.span);
    const evidence =
      spans.length > 0 ? spans : [strongestWindow(linear.contributions(features, index, text.length), clauses)!];
    themes.push({ theme: ids[index]!, confidence, target: targetOfSpans(evidence, text, clauses, rules), evidence });
  }
  const { polarity, confidence } = polarityOf(linear, logits, themes.length > 0);
  return {
    themes,
    polarity,
    polarityConfidence: confidence,
    subject: null,
    abstain:
      themes.length > 0
        ? null
        : isNear
          ? 'uncertain'
          : polarity === 'dissatisfied'
            ? 'outside_taxonomy'
            : 'no_service_cue',
  };
}

/** The likeliest polarity; a text with a theme is no neutral one. */
function polarityOf(
  linear: LinearModel,
  logits: Float64Array,
  hasTheme: boolean,
): { polarity: Polarity; confidence: number } {
  const shares = linear.header.polarities.map((output, index) =>
    sigmoid(output.slope * logits[linear.header.themes.length + index]! + output.offset),
  );
  const total = shares.reduce((sum, share) => sum + share, 0) || 1;
  let best: { polarity: Polarity; confidence: number } | undefined;
  for (const [index, output] of linear.header.polarities.entries()) {
    if (hasTheme && output.id === 'neutral') continue;
    const confidence = shares[index]! / total;
    if (!best || confidence > best.confidence) best = { polarity: output.id as Polarity, confidence };
  }
  return best!;
}

function judgeByRules(
  text: string,
  clauses: readonly Span[],
  hits: readonly CueHit[],
  ids: readonly string[],
  rules: CueRules,
): Classification {
  const themes = [...new Set(hits.map(hit => hit.theme))]
    .sort((a, b) => a - b)
    .map(theme => {
      const evidence = hits.filter(hit => hit.theme === theme).map(hit => hit.span);
      return {
        theme: ids[theme]!,
        confidence: rulesConfidence,
        target: targetOfSpans(evidence, text, clauses, rules),
        evidence,
      };
    });
  const polarity = themes.length > 0 ? 'dissatisfied' : rules.hasPraise(text) ? 'satisfied' : 'neutral';
  return {
    themes,
    polarity,
    polarityConfidence: rulesConfidence,
    subject: null,
    abstain: themes.length > 0 ? null : 'no_service_cue',
  };
}

function targetOfSpans(evidence: readonly Span[], text: string, clauses: readonly Span[], rules: CueRules) {
  const first = evidence[0]!;
  const clause = clauses.find(each => each.start <= first.start && first.end <= each.end) ?? first;
  return targetOf(text.slice(clause.start, clause.end), rules);
}

/** Evidence as offsets into the text as given, never inside a surrogate pair, never empty. */
function mapBack(finding: ThemeFinding, map: (offset: number) => number, given: string): ThemeFinding {
  const evidence = finding.evidence.map(span => {
    let start = map(span.start);
    let end = Math.max(start + 1, map(span.end));
    if (isLow(given.charCodeAt(start)) && start > 0) start--;
    if (isLow(given.charCodeAt(end))) end++;
    return { start, end };
  });
  return { ...finding, evidence };
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
