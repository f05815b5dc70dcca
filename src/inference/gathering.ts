import type { Classification, Span, Target, ThemeFinding } from '../core/classification.js';
import { reasonOf } from './abstention.js';
import type { PolarityFinding } from './polarity.js';

const mostSpans = 8;

/** What one theme gathers over the passages of a text; spans in the normalised text. */
interface Finding {
  confidence: number;
  target: Target;
  spans: Span[];
}

/** Themes found passage by passage, put together to the answer for one text: the surest passage names confidence and target. */
export class Gathering {
  readonly #ids: readonly string[];
  #found: (Finding | undefined)[] = [];
  #nearest = 0;
  #doubt = 0;

  /** `ids` of the themes in the order of the taxonomy. */
  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  begin(): void {
    this.#found = [];
    this.#nearest = 0;
    this.#doubt = 0;
  }

  get hasTheme(): boolean {
    return this.#found.some(finding => finding !== undefined);
  }

  /** Wrong tags to be expected in the least sure passage: Σ min(p, 1 − p) over themes. */
  get doubt(): number {
    return this.#doubt;
  }

  /** Notes how near a theme of the passage came to its threshold. */
  nearThreshold(probability: number, threshold: number): void {
    this.#nearest = Math.max(this.#nearest, probability / threshold);
  }

  doubtIn(passage: number): void {
    this.#doubt = Math.max(this.#doubt, passage);
  }

  add(theme: number, confidence: number, target: Target, spans: readonly Span[]): void {
    const known = this.#found[theme];
    if (!known) this.#found[theme] = { confidence, target, spans: [...spans] };
    else {
      if (confidence > known.confidence) Object.assign(known, { confidence, target });
      if (known.spans.length < mostSpans) known.spans.push(...spans);
    }
  }

  /** `map` turns an offset of the normalised text into one of the text given. */
  finish(given: string, map: (offset: number) => number, polarity: PolarityFinding): Classification {
    const themes = this.#ids.flatMap((id, theme): ThemeFinding[] => {
      const finding = this.#found[theme];
      if (!finding) return [];
      const { confidence, target } = finding;
      return [{ theme: id, confidence, target, evidence: evidenceOf(finding.spans, map, given) }];
    });
    return {
      themes,
      polarity: polarity.polarity,
      polarityConfidence: polarity.confidence,
      subject: null,
      abstain: themes.length > 0 ? null : reasonOf(this.#nearest, polarity.polarity),
    };
  }
}

/** A text without content: only a bare 满意 or 好 has a polarity. */
export function nothing(text: string): Classification {
  const polarity = /满意|好|不错/u.test(text) && !/[不没]/u.test(text) ? 'satisfied' : 'neutral';
  return { themes: [], polarity, polarityConfidence: 1, subject: null, abstain: 'no_content' };
}

/** Evidence as offsets into the text as given: verbatim, in order, joined where it meets, no half of a surrogate pair. */
function evidenceOf(found: readonly Span[], map: (offset: number) => number, given: string): Span[] {
  const spans = found
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
  return evidence;
}

function widen(start: number, end: number, text: string): Span {
  const isLow = (at: number) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;
  return {
    start: start > 0 && isLow(start) ? start - 1 : start,
    end: Math.min(isLow(end) ? end + 1 : end, text.length),
  };
}
