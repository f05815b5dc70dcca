import type { Span } from '../core/classification.js';

/** Buckets of hashed n-grams. Cue features follow them: one for each theme. */
export const bucketBits = 18;
export const buckets = 1 << bucketBits;
export const longestGram = 4;

const edge = 1;
const mask = buckets - 1;

/**
 * Hashed character 1–4-grams of the clauses of one text. Each clause is framed by an edge mark, so that a gram knows
 * when it stands at a clause's start or end. Buffers are reused from text to text: read them before the next call.
 */
export class Features {
  /** Distinct buckets of the text, in order of first occurrence. */
  ids = new Int32Array(4096);
  size = 0;
  /** Every occurrence: its bucket, the offset where it begins, its length in units of the text. */
  grams = new Int32Array(4096);
  starts = new Int32Array(4096);
  lengths = new Uint8Array(4096);
  count = 0;
  readonly #seen = new Uint32Array(buckets + 64);
  #stamp = 0;

  /** Fills the buffers from the clauses of a normalised text. */
  read(text: string, clauses: readonly Span[]): void {
    this.size = 0;
    this.count = 0;
    this.#stamp++;
    for (const clause of clauses) this.#clause(text, clause.start, clause.end);
  }

  /** Adds a feature that is no n-gram, such as a cue that was met. */
  add(id: number): void {
    if (this.#seen[id] === this.#stamp) return;
    this.#seen[id] = this.#stamp;
    if (this.size === this.ids.length) this.ids = grown(this.ids);
    this.ids[this.size++] = id;
  }

  #clause(text: string, start: number, end: number): void {
    for (let from = start - 1; from <= end; from++) {
      let hash = 0x811c9dc5;
      for (let length = 1; length <= longestGram; length++) {
        const at = from + length - 1;
        if (at > end) break;
        const code = at < start || at === end ? edge : charCode(text, at);
        hash = Math.imul(hash ^ code, 0x01000193);
        hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
        if (length === 1 && code === edge) continue;
        this.#occurrence((hash ^ (hash >>> 13)) & mask, Math.max(from, start), Math.min(at + 1, end));
      }
    }
  }

  #occurrence(id: number, start: number, end: number): void {
    this.add(id);
    if (this.count === this.grams.length) {
      this.grams = grown(this.grams);
      this.starts = grown(this.starts);
      const lengths = new Uint8Array(this.lengths.length * 2);
      lengths.set(this.lengths);
      this.lengths = lengths;
    }
    this.grams[this.count] = id;
    this.starts[this.count] = start;
    this.lengths[this.count++] = end - start;
  }
}

/** Digits count as one sign: 三个月 is a cue, 13 is not another than 14. */
function charCode(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39 ? 0x30 : code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(array.length * 2);
  twice.set(array);
  return twice;
}
