import { FIELDS, fieldOf } from './fields.js';
import { isLetter, SLOTS, slotOf, telling, weightOf } from './wording.js';

/** A run of so many characters of the message, or a clause made of such runs, is a quotation. */
const QUOTED = 10;
const QUOTED_SHARE = 0.85;

/** What a telling character counts against a telling pair. */
export const CHARACTER = 0.4;

/** Demands told apart, at most. */
export const DEMANDS = 12;

/** What the message says: its distinct pairs of characters, and which demands each belongs to. The table is reused. */
export class Matter {
  /** Sum of squares of the weights. */
  squares = 0;
  /** Weight of each demand's pairs. */
  readonly demandWeights = new Float64Array(DEMANDS);
  readonly #generations = new Uint32Array(SLOTS);
  /** How often each field of life is touched. */
  readonly fields = new Float64Array(FIELDS);
  readonly #characters = new Uint32Array(0x10000);
  readonly #demands = new Uint16Array(SLOTS);
  #generation = 0;

  /** @param demands of the message, at most twelve */
  fill(message: string, demands: readonly { readonly text: string }[]): this {
    this.#generation += 1;
    this.squares = 0;
    this.demandWeights.fill(0);
    this.fields.fill(0);
    [message, ...demands.map(demand => demand.text)].forEach((text, which) => {
      const demand = which - 1;
      const bit = demand < 0 ? 0 : 1 << demand;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (telling[code] === 0 || this.#characters[code] === this.#generation) continue;
        this.#characters[code] = this.#generation;
        this.squares += CHARACTER;
      }
      eachPair(text, (slot, weight) => {
        if (this.#generations[slot] !== this.#generation) {
          this.#generations[slot] = this.#generation;
          this.#demands[slot] = 0;
          this.squares += weight * weight;
          this.fields[fieldOf[slot]!] = this.fields[fieldOf[slot]!]! + 1;
        }
        if (bit !== 0 && (this.#demands[slot]! & bit) === 0) {
          this.#demands[slot] = this.#demands[slot]! | bit;
          this.demandWeights[demand] = this.demandWeights[demand]! + weight;
        }
      });
    });
    return this;
  }

  hasCharacter(code: number): boolean {
    return this.#characters[code] === this.#generation;
  }

  has(slot: number): boolean {
    return this.#generations[slot] === this.#generation;
  }

  /** Bits of the demands a pair belongs to. */
  demandsOf(slot: number): number {
    return this.has(slot) ? this.#demands[slot]! : 0;
  }

  /** Marks the characters of a clause that quote the message: long runs of it, or all where little else is left. */
  quoted(clause: string): Uint8Array {
    const marks = new Uint8Array(clause.length);
    let [from, letters, taken] = [0, 0, 0];
    const runs: [number, number][] = [];
    for (let at = 1; at <= clause.length; at++) {
      const within =
        at < clause.length &&
        isLetter(clause.charCodeAt(at)) &&
        isLetter(clause.charCodeAt(at - 1)) &&
        this.has(slotOf(clause.charCodeAt(at - 1), clause.charCodeAt(at)));
      if (within) continue;
      if (at - from >= 2) {
        runs.push([from, at]);
        taken += at - from;
      }
      from = at;
    }
    for (let at = 0; at < clause.length; at++) {
      const paired = isLetter(clause.charCodeAt(at - 1)) || isLetter(clause.charCodeAt(at + 1));
      if (paired && isLetter(clause.charCodeAt(at))) letters += 1;
    }
    if (letters >= 2 && taken >= QUOTED_SHARE * letters) return marks.fill(1);
    for (const [start, end] of runs) if (end - start >= QUOTED) marks.fill(1, start, end);
    return marks;
  }
}

/** Calls `visit` for each pair of neighbouring letters. */
export function eachPair(text: string, visit: (slot: number, weight: number, at: number) => void): void {
  let before = text.charCodeAt(0);
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLetter(before) && isLetter(code)) {
      const slot = slotOf(before, code);
      visit(slot, weightOf(before, code, slot), at - 1);
    }
    before = code;
  }
}
