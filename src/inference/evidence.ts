import type { Span } from '../core/classification.js';
import { type Features, gramValue, longest, namedValue } from './features.js';
import type { LinearModel } from './linear.js';
import { lastMark, type Reading } from './reading.js';
import type { Cues } from './rules.js';

/** How windows are cut out of a text. */
export interface WindowShape {
  /** Share of the mean pull that a further code must bring to be taken in: keeps windows short. */
  readonly price: number;
  /** A second window is evidence too when its pull is at least this share of the first. */
  readonly alsoCounts: number;
}

const usualShape: WindowShape = { price: 0.25, alsoCounts: 0.6 };
const mostSpans = 3;

/**
 * What each code of a reading adds to the logit of one output: the share of every n-gram and cue that covers it.
 * To be called after `LinearModel.logits` on the same features.
 */
export function pulls(
  model: LinearModel,
  output: number,
  reading: Reading,
  cues: Cues,
  features: Features,
  into: Float64Array,
): void {
  into.fill(0, 0, reading.length);
  for (let at = 0; at < features.gramCount; at++) {
    const row = features.grams[at]!;
    if (row < 0) continue;
    const n = (at % longest) + 1;
    const share = (gramValue * model.weight(row, output)) / n;
    const start = (at - n + 1) / longest;
    for (let code = start; code < start + n; code++) into[code]! += share;
  }
  for (let cue = 0; cue < cues.length; cue++) {
    const weight = model.weight(features.named[2 * cue]!, output) + model.weight(features.named[2 * cue + 1]!, output);
    const start = cues.starts[cue]!;
    const end = cues.ends[cue]!;
    for (let code = start; code < end; code++) into[code]! += (namedValue * weight) / (end - start);
  }
}

/** The windows of clauses that pull most, as offsets into the text read; at least one, never empty, in order. */
export function strongestWindows(reading: Reading, pull: Float64Array, shape = usualShape): Span[] {
  const windows: { start: number; end: number; sum: number }[] = [];
  const cost = shape.price * meanPull(reading, pull);
  for (let start = 0; start < reading.length; ) {
    let end = start;
    while (end < reading.length && reading.codes[end]! > lastMark) end++;
    if (end > start) windows.push(bestWindow(pull, start, end, cost));
    start = end + 1;
  }
  windows.sort((a, b) => b.sum - a.sum || a.start - b.start);
  const most = windows[0]?.sum ?? 0;
  return windows
    .filter(
      (window, index) => index === 0 || (index < mostSpans && window.sum > 0 && window.sum >= shape.alsoCounts * most),
    )
    .sort((a, b) => a.start - b.start)
    .map(window => ({ start: reading.places[window.start]!, end: reading.places[window.end - 1]! + 1 }));
}

function meanPull(reading: Reading, pull: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let code = 0; code < reading.length; code++) {
    if (pull[code]! <= 0) continue;
    sum += pull[code]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** The contiguous part of a clause with the greatest sum of pull − cost (Kadane), at least two codes long. */
function bestWindow(pull: Float64Array, from: number, to: number, cost: number) {
  let best = { start: from, end: from + 1, sum: -Infinity };
  let start = from;
  let sum = 0;
  for (let at = from; at < to; at++) {
    if (sum <= 0) {
      sum = 0;
      start = at;
    }
    sum += pull[at]! - cost;
    if (sum > best.sum) best = { start, end: at + 1, sum };
  }
  if (best.end - best.start < 2 && best.end < to) best = { ...best, end: best.end + 1 };
  if (best.end - best.start < 2 && best.start > from) best = { ...best, start: best.start - 1 };
  return best;
}
