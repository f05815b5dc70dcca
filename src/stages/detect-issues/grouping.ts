import { strongest, strongestFirst, type TermSpace, type TermVector } from './terms.js';

/** Cases of one concrete problem, as indices into the texts, ascending, with their similarity (0–1) to its centre. */
export interface Group {
  readonly place: string | null;
  readonly members: readonly number[];
  readonly similarity: readonly number[];
  readonly centre: TermVector;
}

export interface Linking {
  /** Least cosine, 0–1, of a case to the centre of a group of its own place. */
  readonly near: number;
  /** The same where no place is shared. */
  readonly far: number;
  /** Least cosine of the centres of two groups of one place that become one. */
  readonly same: number;
  /** Least number of cases that makes a group where no place is shared. */
  readonly least: number;
}

/** A centre is told by so many of its words. */
const KEPT = 32;
/** Where no place is shared, a word in more than this share of the cases calls none together. */
const TOO_COMMON = 0.02;

/** Where no place is shared, what a word calls is looked at if its mean cosine is this part of `far`. */
const COHERENT = 0.3;

interface Posting {
  readonly index: number;
  readonly weight: number;
}

/**
 * Links cases of the same place whose words agree, then those left alone: first with a group of another place they
 * name, then with others that share words only. Within a block, each telling word in turn (frequent here and rare
 * elsewhere first) calls the cases that hold it; those near their common centre are a group. No case is in two groups.
 * The order of the texts decides nothing but floating-point sums: give them in a fixed order.
 * @param places the places of each text, the most precise first
 */
export function linkCases(space: TermSpace, places: readonly (readonly string[])[], linking: Linking): Group[] {
  const free = new Uint8Array(places.length).fill(1);
  const linker = new Linker(space, free);
  const groups: Group[] = [];
  for (const [place, block] of blocksOf(places)) {
    groups.push(...mergeSame(space, linker.link(block, place, linking.near, 2, block.length), linking.same));
  }
  const joined = joinOthers(space, groups, places, linking.near, free);
  const alone = places.map((_, index) => index).filter(index => free[index] === 1);
  const most = Math.max(TOO_COMMON * alone.length, 10 * linking.least);
  return [...joined, ...linker.link(alone, null, linking.far, linking.least, most)];
}

/** Cases by their most precise place, where at least two share it. */
function blocksOf(places: readonly (readonly string[])[]): [string, number[]][] {
  const blocks = new Map<string, number[]>();
  places.forEach((names, index) => {
    const name = names[0];
    if (name === undefined) return;
    const block = blocks.get(name);
    if (block) block.push(index);
    else blocks.set(name, [index]);
  });
  return [...blocks].filter(([, block]) => block.length > 1).sort(([a], [b]) => (a < b ? -1 : 1));
}

class Linker {
  readonly #space: TermSpace;
  readonly #free: Uint8Array;
  readonly #dots: Float64Array;
  readonly #sums: Float64Array;
  /** Own part of a text in the sum that it is compared with; 0 for a text that is no part of it. */
  readonly #own: Float64Array;
  readonly #given: Uint8Array;

  constructor(space: TermSpace, free: Uint8Array) {
    this.#space = space;
    this.#free = free;
    this.#dots = new Float64Array(free.length);
    this.#own = new Float64Array(free.length);
    this.#given = new Uint8Array(free.length);
    this.#sums = new Float64Array(space.words.length);
  }

