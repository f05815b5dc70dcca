import type { Classification, Span } from '../core/classification.js';
import { isSound } from './soundness.js';

/** Probability of every theme for every text: one row per text, one column per theme in the taxonomy's order. */
export type ThemeProbabilities = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

export interface Faithfulness {
  readonly tags: number;
  /** Tags whose text is long enough to hold another span of the evidence's length. */
  readonly compared: number;
  /** Of those: the evidence lowers the theme's probability more than every other span tried. */
  readonly faithful: number;
  readonly share: number | null;
  /** Mean drop of the theme's probability without the evidence, and without the worst other span. */
  readonly mean_drop: number | null;
  readonly mean_other_drop: number | null;
  readonly by_theme: readonly { readonly theme_id: string; readonly compared: number; readonly share: number }[];
}

const mostWindows = 12;
/** Texts asked for at once: bounds memory. */
const textsAtOnce = 2048;

interface Trial {
  readonly theme: number;
  /** The whole text, the text without the evidence, then without each of the other spans. */
  readonly texts: readonly string[];
}

/**
 * Whether evidence is what the model decided by (erasure: DeYoung et al. 2020, comprehensiveness): every tag's evidence
 * is deleted and the rest joined, then so are other parts of the same total length: windows of what is not
 * evidence, at most twelve, evenly spaced. A tag is faithful when its theme's probability drops more than in every
 * other case.
 */
export async function faithfulnessOf(
  texts: readonly string[],
  answers: readonly Classification[],
  themes: readonly string[],
  probabilities: ThemeProbabilities,
): Promise<Faithfulness> {
  const trials = answers.flatMap((answer, row) =>
    answer.themes.map((tag): Trial => {
      const text = texts[row]!;
      return { theme: themes.indexOf(tag.theme), texts: [text, ...deletions(text, tag.evidence)] };
    }),
  );
  const drops: { theme: number; drop: number; other: number }[] = [];
  for (const batch of batchesOf(trials.filter(trial => trial.texts.length > 2))) {
    const found = await probabilities(batch.flatMap(trial => trial.texts));
    let at = 0;
    for (const { theme, texts: tried } of batch) {
      const [whole, without, ...others] = found.slice(at, at + tried.length).map(row => row[theme]!);
      drops.push({ theme, drop: whole! - without!, other: whole! - Math.min(...others) });
      at += tried.length;
    }
  }
  const isFaithful = ({ drop, other }: (typeof drops)[number]) => drop > other;
  const faithful = drops.filter(isFaithful).length;
  return {
    tags: trials.length,
    compared: drops.length,
    faithful,
    share: drops.length === 0 ? null : faithful / drops.length,
    mean_drop: mean(drops.map(each => each.drop)),
    mean_other_drop: mean(drops.map(each => each.other)),
    by_theme: themes.flatMap((theme_id, theme) => {
      const own = drops.filter(each => each.theme === theme);
      if (own.length === 0) return [];
      return [{ theme_id, compared: own.length, share: own.filter(isFaithful).length / own.length }];
    }),
  };
}

/**
 * The text without its evidence, then without other parts of the same total length (UTF-16 units) that share nothing
 * with it. Only the first where no other part is long enough; nothing where the evidence is not sound.
 */
export function deletions(text: string, evidence: readonly Span[]): string[] {
  if (!isSound(evidence, text)) return [];
  const isEvidence = new Uint8Array(text.length);
  for (const { start, end } of evidence) isEvidence.fill(1, start, end);
  const rest: number[] = [];
  for (let at = 0; at < text.length; at++) if (isEvidence[at] === 0) rest.push(at);
  const length = text.length - rest.length;
  const joined = rest.map(at => text[at]!).join('');
  const last = rest.length - length;
  if (last < 0) return [joined];
  const count = Math.min(mostWindows, last + 1);
  const starts = Array.from({ length: count }, (_, index) => Math.round((index * last) / Math.max(1, count - 1)));
  return [
    joined,
    ...starts.map(start => {
      const gone = new Set(rest.slice(start, start + length));
      let kept = '';
      for (let at = 0; at < text.length; at++) if (!gone.has(at)) kept += text[at]!;
      return kept;
    }),
  ];
}

function* batchesOf(trials: readonly Trial[]): Generator<Trial[]> {
  let batch: Trial[] = [];
  let size = 0;
  for (const trial of trials) {
    batch.push(trial);
    size += trial.texts.length;
    if (size < textsAtOnce) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
