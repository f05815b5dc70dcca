import type { Matches } from './matcher.js';
import { lastMark, type Reading } from './reading.js';

/** Codes that may stand between a negation and the cue that it turns: 没有互相推诿. */
const reachOfNegation = 3;

/** Whether a pattern begins with a negation of its own (没解决): such a cue is not turned by another. */
export function startsNegated(source: string): boolean {
  return /^\(?(?:没|未|不|无|非|拒|冇|唔|别|从不|从未|从来没|并未|并没|根本没|至今|迟迟)/u.test(source);
}

/** Whether a negation of the word list stands just before code `start`, in the same clause. */
export function isNegated(reading: Reading, matches: Matches, themeOf: Int32Array, start: number): boolean {
  for (let at = 0; at < matches.length; at++) {
    if (themeOf[matches.patterns[at]!] !== negationList) continue;
    const end = matches.ends[at]!;
    if (end > start || start - end > reachOfNegation) continue;
    let code = end;
    while (code < start && reading.codes[code]! > lastMark) code++;
    if (code === start) return true;
  }
  return false;
}

/** How rules number the list of negations among the owners of patterns. */
export const negationList = -1;
