import { Converter } from 'opencc-js';

export interface Normalised {
  readonly text: string;
  /** Turns an offset into `text` into one into the text given; both in UTF-16 units. */
  readonly map: (offset: number) => number;
}

const needsWork =
  /[\uff01-\uff5e\u3000&\u00a0\u200b\ufeff]|[^\x00-\uffff]|[\u3400-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)/u;
const gloss = /([\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+[)）]/gu;
const entity = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6});/gu;
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': ' ',
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
 * Text as rules and models read it: full width folded, traditional characters simplified, HTML entities decoded,
 * pinyin glosses such as 業(yè) dropped, invisible marks turned into spaces. Text that needs nothing is returned as is.
 */
export function normalise(text: string): Normalised {
  if (!needsWork.test(text) && !hasTraditional(text)) return { text, map: identity };
  const cuts = cutsOf(text);
  const same = foldChars(text);
  if (cuts.length === 0) return { text: same, map: identity };
  return withoutCuts(same, cuts);
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
    else if (code === 0x3000 || code === 0xa0 || code === 0x200b || code === 0xfeff) folded += ' ';
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
  for (const match of text.matchAll(gloss))
    cuts.push({ start: match.index + 1, end: match.index + match[0].length, put: '' });
  for (const match of text.matchAll(entity)) {
    const put = entities[match[0]] ?? String.fromCodePoint(Number(match[0].slice(2, -1)) || 32);
    cuts.push({ start: match.index, end: match.index + match[0].length, put });
  }
  return cuts.sort((a, b) => a.start - b.start);
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
    for (const unit of cut.put.split('')) {
      places.push(cut.start);
      out += unit;
    }
    at = cut.end;
  }
  copy(text.length);
  places.push(text.length);
  return { text: out, map: offset => places[offset] ?? text.length };
}
