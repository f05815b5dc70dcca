import { z } from 'zod';
import { MinshengError } from '../core/errors.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { createMatcher, type Matches, parsePattern } from './matcher.js';
import { isNegated, startsNegated } from './negation.js';
import { lastMark, type Reading } from './reading.js';

/** Word lists of cues.yaml; their order is that of their features. */
export const wordLists = [
  'negations',
  'third_parties',
  'public_bodies',
  'agency',
  'asking',
  'wishes',
  'praise',
  'blame',
  'contrast',
] as const;

const words = z.array(z.string().min(1)).min(1);

export const cueFileSchema = z.strictObject({
  version: z.string(),
  negations: words,
  third_parties: words,
  public_bodies: words,
  agency: words,
  asking: words,
  wishes: words,
  praise: words,
  blame: words,
  contrast: words,
  themes: z.record(z.string(), words),
});
export type CueFile = z.infer<typeof cueFileSchema>;

/** How a cue stands in its text: it counts, or why it does not. */
export const standings = ['plain', 'negated', 'third_party', 'agency', 'asked'] as const;
export const plain = 0;

/** Cues met in one reading. Entry i: `themes[i]` over the codes `[starts[i], ends[i])`. Reused from call to call. */
export interface Cues {
  length: number;
  readonly themes: Int32Array;
  readonly patterns: Int32Array;
  /** Index into `standings`. */
  readonly standings: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Per pattern, per theme a number made from its words or id: features stay what they were when another is added. */
  readonly patternKeys: Int32Array;
  readonly themeKeys: Int32Array;
  /** Per word list: times met in the text, and the code where it was met last (−1: nowhere). */
  readonly counts: Int32Array;
  readonly latest: Int32Array;
}

/** Most cues that one text is asked for. */
const mostCues = 256;

/** Cue patterns of the taxonomy and of cues.yaml over one reading at a time. */
export class CueRules {
  readonly patterns: number;
  readonly #match: (reading: Reading) => Matches;
  readonly #themeOf: Int32Array;
  readonly #negates: Uint8Array;
  readonly #cues: Cues;

  constructor(file: CueFile, taxonomy: Taxonomy) {
    const sources: string[] = [];
    const themes: number[] = [];
    for (const [index, theme] of taxonomy.themes.entries()) {
      for (const source of new Set([...theme.cues, ...(file.themes[theme.id] ?? [])])) {
        sources.push(source);
        themes.push(index);
      }
    }
    this.patterns = sources.length;
    this.#cues = {
      length: 0,
      themes: new Int32Array(mostCues),
      patterns: new Int32Array(mostCues),
      standings: new Uint8Array(mostCues),
      starts: new Int32Array(mostCues),
      ends: new Int32Array(mostCues),
      patternKeys: Int32Array.from(sources, (source, at) => hashOf(`${taxonomy.themes[themes[at]!]!.id}\t${source}`)),
      themeKeys: Int32Array.from(taxonomy.themes, theme => hashOf(theme.id)),
      counts: new Int32Array(wordLists.length),
      latest: new Int32Array(wordLists.length),
    };
    for (const [index, list] of wordLists.entries()) {
      for (const source of new Set(file[list])) {
        sources.push(source);
        themes.push(-1 - index);
      }
    }
    this.#match = createMatcher(sources);
    this.#themeOf = Int32Array.from(themes);
    this.#negates = Uint8Array.from(sources, source => Number(startsNegated(source)));
  }

  /** Cues of a reading, with the standing of each. The answer is reused by the next call. */
  find(reading: Reading): Cues {
    const matches = this.#match(reading);
    const cues = this.#cues;
    cues.length = 0;
    cues.counts.fill(0);
    cues.latest.fill(-1);
    for (let at = 0; at < matches.length; at++) {
      const theme = this.#themeOf[matches.patterns[at]!]!;
      if (theme >= 0) continue;
      const list = -1 - theme;
      cues.counts[list]!++;
      cues.latest[list] = Math.max(cues.latest[list]!, matches.starts[at]!);
    }
    const common = standingOfText(cues.counts);
    for (let at = 0; at < matches.length; at++) {
      const pattern = matches.patterns[at]!;
      const theme = this.#themeOf[pattern]!;
      if (theme < 0 || cues.length === mostCues) continue;
      const entry = cues.length++;
      const start = matches.starts[at]!;
      cues.themes[entry] = theme;
      cues.patterns[entry] = pattern;
      cues.starts[entry] = start;
      cues.ends[entry] = matches.ends[at]!;
      const isTurned = this.#negates[pattern] === 0 && isNegated(reading, matches, this.#themeOf, start);
      cues.standings[entry] = isTurned ? 1 : common === plain && isAsked(reading, cues, start) ? 4 : common;
    }
    return cues;
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Third parties without a public body, or the agency's own words, take the weight from every cue of the text. */
function standingOfText(counts: Int32Array): number {
  if (counts[wordLists.indexOf('agency')]! > 0) return 3;
  return counts[thirdParties]! > 0 && counts[publicBodies]! === 0 ? 2 : plain;
}

const thirdParties = wordLists.indexOf('third_parties');
const publicBodies = wordLists.indexOf('public_bodies');
const asking = wordLists.indexOf('asking');

/** The last asking word stands in the cue's clause, before it. */
function isAsked(reading: Reading, cues: Cues, start: number): boolean {
  const asked = cues.latest[asking]!;
  if (asked < 0 || asked > start) return false;
  for (let at = asked; at < start; at++) if (reading.codes[at]! <= lastMark) return false;
  return true;
}

/**
 * Checks a parsed cue file against the taxonomy.
 * @throws MinshengError (model) that lists every fault.
 */
export function parseCues(input: unknown, taxonomy: Taxonomy): CueFile {
  const result = cueFileSchema.safeParse(input);
  const faults = result.success
    ? faultsOf(result.data, taxonomy)
    : result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
  if (!result.success || faults.length > 0) {
    throw new MinshengError(
      'model',
      `models/rules/cues.yaml:\n${faults.map(fault => `  ${fault}`).join('\n')}`,
      'Correct the lines named above.',
    );
  }
  return result.data;
}

function faultsOf(file: CueFile, taxonomy: Taxonomy): string[] {
  const known = new Set(taxonomy.themes.map(theme => theme.id));
  const faults = Object.keys(file.themes)
    .filter(theme => !known.has(theme))
    .map(theme => `unknown theme ${theme}`);
  for (const source of [...wordLists.flatMap(list => file[list]), ...Object.values(file.themes).flat()]) {
    try {
      parsePattern(source);
    } catch (error) {
      faults.push((error as SyntaxError).message);
    }
  }
  return faults;
}
