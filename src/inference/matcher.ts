import { fold, lastMark, type Reading } from './reading.js';

/** Codes that ~ may stand for, at most. */
export const widestGap = 6;
/** Ends that one part of a pattern remembers. */
const kept = 4;
/** How far a mark moves the count of places: farther than any gap, so that no match crosses a clause. */
const clauseStep = widestGap + 2;

/** Patterns met in one reading; entry i is `patterns[i]` over the codes `[starts[i], ends[i])`. Reused from call to call. */
export interface Matches {
  length: number;
  patterns: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

interface Part {
  readonly choices: readonly string[];
  readonly mayBeEmpty: boolean;
  readonly gapBefore: boolean;
}

/**
 * Reads the pattern language of cues.yaml: `(a|b)` is a choice, `(a|)` may be left out, `~` is a gap.
 * @throws SyntaxError that names the pattern.
 */
export function parsePattern(source: string): Part[] {
  const parts: Part[] = [];
  let gapBefore = false;
  for (const token of source.match(/~|\([^()~]*\)|[^()~|]+|./gu) ?? []) {
    if (token === '~') {
      gapBefore = true;
      continue;
    }
    if (/^[()|]$/u.test(token)) throw new SyntaxError(`pattern ${source}: unpaired ${token}`);
    const choices = token.startsWith('(') ? token.slice(1, -1).split('|') : [token];
    const words = [...new Set(choices.filter(choice => choice !== ''))];
    if (words.length === 0) throw new SyntaxError(`pattern ${source}: an empty choice`);
    parts.push({ choices: words, mayBeEmpty: choices.includes(''), gapBefore });
    gapBefore = false;
  }
  if (gapBefore || parts.every(part => part.mayBeEmpty)) throw new SyntaxError(`pattern ${source}: matches nothing`);
  return parts;
}

/**
 * All patterns at once, in one walk over a text: a trie over the words of their parts, and for each part of each
 * pattern the last places where the pattern was met up to it.
 */
export function createMatcher(sources: readonly string[]): (reading: Reading) => Matches {
  const trie = new Trie();
  const patternOf: number[] = [];
  const gapOf: number[] = [];
  const optional: number[] = [];
  const isFirst: number[] = [];
  const isLast: number[] = [];
  for (const [pattern, source] of sources.entries()) {
    const parts = parsePattern(source);
    const lastNeeded = parts.findLastIndex(part => !part.mayBeEmpty);
    const firstNeeded = parts.findIndex(part => !part.mayBeEmpty);
    for (const [index, part] of parts.entries()) {
      const id = patternOf.length;
      patternOf.push(pattern);
      gapOf.push(part.gapBefore ? widestGap : 0);
      optional.push(Number(part.mayBeEmpty));
      isFirst.push(Number(index <= firstNeeded));
      isLast.push(Number(index >= lastNeeded));
      for (const word of part.choices) trie.add(word, id);
    }
  }
  const gaps = Int32Array.from(gapOf);
  const first = Uint8Array.from(isFirst);
  const last = Uint8Array.from(isLast);
  const skipped = Uint8Array.from([...optional, 0]);
  const owner = Int32Array.from(patternOf);
  const ends = new Float64Array(owner.length * kept).fill(-1e9);
  const begins = new Int32Array(owner.length * kept);
  const turns = new Uint8Array(owner.length);
  const matches: Matches = {
    length: 0,
    patterns: new Int32Array(64),
    starts: new Int32Array(64),
    ends: new Int32Array(64),
  };
  let at = new Float64Array(512);
  let place = 0;

  const reach = (part: number, begin: number, end: number, codeEnd: number): void => {
    for (let each = part; ; each++) {
      const slot = each * kept + turns[each]!;
      turns[each] = (turns[each]! + 1) % kept;
      ends[slot] = end;
      begins[slot] = begin;
      if (each === part && last[each]) push(matches, owner[each]!, begin, codeEnd);
      if (skipped[each + 1] === 0 || owner[each + 1] !== owner[part] || gaps[each + 1] !== 0) return;
    }
  };

  return reading => {
    const { codes, length } = reading;
    matches.length = 0;
    if (at.length <= length) at = new Float64Array(length * 2);
    for (let index = 0; index < length; index++) {
      at[index] = place;
      place += codes[index]! <= lastMark ? clauseStep : 1;
    }
    at[length] = place;
    place += clauseStep;
    for (let start = 0; start < length; start++) {
      let node = trie.root(codes[start]!);
      for (let end = start + 1; node !== 0; node = end < length ? trie.child(node, codes[end]!) : 0, end++) {
        const list = trie.parts(node);
        if (list === undefined) continue;
        const from = at[start]!;
        for (const part of list) {
          if (first[part] === 1) reach(part, start, at[end]!, end);
          if (part === 0 || owner[part - 1] !== owner[part]) continue;
          const gap = gaps[part]!;
          let begin = start;
          for (let slot = (part - 1) * kept, to = slot + kept; slot < to; slot++) {
            const between = from - ends[slot]!;
            if (between >= 0 && between <= gap) begin = Math.min(begin, begins[slot]!);
          }
          if (begin < start) reach(part, begin, at[end]!, end);
        }
      }
    }
    return matches;
  };
}

function push(matches: Matches, pattern: number, start: number, end: number): void {
  const at = matches.length++;
  if (at === matches.patterns.length) {
    for (const key of ['patterns', 'starts', 'ends'] as const) {
      const larger = new Int32Array(at * 2);
      larger.set(matches[key]);
      matches[key] = larger;
    }
  }
  matches.patterns[at] = pattern;
  matches.starts[at] = start;
  matches.ends[at] = end;
}

/** Words as folded codes, with the pattern parts that each ends. */
class Trie {
  readonly #roots = new Uint16Array(0x10000);
  readonly #children: (Map<number, number> | undefined)[] = [undefined];
  readonly #parts: (number[] | undefined)[] = [undefined];

  add(word: string, part: number): void {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const code = fold(word.charCodeAt(at));
      let next = at === 0 ? this.#roots[code]! : (this.#children[node]?.get(code) ?? 0);
      if (next === 0) {
        next = this.#parts.push(undefined) - 1;
        this.#children.push(undefined);
        if (at === 0) this.#roots[code] = next;
        else this.#childrenOf(node).set(code, next);
      }
      node = next;
    }
    const parts = this.#parts[node] ?? [];
    parts.push(part);
    this.#parts[node] = parts;
  }

  #childrenOf(node: number): Map<number, number> {
    const children = this.#children[node] ?? new Map<number, number>();
    this.#children[node] = children;
    return children;
  }

  root(code: number): number {
    return this.#roots[code]!;
  }

  child(node: number, code: number): number {
    return this.#children[node]?.get(code) ?? 0;
  }

  parts(node: number): readonly number[] | undefined {
    return this.#parts[node];
  }
}