  link(block: readonly number[], place: string | null, similarity: number, least: number, most: number): Group[] {
    const postings = postingsOf(this.#space, block);
    const groups: Group[] = [];
    for (const id of callers(this.#space, postings, least, most)) {
      const called = postings.get(id)!.filter(({ index }) => this.#free[index] === 1);
      if (called.length < least) continue;
      const first = this.#near(postings, called, similarity, place === null ? COHERENT * similarity : 0);
      if (first.length < least) continue;
      const near = this.#near(postings, first, similarity, 0);
      if (near.length < least) continue;
      for (const { index } of near) this.#free[index] = 0;
      const members = near.map(({ index }) => index);
      groups.push({
        place,
        members,
        similarity: near.map(({ weight }) => weight),
        centre: centreOf(this.#space, members),
      });
    }
    return groups;
  }

  /**
   * Free cases with at least that cosine to the sum of the given ones, ascending, with it. A given case is compared
   * with the others only: two texts with nothing in common have a cosine of 0.7 to their own sum.
   * @param coherence none are near where the given ones' mean cosine to each other is below it
   */
  #near(
    postings: ReadonlyMap<number, readonly Posting[]>,
    given: readonly Posting[],
    similarity: number,
    coherence: number,
  ): Posting[] {
    const { words, square } = this.#sum(given);
    const count = given.length;
    if (square - count < coherence * count * (count - 1)) return [];
    const touched: number[] = [];
    for (const { id, weight: sum } of words) {
      for (const { index, weight } of postings.get(id)!) {
        if (this.#free[index] === 0) continue;
        if (this.#dots[index] === 0) touched.push(index);
        this.#dots[index] = this.#dots[index]! + sum * weight;
        this.#own[index] = this.#own[index]! + weight * weight;
      }
    }
    for (const { index } of given) this.#given[index] = 1;
    const near: Posting[] = [];
    for (const index of touched) {
      const own = this.#given[index] === 1 ? this.#own[index]! : 0;
      const dot = this.#dots[index]! - own;
      const length = Math.sqrt(own === 0 ? square : Math.max(1e-9, square - 2 * this.#dots[index]! + 1));
      this.#dots[index] = 0;
      this.#own[index] = 0;
      if (dot / length >= similarity) near.push({ index, weight: Math.min(1, dot / length) });
    }
    for (const { index } of given) this.#given[index] = 0;
    return near.sort((a, b) => a.index - b.index);
  }

  /** Sum of the given texts' vectors: its strongest words and its squared length. */
  #sum(given: readonly Posting[]): { words: { id: number; weight: number }[]; square: number } {
    const touched: number[] = [];
    for (const { index } of given) {
      const { ids, weights } = this.#space.vectors[index]!;
      for (let at = 0; at < ids.length; at++) {
        const id = ids[at]!;
        if (this.#sums[id] === 0) touched.push(id);
        this.#sums[id] = this.#sums[id]! + weights[at]!;
      }
    }
    let square = 0;
    const words: { id: number; weight: number }[] = [];
    for (const id of touched) {
      const weight = this.#sums[id]!;
      this.#sums[id] = 0;
      square += weight * weight;
      words.push({ id, weight });
    }
    if (words.length > KEPT) {
      strongestFirst(words, this.#space.words);
      words.length = KEPT;
    }
    return { words, square };
  }
}

function postingsOf(space: TermSpace, block: readonly number[]): Map<number, Posting[]> {
  const postings = new Map<number, Posting[]>();
  for (const index of block) {
    const { ids, weights } = space.vectors[index]!;
    ids.forEach((id, at) => {
      const posting = { index, weight: weights[at]! };
      const list = postings.get(id);
      if (list) list.push(posting);
      else postings.set(id, [posting]);
    });
  }
  return postings;
}

/** Words by frequency within the block times rarity in the month. */
function callers(
  space: TermSpace,
  postings: ReadonlyMap<number, readonly Posting[]>,
  least: number,
  most: number,
): number[] {
  return [...postings]
    .filter(([, list]) => list.length >= least && list.length <= most)
    .map(([id, list]) => ({ id, score: list.length * Math.log(1 + space.vectors.length / space.frequency[id]!) }))
    .sort((a, b) => b.score - a.score || (space.words[a.id]! < space.words[b.id]! ? -1 : 1))
    .map(each => each.id);
}

/** Sum of the members' vectors, its strongest words only, of unit length. */
export function centreOf(space: TermSpace, members: readonly number[]): TermVector {
  const sums = new Map<number, number>();
  for (const index of members) {
    const { ids, weights } = space.vectors[index]!;
    for (let at = 0; at < ids.length; at++) sums.set(ids[at]!, (sums.get(ids[at]!) ?? 0) + weights[at]!);
  }
  return strongest(
    [...sums].map(([id, weight]) => ({ id, weight })),
    space.words,
    KEPT,
  );
}

/** Cosine of two vectors of unit length, 0–1. */
export function cosine(a: TermVector, b: TermVector): number {
  let sum = 0;
  a.ids.forEach((id, at) => {
    const other = b.ids.indexOf(id);
    if (other >= 0) sum += a.weights[at]! * b.weights[other]!;
  });
  return Math.min(1, sum);
}

/** Groups of one place whose centres agree become one, the nearest pair first. */
function mergeSame(space: TermSpace, groups: readonly Group[], similarity: number): Group[] {
  const left = [...groups];
  for (;;) {
    let best: readonly [number, number] | null = null;
    let nearest = similarity;
    for (let one = 0; one < left.length; one++) {
      for (let two = one + 1; two < left.length; two++) {
        const near = cosine(left[one]!.centre, left[two]!.centre);
        if (near > nearest || (near === nearest && best === null)) [best, nearest] = [[one, two], near];
      }
    }
    if (best === null) return left;
    const [one, two] = best;
    const members = [...left[one]!.members, ...left[two]!.members].sort((a, b) => a - b);
    left.splice(two, 1);
    left[one] = groupOf(space, left[one]!.place, members);
  }
}

function groupOf(space: TermSpace, place: string | null, members: readonly number[]): Group {
  const centre = centreOf(space, members);
  return { place, members, similarity: members.map(index => cosine(space.vectors[index]!, centre)), centre };
}

/** Cases left alone join the nearest group of another place they name. */
function joinOthers(
  space: TermSpace,
  groups: readonly Group[],
  places: readonly (readonly string[])[],
  similarity: number,
  free: Uint8Array,
): Group[] {
  const byPlace = new Map<string, number[]>();
  groups.forEach(({ place }, at) => {
    const known = byPlace.get(place!);
    if (known) known.push(at);
    else byPlace.set(place!, [at]);
  });
  const joining = groups.map(() => [] as number[]);
  places.forEach((names, index) => {
    if (free[index] === 0) return;
    let best = -1;
    let nearest = similarity;
    for (const at of names.flatMap(name => byPlace.get(name) ?? [])) {
      const near = cosine(space.vectors[index]!, groups[at]!.centre);
      if (near > nearest || (near === nearest && best === -1)) [best, nearest] = [at, near];
    }
    if (best === -1) return;
    free[index] = 0;
    joining[best]!.push(index);
  });
  return groups.map((group, at) =>
    joining[at]!.length === 0
      ? group
      : groupOf(
          space,
          group.place,
          [...group.members, ...joining[at]!].sort((a, b) => a - b),
        ),
  );
}
