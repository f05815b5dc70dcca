/** Codes that stand for punctuation; a higher one wins where several marks meet. */
export const marks = { edge: 1, question: 2, exclamation: 3, quote: 4, picture: 5 } as const;

/** A code up to this one ends a clause. */
export const lastMark = marks.picture;

/**
 * A text as rules and models read it: one code per character, letters in lower case, every digit 0, each run of
 * punctuation one mark; a mark at both ends. `places[i]` is the offset of code i in the text read.
 */
export interface Reading {
  length: number;
  codes: Uint16Array;
  places: Int32Array;
}

const folded = foldTable();

function foldTable(): Uint16Array {
  const table = new Uint16Array(0x10000).fill(marks.edge);
  const keep = (from: number, to: number) => {
    for (let code = from; code <= to; code++) table[code] = code;
  };
  keep(0x61, 0x7a);
  keep(0x3400, 0x9fff);
  keep(0xc0, 0x24f);
  keep(0x3014, 0x3015);
  for (let code = 0x30; code <= 0x39; code++) table[code] = 0x30;
  for (let code = 0x41; code <= 0x5a; code++) table[code] = code + 0x20;
  for (const char of '?？') table[char.charCodeAt(0)] = marks.question;
  for (const char of '!！') table[char.charCodeAt(0)] = marks.exclamation;
  for (const char of '"“”「」『』') table[char.charCodeAt(0)] = marks.quote;
  for (let code = 0xd800; code <= 0xdfff; code++) table[code] = marks.picture;
  for (let code = 0x2600; code <= 0x27bf; code++) table[code] = marks.picture;
  return table;
}

/** The code of one UTF-16 unit. */
export function fold(code: number): number {
  return folded[code]!;
}

/** An empty reading whose arrays are used again and again; they grow with the longest text met. */
export function newReading(): Reading {
  return { length: 0, codes: new Uint16Array(512), places: new Int32Array(512) };
}

/** Reads `text` from `start` to `end` (UTF-16 offsets) into `into`. */
export function read(text: string, start: number, end: number, into: Reading): void {
  if (into.codes.length < end - start + 2) grow(into, end - start + 2);
  const { codes, places } = into;
  let length = 0;
  let before: number = marks.edge;
  codes[length] = before;
  places[length++] = start;
  for (let at = start; at < end; at++) {
    const code = folded[text.charCodeAt(at)]!;
    if (code > lastMark) {
      codes[length] = before = code;
      places[length++] = at;
    } else if (before > lastMark) {
      codes[length] = before = code;
      places[length++] = at;
    } else if (code > before) codes[length - 1] = before = code;
  }
  if (before > lastMark) {
    codes[length] = marks.edge;
    places[length++] = end;
  }
  into.length = length;
}

/** False for a reading of nothing but marks. */
export function hasWords(reading: Reading): boolean {
  return reading.length >= 2 && reading.codes[1]! > lastMark;
}

function grow(reading: Reading, size: number): void {
  const room = 2 ** Math.ceil(Math.log2(size));
  reading.codes = new Uint16Array(room);
  reading.places = new Int32Array(room);
}
