import { type Polarity, polarities } from '../core/classification.js';
import type { Cues } from './rules.js';
import { wordLists } from './rules.js';

export interface PolarityFinding {
  readonly polarity: Polarity;
  /** Probability, 0–1. */
  readonly confidence: number;
}

const praise = wordLists.indexOf('praise');
const blame = wordLists.indexOf('blame');
/** Confidence of polarity by word lists alone; not calibrated. */
const listConfidence = 0.6;

/**
 * The likeliest polarity by softmax over calibrated scores, in the order of `polarities`. A text with a theme is no
 * neutral one: somebody found fault.
 */
export function likeliest(scores: readonly number[], hasTheme: boolean): PolarityFinding {
  const highest = Math.max(...scores);
  const shares = scores.map(score => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  let best = -1;
  for (const [index, polarity] of polarities.entries()) {
    if (hasTheme && polarity === 'neutral') continue;
    if (best < 0 || shares[index]! > shares[best]!) best = index;
  }
  return { polarity: polarities[best]!, confidence: shares[best]! / total };
}

/** Polarity without a model: a theme or blame means dissatisfied, praise satisfied. */
export function polarityByLists(cues: Cues, hasTheme: boolean): PolarityFinding {
  const [dissatisfied, satisfied, neutral] = polarities;
  if (hasTheme || cues.counts[blame]! > 0) return { polarity: dissatisfied, confidence: listConfidence };
  return { polarity: cues.counts[praise]! > 0 ? satisfied : neutral, confidence: listConfidence };
}
