import type { CutEngine } from './segment.js';

export interface Entry {
  readonly word: string;
  readonly frequency: number;
  readonly tag: string;
  readonly group: string;
}

/** How one entry changes the segmentation of one test sentence. */
export interface Change {
  readonly word: string;
  readonly before: string;
  readonly after: string;
}

export interface LintResult {
  readonly faults: readonly string[];
  readonly changes: readonly Change[];
  /** Word F1 against the expected segmentation, without and with the dictionary. */
  readonly plain: number;
  readonly withEntries: number;
}

/** Entries of a dictionary file: `word<TAB>frequency<TAB>tag<TAB>group`, `#` starts a remark. */
export function parseDictionary(text: string): Entry[] {
  return text.split(/\r?\n/u).flatMap(line => {
    if (line === '' || line.startsWith('#')) return [];
    const [word = '', frequency = '', tag = '', group = ''] = line.split('\t');
    return [{ word, frequency: Number(frequency), tag, group }];
  });
}

/**
 * Checks a dictionary on sentences with an expected segmentation (words separated by spaces): an entry must be well
 * formed, stand once, and must not cut an expected word in two nor join parts of two. `engineWith` gives an engine
 * that knows the entries.
 */
export async function lintDictionary(
  entries: readonly Entry[],
  sentences: readonly string[],
  engineWith: (entries: readonly Entry[]) => Promise<CutEngine>,
): Promise<LintResult> {
  const faults = entries.flatMap((entry, index) =>
    formFaults(entry, entries.findIndex(other => other.word === entry.word) < index),
  );
  const plain = await engineWith([]);
  const full = await engineWith(entries);
  const changes: Change[] = [];
  for (const sentence of sentences) {
    const expected = sentence.split(' ');
    const text = expected.join('');
    const before = plain.cut(text);
    const after = full.cut(text);
    if (before.join(' ') === after.join(' ')) continue;
    const known = new Set(before);
    for (const word of after) {
      const entry = entries.find(each => each.word === word);
      if (!entry || known.has(word)) continue;
      changes.push({ word, before: before.join(' '), after: after.join(' ') });
    }
    for (const word of crossing(after, expected)) {
      if (entries.some(each => each.word === word)) faults.push(`${word}: crosses a word boundary of "${sentence}"`);
    }
  }
  return { faults, changes, plain: f1(plain, sentences), withEntries: f1(full, sentences) };
}

function formFaults(entry: Entry, isRepeated: boolean): string[] {
  const faults: string[] = [];
  if (isRepeated) faults.push(`${entry.word}: stands twice`);
  if (!/^[\u3400-\u9fff0-9]{2,10}$/u.test(entry.word))
    faults.push(`${entry.word}: two to ten Chinese characters or digits are wanted`);
  if (!(entry.frequency >= 1 && entry.frequency <= 100_000))
    faults.push(`${entry.word}: frequency ${entry.frequency} is out of 1 to 100000`);
  if (!/^[a-z]{1,3}$/u.test(entry.tag)) faults.push(`${entry.word}: tag "${entry.tag}"`);
  if (entry.group === '') faults.push(`${entry.word}: no group`);
  return faults;
}

/** Words that begin or end inside an expected word without being part of it whole. */
function crossing(words: readonly string[], expected: readonly string[]): string[] {
  const edges = new Set(edgesOf(expected));
  const found: string[] = [];
  let at = 0;
  for (const word of words) {
    const [start, end] = [at, at + word.length];
    at = end;
    const holdsEdge = [...edges].some(edge => edge > start && edge < end);
    if (holdsEdge && (!edges.has(start) || !edges.has(end))) found.push(word);
  }
  return found;
}

function edgesOf(words: readonly string[]): number[] {
  const edges = [0];
  for (const word of words) edges.push(edges.at(-1)! + word.length);
  return edges;
}

function f1(engine: CutEngine, sentences: readonly string[]): number {
  let [right, found, wanted] = [0, 0, 0];
  for (const sentence of sentences) {
    const expected = sentence.split(' ');
    const cut = engine.cut(expected.join(''));
    const spans = new Set(spansOf(expected));
    right += spansOf(cut).filter(span => spans.has(span)).length;
    found += cut.length;
    wanted += expected.length;
  }
  return (2 * right) / (found + wanted);
}

function spansOf(words: readonly string[]): string[] {
  let at = 0;
  return words.map(word => {
    const span = `${at}-${at + word.length}`;
    at += word.length;
    return span;
  });
}
