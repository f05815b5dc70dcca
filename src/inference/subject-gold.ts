import { z } from 'zod';
import { jsonLines } from './json-lines.js';
import { fold, lastMark } from './reading.js';

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  title: z.string().nullish(),
  text: z.string(),
  subject: z.string().min(1),
});

/** A message with the subject that people gave it; `text` begins with the title where there is one. */
export interface SubjectRow {
  /** The line's number where the file gives none. */
  readonly id: string;
  readonly text: string;
  readonly subject: string;
}

/**
 * Reads messages with subjects, one JSON object a line.
 * @throws MinshengError (input) with the line that cannot be read; never its text.
 */
export function parseSubjects(name: string, content: string): SubjectRow[] {
  return Array.from(jsonLines(name, content, rowSchema), ({ line, row: { id, title, text, subject } }) => ({
    id: id ?? `line ${line}`,
    subject,
    text: title ? `${title}\n${text}` : text,
  }));
}

/** Length of the pieces that near texts share; a piece in more texts than this is a set phrase. */
const piece = 8;
const mostTexts = 30;
/** Texts are near where they share this part of the shorter one's pieces. */
const nearShare = 0.25;

/**
 * Splits texts into folds so that near texts, directly or in steps, stay together: two messages about one event, often
 * by one hand, would otherwise let a model recognise what it is measured on.
 */
export function nearFolds(texts: readonly string[], folds: number): number[] {
  const root = texts.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (root[at] !== at) at = root[at]!;
    return at;
  };
  for (const [a, b] of nearPairs(texts)) root[Math.max(find(a), find(b))] = Math.min(find(a), find(b));
  const clusters = new Map<number, number[]>();
  for (let index = 0; index < texts.length; index++) {
    const members = clusters.get(find(index));
    if (members) members.push(index);
    else clusters.set(find(index), [index]);
  }
  const assigned = new Array<number>(texts.length).fill(0);
  const sizes = new Array<number>(folds).fill(0);
  for (const members of [...clusters.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!)) {
    const fold = sizes.indexOf(Math.min(...sizes));
    for (const index of members) assigned[index] = fold;
    sizes[fold]! += members.length;
  }
  return assigned;
}

function nearPairs(texts: readonly string[]): [number, number][] {
  const holders = new Map<string, number[]>();
  const sizes = texts.map((text, index) => {
    const pieces = piecesOf(text);
    for (const each of pieces) {
      const known = holders.get(each);
      if (known) known.push(index);
      else holders.set(each, [index]);
    }
    return pieces.size;
  });
  const shared = new Map<number, number>();
  for (const holding of holders.values()) {
    if (holding.length > mostTexts) continue;
    for (let a = 0; a < holding.length; a++) {
      for (let b = a + 1; b < holding.length; b++) {
        const pair = holding[a]! * texts.length + holding[b]!;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    }
  }
  return [...shared].flatMap(([pair, count]): [number, number][] => {
    const [a, b] = [Math.floor(pair / texts.length), pair % texts.length];
    return count >= nearShare * Math.min(sizes[a]!, sizes[b]!) ? [[a, b]] : [];
  });
}

function piecesOf(text: string): Set<string> {
  let letters = '';
  for (let at = 0; at < text.length; at++) {
    const code = fold(text.charCodeAt(at));
    if (code > lastMark) letters += String.fromCharCode(code);
  }
  const pieces = new Set<string>();
  for (let at = 0; at + piece <= letters.length; at++) pieces.add(letters.slice(at, at + piece));
  return pieces;
}
