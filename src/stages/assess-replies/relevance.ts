import { overlapOf, type Pairs } from './pairs.js';

/** Half of the score for the head of the message, which says the matter in short. */
const HEAD = 0.5;
/** From this sum on a reply is wholly on the matter; below the floor it shares no more than any two texts. */
const WHOLE = 0.5;
const FLOOR = 0.05;

/**
 * Whether the reply is about the message, 0–1: cosine of their distinct telling pairs of characters, plus half the
 * share of the message's head that the reply takes up; scaled so that what unrelated texts share is 0. Repeated words
 * count once, and words that the message does not have lower the cosine: padding does not raise it.
 * @param message its pairs
 * @param replied the whole reply's pairs, filled against the message
 */
export function relevanceOf(head: string, message: Pairs, replied: Pairs): number {
  const length = Math.sqrt(message.weight * replied.weight);
  const cosine = length === 0 ? 0 : replied.shared / length;
  const ofHead = overlapOf(head, replied);
  const taken = ofHead.all === 0 ? cosine : ofHead.shared / ofHead.all;
  return Math.min(1, Math.max(0, (cosine + HEAD * taken - FLOOR) / (WHOLE - FLOOR)));
}

/** The head of a message: its first line where there are several, else its first sentence. */
export function headOf(text: string): string {
  const line = text.trimStart().indexOf('\n');
  if (line > 0 && line <= 80) return text.trimStart().slice(0, line);
  return /^[^。！？!?；;\n]{0,80}/u.exec(text.trimStart())![0];
}
