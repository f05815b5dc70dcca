/** A tag's confidence, 0–1, and whether people gave the theme too. */
export interface JudgedTag {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** One bin of the reliability curve: tags with a confidence from `from` to below `to` (the last bin includes 1). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean confidence and share of right tags; null in an empty bin. */
  readonly confidence: number | null;
  readonly right: number | null;
}

export interface Reliability {
  readonly tags: number;
  /** Expected calibration error over ten bins. */
  readonly ece: number;
  readonly bins: readonly Bin[];
  /** Precision of the most confident tags; null without tags. */
  readonly most_confident: { readonly share: number; readonly precision: number | null };
  /** Null where no threshold reaches the precision. */
  readonly auto_accept: AutoAccept | null;
}

export interface AutoAccept {
  readonly precision_wanted: number;
  /** Tags with this confidence or more reach the precision. */
  readonly threshold: number;
  readonly precision: number;
  /** Share of all tags at or above the threshold. */
  readonly coverage: number;
}

const binCount = 10;
const confidentShare = 0.6;
const acceptedPrecision = 0.95;

/** How far confidences can be believed. */
export function reliabilityOf(tags: readonly JudgedTag[]): Reliability {
  return {
    tags: tags.length,
    ece: calibrationError(tags),
    bins: binsOf(tags),
    most_confident: { share: confidentShare, precision: precisionOfMostConfident(tags, confidentShare) },
    auto_accept: autoAccept(tags, acceptedPrecision),
  };
}

/** Ten bins of equal width. */
export function binsOf(tags: readonly JudgedTag[]): Bin[] {
  const bins = Array.from({ length: binCount }, () => ({ confidence: 0, right: 0, n: 0 }));
  for (const tag of tags) {
    const bin = bins[Math.min(binCount - 1, Math.floor(tag.confidence * binCount))]!;
    bin.confidence += tag.confidence;
    bin.right += Number(tag.isRight);
    bin.n++;
  }
  return bins.map(({ confidence, right, n }, index) => ({
    from: index / binCount,
    to: (index + 1) / binCount,
    n,
    confidence: n === 0 ? null : confidence / n,
    right: n === 0 ? null : right / n,
  }));
}

/** Mean distance between confidence and share of right tags over ten bins, weighted by their size (Guo et al. 2017). */
export function calibrationError(tags: readonly JudgedTag[]): number {
  const distances = binsOf(tags).map(bin => bin.n * Math.abs((bin.confidence ?? 0) - (bin.right ?? 0)));
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, tags.length);
}

/**
 * Precision of that share of tags with the highest confidence (rounded up to whole tags). Of tags with equal
 * confidence at the cut each counts with the share that still fits, so that the order of rows does not matter.
 */
export function precisionOfMostConfident(tags: readonly JudgedTag[], wanted: number): number | null {
  if (tags.length === 0) return null;
  const room = Math.ceil(wanted * tags.length);
  let [taken, right] = [0, 0];
  for (const step of descending(tags)) {
    const n = Math.min(step.n, room - taken);
    taken += n;
    right += (step.right * n) / step.n;
    if (taken === room) break;
  }
  return right / room;
}

/** The lowest threshold whose tags are right in at least the share wanted: the most that may pass without review. */
export function autoAccept(tags: readonly JudgedTag[], wanted: number): AutoAccept | null {
  let best: AutoAccept | null = null;
  let [taken, right] = [0, 0];
  for (const step of descending(tags)) {
    taken += step.n;
    right += step.right;
    if (right / taken < wanted) continue;
    best = {
      precision_wanted: wanted,
      threshold: step.confidence,
      precision: right / taken,
      coverage: taken / tags.length,
    };
  }
  return best;
}

/** Distinct confidences from the highest down, with their tags counted. */
function descending(tags: readonly JudgedTag[]): { confidence: number; n: number; right: number }[] {
  const steps = new Map<number, { confidence: number; n: number; right: number }>();
  for (const { confidence, isRight } of tags) {
    const step = steps.get(confidence) ?? { confidence, n: 0, right: 0 };
    step.n++;
    step.right += Number(isRight);
    steps.set(confidence, step);
  }
  return [...steps.values()].sort((a, b) => b.confidence - a.confidence);
}
