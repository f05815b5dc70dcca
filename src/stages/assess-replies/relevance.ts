import type { Matter } from './matter.js';
import type { Reading } from './statements.js';

/** Cosine at which a reply is half sure to answer this message; unrelated texts have a third of it and less. */
const HALF = 0.12;

/** What the quotation by which a reply names its matter counts against words of its own, and how much of one counts. */
const NAMED = 0.5;
const MOST_NAMED = 20;

/** What being about the same field of life counts. */
const FIELD = 0.03;

/**
 * Whether the reply is about the message, 0–1, strictly between: cosine of their distinct telling pairs of characters,
 * courtesies and quotations of the message left aside, pressed down where unrelated texts lie (Hill function of order
 * 2). Repeated words count once, and words that the message does not have lower it.
 */
export function relevanceOf(matter: Matter, { squares, sharedSquares, framed, fields }: Reading): number {
  let [ours, theirs, common] = [0, 0, 0];
  for (let field = 1; field < fields.length; field++) {
    const [asked, told] = [matter.fields[field]!, fields[field]!];
    ours += told * told;
    theirs += asked * asked;
    common += asked * told;
  }
  const likeness = common === 0 ? 0 : common / Math.sqrt((ours + 1) * (theirs + 1));
  const named = NAMED * Math.min(framed, MOST_NAMED);
  const length = Math.sqrt(matter.squares * (squares + named));
  const cosine = length === 0 ? 0 : (sharedSquares + named) / length + FIELD * likeness;
  return (cosine * cosine) / (cosine * cosine + HALF * HALF);
}
