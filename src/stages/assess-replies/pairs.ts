import { characterWeight, idle, slotOf } from './wording.js';

const SLOTS = 1 << 16;

/**
 * The distinct telling pairs of neighbouring characters of a text. Pairs within phrases of any letter do not count; of
 * the others a pair weighs the more the rarer its characters. The table is reused: `fill` forgets what was there.
 */
export class Pairs {
  /** Sum of the weights of the distinct pairs. */
  weight = 0;
  /** Of it, what the pairs compared with have too. */
  shared = 0;
  readonly #marks = new Uint32Array(SLOTS);
  #generation = 0;

  /** @param known pairs to compare with, or null */
  fill(text: string, known: Pairs | null = null): this {
    this.#generation += 1;
    const [marks, generation] = [this.#marks, this.#generation];
    const others = known === null ? marks : known.#marks;
    const other = known === null ? -1 : known.#generation;
    let [weight, shared, before, beforeWeight] = [0, 0, 0, 0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const own = characterWeight[code]!;
      if (own !== 0 && beforeWeight !== 0) {
        const slot = slotOf(before, code);
        if (idle[slot] === 0 && marks[slot] !== generation) {
          marks[slot] = generation;
          weight += own * beforeWeight;
          if (others[slot] === other) shared += own * beforeWeight;
        }
      }
      before = code;
      beforeWeight = own;
    }
    this.weight = weight;
    this.shared = shared;
    return this;
  }
}

const passing = new Pairs();

/** Weight of the distinct telling pairs of `text` that `known` has too, and of all of them. */
export function overlapOf(text: string, known: Pairs): { readonly shared: number; readonly all: number } {
  passing.fill(text, known);
  return { shared: passing.shared, all: passing.weight };
}
