/** A piece of a text as the encoder reads it: its number, and its half-open UTF-16 offsets in the text. */
export interface Pieces {
  readonly length: number;
  readonly ids: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Pieces that one passage may have, [CLS] and [SEP] aside. */
export const mostPieces = 254;

const same: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '―': '-',
  '–': '-',
  '﹣': '-',
  '～': '~',
};

const placeholder = /〔[^〔〕]{1,8}〕/uy;
const space = /[\s\u3000\u00a0]+/uy;
const word = /[a-z0-9]+/uy;
const picture = /[\u{10000}-\u{10ffff}]+/uy;

/**
 * WordPiece (Wu et al. 2016) over one character at a time for Chinese, over runs of letters and digits for the rest.
 * A placeholder of the redaction is one piece, so is a run of white space: in a comment box it stands for a comma.
 */
export class PieceReader {
  readonly size: number;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #unknown: number;
  readonly #first: number;
  readonly #last: number;

  /** `pieces` in the order of their numbers. */
  constructor(pieces: readonly string[]) {
    this.#numbers = new Map(pieces.map((piece, number) => [piece, number]));
    this.size = pieces.length;
    this.#unknown = this.#numbers.get('[UNK]') ?? 0;
    this.#first = this.#numbers.get('[CLS]') ?? 0;
    this.#last = this.#numbers.get('[SEP]') ?? 0;
  }

  /** Pieces between [CLS] and [SEP], which have empty spans at the ends of the text; more than `mostPieces` are cut. */
  read(text: string): Pieces {
    const found = { ids: [this.#first], starts: [0], ends: [0] };
    const folded = fold(text);
    let at = 0;
    while (at < folded.length && found.ids.length <= mostPieces) at = this.#next(folded, at, found);
    const length = Math.min(found.ids.length, mostPieces + 1);
    const cut = (values: number[], last: number) => Int32Array.from([...values.slice(0, length), last]);
    return {
      length: length + 1,
      ids: cut(found.ids, this.#last),
      starts: cut(found.starts, text.length),
      ends: cut(found.ends, text.length),
    };
  }

  #next(text: string, at: number, found: { ids: number[]; starts: number[]; ends: number[] }): number {
    const put = (id: number, start: number, end: number) => {
      found.ids.push(id);
      found.starts.push(start);
      found.ends.push(end);
    };
    const code = text.charCodeAt(at);
    let end = code === 0x3014 ? endOf(placeholder, text, at) : -1;
    if (end > 0) {
      put(this.#numbers.get('某') ?? this.#unknown, at, end);
      return end;
    }
    if (code >= 0x4e00 && code <= 0x9fff) {
      put(this.#numbers.get(text[at]!) ?? this.#unknown, at, at + 1);
      return at + 1;
    }
    end = endOf(space, text, at);
    if (end > 0) {
      if (found.ids.length > 1 && end < text.length) put(this.#numbers.get('，') ?? this.#unknown, at, end);
      return end;
    }
    end = endOf(word, text, at);
    if (end > 0) {
      this.#word(text, at, end, put);
      return end;
    }
    end = endOf(picture, text, at);
    if (end > 0) {
      put(this.#unknown, at, end);
      return end;
    }
    const char = text[at]!;
    put(this.#numbers.get(same[char] ?? char) ?? this.#unknown, at, at + 1);
    return at + 1;
  }

  /** Longest known piece first; where nothing fits, the rest of the word is unknown. */
  #word(text: string, from: number, to: number, put: (id: number, start: number, end: number) => void): void {
    let start = from;
    while (start < to) {
      const prefix = start === from ? '' : '##';
      let end = to;
      let id: number | undefined;
      while (end > start) {
        id = this.#numbers.get(prefix + text.slice(start, end));
        if (id !== undefined) break;
        end--;
      }
      if (id === undefined) {
        put(this.#unknown, start, to);
        return;
      }
      put(id, start, end);
      start = end;
    }
  }
}

/** Full width letters and digits narrowed, letters in lower case; every offset stays. */
function fold(text: string): string {
  const narrow = text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  const lower = narrow.toLowerCase();
  return lower.length === text.length ? lower : narrow.replace(/[A-Z]/gu, char => char.toLowerCase());
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
