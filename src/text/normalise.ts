import { Converter } from 'opencc-js';

export interface Normalised {
  readonly text: string;
  /** Turns an offset into `text` into one into the text given; both in UTF-16 units. */
  readonly map: (offset: number) => number;
}

const tones = 'āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ';
const controls = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u200b-\\u200f\\u2060\\ufeff';
const needsWork = new RegExp(
  `[${controls}\\u00a0\\u3000\\uff01-\\uff5e&]|[\\u3400-\\u9fff][(（][a-z${tones}]{1,6}[)）]`,
  'u',
);
const invisible = new RegExp(`[${controls}]+`, 'gu');
const gloss = new RegExp(`([\\u3400-\\u9fff])[(（]([a-z${tones}]{1,6})[)）]`, 'gu');
const hasTone = new RegExp(`[${tones}]`, 'u');
const entity = /&(?:(amp|lt|gt|quot|apos|nbsp|middot|ldquo|rdquo|mdash|hellip)|#(\d{2,7})|#[xX]([0-9a-fA-F]{2,6}));/gu;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  middot: '·',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  hellip: '…',
};
const identity = (offset: number) => offset;

let simplified: Uint16Array | undefined;

/** Simplified form by code unit, from OpenCC's data; 0 where a character is its own. Filled once. */
function simplifiedTable(): Uint16Array {
  if (simplified) return simplified;
  const convert = Converter({ from: 't', to: 'cn' });
  simplified = new Uint16Array(0x10000);
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const char = String.fromCharCode(code);
    const simple = convert(char);
    if (simple.length === 1 && simple !== char) simplified[code] = simple.charCodeAt(0);
  }
  return simplified;
}

/**
 * Text as rules and models read it: full width folded, traditional characters simplified one by one, HTML entities
 * decoded, pinyin glosses such as 業(yè) and invisible characters dropped. Text that needs nothing is returned as is.
 */
export function normalise(text: string): Normalised {
  const isMarked = needsWork.test(text);
  if (!isMarked && !hasTraditional(text)) return { text, map: identity };
  const same = foldChars(text);
  const cuts = isMarked ? cutsOf(text) : [];
  return cuts.length === 0 ? { text: same, map: identity } : withoutCuts(same, cuts);
}

function hasTraditional(text: string): boolean {
  const table = simplifiedTable();
  for (let at = 0; at < text.length; at++) if (table[text.charCodeAt(at)] !== 0) return true;
  return false;
}

/** Changes that keep every offset. */
function foldChars(text: string): string {
  const table = simplifiedTable();
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0xff01 && code <= 0xff5e) folded += foldWidth(code);
    else if (code === 0x3000 || code === 0xa0) folded += ' ';
    else folded += table[code] ? String.fromCharCode(table[code]!) : text[at];
  }
  return folded;
}

/** Letters and digits lose their width; Chinese punctuation keeps it, because clauses are split at it. */
function foldWidth(code: number): string {
  const narrow = String.fromCharCode(code - 0xfee0);
  return /[0-9A-Za-z%@#&*+=_.-]/u.test(narrow) ? narrow : String.fromCharCode(code);
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

function cutsOf(text: string): Cut[] {
  const cuts: Cut[] = [];
  for (const match of text.matchAll(gloss)) {
    const isGloss = hasTone.test(match[2]!) || simplifiedTable()[match[1]!.charCodeAt(0)] !== 0;
    if (isGloss) cuts.push({ start: match.index + 1, end: match.index + match[0].length, put: '' });
  }
  for (const match of text.matchAll(entity))
    cuts.push({ start: match.index, end: match.index + match[0].length, put: decoded(match) });
  for (const match of text.matchAll(invisible))
    cuts.push({ start: match.index, end: match.index + match[0].length, put: '' });
  return cuts.sort((a, b) => a.start - b.start);
}

/** What an entity stands for; a code that is no character becomes a space. */
function decoded(match: RegExpMatchArray): string {
  if (match[1]) return named[match[1]]!;
  const code = match[2] ? Number(match[2]) : Number.parseInt(match[3]!, 16);
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xa0;
  return isCharacter ? String.fromCodePoint(code) : ' ';
}

function withoutCuts(text: string, cuts: readonly Cut[]): Normalised {
  const places: number[] = [];
  let out = '';
  let at = 0;
  const copy = (end: number) => {
    for (; at < end; at++) {
      places.push(at);
      out += text[at];
    }
  };
  for (const cut of cuts) {
    copy(cut.start);
    for (let unit = 0; unit < cut.put.length; unit++) places.push(cut.start);
    out += cut.put;
    at = cut.end;
  }
  copy(text.length);
  places.push(text.length);
  return { text: out, map: offset => places[offset] ?? text.length };
}
