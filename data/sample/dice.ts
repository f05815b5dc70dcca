/** Everything that is random here comes from one generator, so that the same seed gives the same office. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Like cards: every entry of this very list is dealt once before one comes again. */
  deal<T>(list: readonly T[]): T;
  /** A key of `weights`, with probability in proportion to its weight. */
  weigh<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  shuffle<T>(list: readonly T[]): T[];
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, one multiplication chain a draw. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const decks = new Map<readonly unknown[], unknown[]>();

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  const self: Dice = {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: probability => next() < probability,
    pick: list => list[Math.floor(next() * list.length)]!,
    deal<T>(list: readonly T[]): T {
      let deck = decks.get(list) as T[] | undefined;
      if (!deck || deck.length === 0) {
        deck = self.shuffle(list);
        decks.set(list, deck);
      }
      return deck.pop()!;
    },
    weigh<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries.at(-1)![0];
    },
    shuffle(list) {
      const out = [...list];
      for (let at = out.length - 1; at > 0; at--) {
        const other = Math.floor(next() * (at + 1));
        [out[at], out[other]] = [out[other]!, out[at]!];
      }
      return out;
    },
  };
  return self;
}

/** Values for the `{name}` places of a template. */
export type Slots = Readonly<Record<string, string | readonly string[]>>;

/**
 * A text from a template: `[a|b|]` stands for one of its parts, `{name}` for a value of `slots`.
 * @throws Error for a slot without a value: a fault of the template.
 */
export function compose(random: Dice, template: string, slots: Slots): string {
  const chosen = template.replace(/\[([^\][]*\|[^\][]*)\]/gu, (_, parts: string) => random.pick(parts.split('|')));
  return chosen.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`no value for {${name}} in: ${template}`);
    return typeof value === 'string' ? value : compose(random, random.deal(value), slots);
  });
}
