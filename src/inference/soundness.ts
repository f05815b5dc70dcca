import type { Classification, Span } from '../core/classification.js';
import type { GoldRow } from './gold.js';
import { share } from './scores.js';

/** A share and how many tags it is of; null where there was none to judge. */
export interface ShareOf {
  readonly n: number;
  readonly share: number | null;
}

/** What is known of the evidence of tags. */
export interface Soundness {
  readonly tags: number;
  /** Share of tags with at least one span, each not empty and inside the text. */
  readonly sound: number | null;
  /** Right tags of rows with `expect_evidence`: evidence that meets any of it. */
  readonly meets_expected: ShareOf;
  /** Right tags whose theme has gold `evidence` that stands in the text: evidence that meets those words. */
  readonly meets_words: ShareOf;
  /** Mean share of its text that a tag's evidence covers; tags with sound evidence only. */
  readonly covers: number | null;
}

/** Judges the evidence of every tag against its text and against what people marked. */
export function soundnessOf(rows: readonly GoldRow[], answers: readonly Classification[]): Soundness {
  const expected: boolean[] = [];
  const words: boolean[] = [];
  const sound: boolean[] = [];
  const covered: number[] = [];
  for (const [index, row] of rows.entries()) {
    for (const { theme, evidence } of answers[index]!.themes) {
      sound.push(isSound(evidence, row.text));
      if (sound.at(-1)) covered.push(lengthOf(evidence) / row.text.length);
      if (!row.themes.includes(theme)) continue;
      if (row.expect_evidence && row.expect_evidence.length > 0)
        expected.push(
          meets(
            evidence,
            row.expect_evidence.map(([start, end]) => ({ start, end })),
          ),
        );
      const places = placesOf(row.evidence?.[theme] ?? '', row.text);
      if (places.length > 0) words.push(meets(evidence, places));
    }
  }
  const shareOf = (judged: readonly boolean[]) => ({ n: judged.length, share: share(judged, isTrue => isTrue) });
  return {
    tags: sound.length,
    sound: shareOf(sound).share,
    meets_expected: shareOf(expected),
    meets_words: shareOf(words),
    covers: covered.length === 0 ? null : covered.reduce((sum, each) => sum + each, 0) / covered.length,
  };
}

/** Whether a tag has evidence and every span is half-open, not empty, whole and inside the text. */
export function isSound(evidence: readonly Span[], text: string): boolean {
  return (
    evidence.length > 0 &&
    evidence.every(
      ({ start, end }) =>
        Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length,
    )
  );
}

function meets(evidence: readonly Span[], wanted: readonly Span[]): boolean {
  return evidence.some(span => wanted.some(({ start, end }) => span.start < end && start < span.end));
}

function lengthOf(evidence: readonly Span[]): number {
  return evidence.reduce((sum, span) => sum + span.end - span.start, 0);
}

/** Every place at which the words stand in the text. */
function placesOf(words: string, text: string): Span[] {
  const places: Span[] = [];
  if (words === '') return places;
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1))
    places.push({ start, end: start + words.length });
  return places;
}
