import { lastMark, type Reading } from './reading.js';
import { type Cues, plain, wordLists } from './rules.js';

/** Longest n-gram. */
export const longest = 4;
/** What one n-gram, one cue feature adds to a sum; found by cross-validation. */
export const gramValue = 0.15;
export const namedValue = 0.5;

/** Kinds of features that are no n-grams. */
const kinds = {
  pattern: 1,
  theme: 2,
  list: 3,
  listAgain: 4,
  listLast: 5,
  themeWithList: 6,
  pair: 7,
  length: 8,
  found: 9,
};

/**
 * Hashed features of one reading; 0 where there is none. `grams[at * longest + n - 1]` is the n-gram of n codes that
 * begins at `at`; `named[2 * i]` and `named[2 * i + 1]` belong to cue i, what follows to the text.
 */
export interface Features {
  gramCount: number;
  grams: Int32Array;
  namedCount: number;
  readonly named: Int32Array;
}

/** Themes that a set of bits can hold; later ones have no features of company. */
const mostThemes = 30;

/** Room for named features: two for each of 256 cues, and those of the text. */
const namedRoom = 1024;

/** Empty arrays that are used again and again. */
export function newFeatures(): Features {
  return { gramCount: 0, grams: new Int32Array(512 * longest), namedCount: 0, named: new Int32Array(namedRoom) };
}

/** Fills `into` with the features of a reading and the cues met in it. */
export function extract(reading: Reading, cues: Cues, into: Features): void {
  addGrams(reading, into);
  addCues(cues, into);
  addText(reading, cues, into);
}

function addGrams(reading: Reading, into: Features): void {
  const { codes, length } = reading;
  if (into.grams.length < length * longest) into.grams = new Int32Array(codes.length * longest);
  const { grams } = into;
  for (let at = 0; at < length; at++) {
    let hash = 0x9e3779b9 | 0;
    const base = at * longest;
    for (let n = 0; n < longest; n++) {
      if (at + n >= length) {
        grams[base + n] = 0;
        continue;
      }
      hash = Math.imul(hash ^ codes[at + n]!, 0x85ebca6b);
      hash ^= hash >>> 13;
      grams[base + n] = finish(hash + n);
    }
  }
  into.gramCount = length * longest;
}

function addCues(cues: Cues, into: Features): void {
  const { named } = into;
  into.namedCount = 0;
  for (let cue = 0; cue < cues.length; cue++) {
    const standing = cues.standings[cue]!;
    const pattern = namedKey(kinds.pattern, cues.patternKeys[cues.patterns[cue]!]! + standing);
    const theme = namedKey(kinds.theme, cues.themeKeys[cues.themes[cue]!]! + standing);
    named[into.namedCount] = has(into, pattern) ? 0 : pattern;
    into.namedCount++;
    named[into.namedCount] = has(into, theme) ? 0 : theme;
    into.namedCount++;
  }
}

function has(features: Features, key: number): boolean {
  for (let at = 0; at < features.namedCount; at++) if (features.named[at] === key) return true;
  return false;
}

/** Word lists met, once and in the last clause; themes with word lists and with each other; length. */
function addText(reading: Reading, cues: Cues, into: Features): void {
  const put = (kind: number, number: number) => {
    if (into.namedCount < namedRoom) into.named[into.namedCount++] = namedKey(kind, number);
  };
  const lastClause = startOfLastClause(reading);
  for (let list = 0; list < wordLists.length; list++) {
    if (cues.counts[list] === 0) continue;
    put(kinds.list, list);
    if (cues.counts[list]! > 1) put(kinds.listAgain, list);
    if (cues.latest[list]! >= lastClause) put(kinds.listLast, list);
  }
  let found = 0;
  let met = 0;
  for (let cue = 0; cue < cues.length; cue++) {
    const theme = cues.themes[cue]!;
    if (cues.standings[cue] !== plain || theme >= mostThemes || ((met >> theme) & 1) === 1) continue;
    met |= 1 << theme;
    found++;
  }
  for (let theme = 0; met >> theme !== 0; theme++) {
    if (((met >> theme) & 1) === 0) continue;
    for (let list = 0; list < wordLists.length; list++) {
      if (cues.counts[list]! > 0) put(kinds.themeWithList, cues.themeKeys[theme]! + list);
    }
    for (let other = theme + 1; met >> other !== 0; other++) {
      if (((met >> other) & 1) === 1) put(kinds.pair, cues.themeKeys[theme]! ^ cues.themeKeys[other]!);
    }
  }
  put(kinds.length, Math.min(12, Math.floor(reading.length / 10)));
  put(kinds.found, Math.min(5, found));
}

function startOfLastClause(reading: Reading): number {
  let at = reading.length - 2;
  while (at > 0 && reading.codes[at]! > lastMark) at--;
  return at;
}

function namedKey(kind: number, number: number): number {
  let hash = Math.imul((kind << 16) ^ number ^ 0x5bd1e995, 0xcc9e2d51);
  hash ^= hash >>> 15;
  return finish(Math.imul(hash, 0x1b873593) ^ 0x2545f491);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  mixed ^= mixed >>> 13;
  return mixed === 0 ? 1 : mixed;
}
