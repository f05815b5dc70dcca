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
 * formed, stand once, be kept whole by the engine (one below the frequency of a word that it knows is not), and must
 * not tear an expected word. Faults say what, with the segmentation before and after. `engineWith` gives an engine that knows the
 * entries. F1 is the balanced F of word spans, pooled over the sentences, 0-1.
 */
export async function lintDictionary(
  entries: readonly Entry[],
  sentences: readonly string[],
  engineWith: (entries: readonly Entry[]) => Promise<CutEngine>,
): Promise<LintResult> {
  const plain = await engineWith([]);
  const full = await engineWith(entries);
  const known = new Set<string>();
  const faults: string[] = [];
  for (const entry of entries) {
    faults.push(...formFaults(entry, known.has(entry.word)));
    known.add(entry.word);
    const cut = full.cut(entry.word);
    if (cut.length > 1) faults.push(`${entry.word}: is cut even so: ${cut.join(' ')}`);
  }
  const changes: Change[] = [];
  for (const sentence of sentences) {
    const expected = sentence.split(' ');
    const before = plain.cut(expected.join(''));
    const after = full.cut(expected.join(''));
    const change = { before: before.join(' '), after: after.join(' ') };
    if (change.before === change.after) continue;
    const old = new Set(before);
    for (const word of after) if (known.has(word) && !old.has(word)) changes.push({ word, ...change });
    for (const word of tearing(after, expected))
      if (known.has(word)) faults.push(`${word}: tears a word of "${sentence}": ${change.before} -> ${change.after}`);
  }
  return { faults, changes, plain: f1(plain, sentences), withEntries: f1(full, sentences) };
}

function formFaults(entry: Entry, isRepeated: boolean): string[] {
  const faults: string[] = [];
  if (isRepeated) faults.push(`${entry.word}: stands twice`);
  if (!/^[\u3400-\u9fff0-9]{2,12}$/u.test(entry.word))
    faults.push(`${entry.word}: two to twelve Chinese characters or digits are wanted`);
  if (!(entry.frequency >= 1 && entry.frequency <= 100_000))
    faults.push(`${entry.word}: frequency ${entry.frequency} is out of 1 to 100000`);
  if (!/^[a-z]{1,3}$/u.test(entry.tag)) faults.push(`${entry.word}: tag "${entry.tag}"`);
  if (entry.group === '') faults.push(`${entry.word}: no group`);
  return faults;
}

/** Words that hold a border of expected words and yet begin or end inside one. */
function tearing(words: readonly string[], expected: readonly string[]): string[] {
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
