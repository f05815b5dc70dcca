const BANDS = 24;
const ROWS = 2;
const BINS = BANDS * ROWS;
const EMPTY = 0xffffffff;

/**
 * Near-duplicates: for each text the index of the text it repeats, or null. Candidates come from one-permutation
 * MinHash over character bigrams (Li, Owen & Zhang 2012) with borrowed bins (Shrivastava & Li 2014), near-linear in
 * the number of texts; each is verified exactly. Chains count: what repeats a copy repeats the first.
 * @param texts in the order in which the first is the original
 * @param least least Jaccard similarity of the bigram sets, 0–1, of a copy and what it repeats
 */
export function nearDuplicates(texts: readonly string[], least: number): (number | null)[] {
  const sets = texts.map(bigrams);
  const parent = texts.map((_, index) => index);
  const tried = new Set<number>();
  for (const bucket of buckets(sets)) {
    for (let at = 1; at < bucket.length; at++) {
      // The first of a bucket stands for all that repeat it; others are tried against the few before them.
      for (let other = Math.max(0, at - 8); other < at; other++) tryPair(bucket[other]!, bucket[at]!);
      if (at > 8) tryPair(bucket[0]!, bucket[at]!);
    }
  }
  return texts.map((_, index) => {
    const first = rootOf(parent, index);
    return first === index ? null : first;
  });

  function tryPair(one: number, two: number): void {
    const pair = one * texts.length + two;
    if (tried.has(pair)) return;
    tried.add(pair);
    const [first, second] = [rootOf(parent, one), rootOf(parent, two)];
    if (first === second || jaccard(sets[one]!, sets[two]!) < least) return;
    parent[Math.max(first, second)] = Math.min(first, second);
  }
}

/** Share of bigrams that two texts have in common, 0–1; two texts without letters have none. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const gram of small) if (large.has(gram)) both += 1;
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}

/** Pairs of neighbouring characters, without spaces and punctuation. */
export function bigrams(text: string): Set<number> {
  const grams = new Set<number>();
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code)) continue;
    if (before !== 0) grams.add(before * 0x10000 + code);
    before = code;
  }
  return grams;
}

function isLetter(code: number): boolean {
  return (
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  );
}

function buckets(sets: readonly ReadonlySet<number>[]): number[][] {
  const found = new Map<number, number[]>();
  sets.forEach((grams, index) => {
    if (grams.size === 0) return;
    const signature = signatureOf(grams);
    for (let band = 0; band < BANDS; band++) {
      const key = mixed(signature[band * ROWS]! * 0x10000 + (signature[band * ROWS + 1]! % 0x10000)) * BANDS + band;
      const bucket = found.get(key);
      if (bucket) bucket.push(index);
      else found.set(key, [index]);
    }
  });
  return [...found.values()].filter(bucket => bucket.length > 1);
}

/** The least hash in each bin; an empty bin takes over the next full one. */
function signatureOf(grams: ReadonlySet<number>): Uint32Array {
  const bins = new Uint32Array(BINS).fill(EMPTY);
  for (const gram of grams) {
    const value = mixed(gram);
    const bin = value % BINS;
    if (value < bins[bin]!) bins[bin] = value;
  }
  const full = bins.slice();
  for (let bin = 0; bin < BINS; bin++) {
    for (let step = 1; bins[bin] === EMPTY && step < BINS; step++) bins[bin] = full[(bin + step) % BINS]!;
  }
  return bins;
}

/** Murmur3's finaliser over both halves. */
function mixed(gram: number): number {
  let hash = Math.imul(Math.floor(gram / 0x10000), 0x9e3779b1) ^ Math.imul(gram % 0x10000, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function rootOf(parent: number[], index: number): number {
  let root = index;
  while (parent[root] !== root) root = parent[root]!;
  for (let at = index; parent[at] !== root; ) {
    const next = parent[at]!;
    parent[at] = root;
    at = next;
  }
  return root;
}
