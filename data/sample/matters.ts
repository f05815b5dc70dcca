import type { Dice } from './dice.js';
import type { Trade, Unit } from './office.js';
import { readTexts } from './texts.js';

/** What citizens come with. Texts are templates of `compose`. */
export interface Matter {
  readonly id: string;
  readonly subject: string;
  /** As replies call it. */
  readonly object: string;
  /** As citizens call it. */
  readonly thing: string;
  /** Who may receive it; a trade named twice receives it twice as often. */
  readonly trades: readonly Trade[];
  /** Probability that a case of this kind is urgent. */
  readonly urgent: number;
  /** Wordings of the problem; `{place}` is where. */
  readonly issue: readonly string[];
  readonly ask: readonly string[];
  /** What the unit found and did, and on which ground. */
  readonly found: readonly string[];
  readonly done: readonly string[];
  readonly basis: string;
  /** The good end and the bad one, as citizens tell them. */
  readonly solved: readonly string[];
  readonly still: readonly string[];
}

export const matters: readonly Matter[] = ['matters-city', 'matters-life', 'matters-village'].flatMap(name =>
  readTexts<Matter[]>(name),
);

/** @throws Error for an id that no file of texts has. */
export function matterOf(id: string): Matter {
  const found = matters.find(matter => matter.id === id);
  if (!found) throw new Error(`no matter ${id}`);
  return found;
}

const received = new Map<Trade, Matter[]>();
for (const matter of matters) {
  for (const trade of matter.trades) received.set(trade, [...(received.get(trade) ?? []), matter]);
}

/** Matters that a trade deals with, the frequent ones several times. */
export function mattersOf(trade: Trade): readonly Matter[] {
  return received.get(trade)!;
}

// Nobody is at home in a service hall, and no wages are owed there.
const confined: readonly (readonly [RegExp, readonly string[]])[] = [
  [/大厅|大队/u, ['pension', 'unemployment']],
  [/工业园|市场/u, ['wages', 'injury', 'pension', 'unemployment']],
  [/福利院/u, ['nursing']],
];

/** One of the unit's places that suits the matter. */
export function placeOf(random: Dice, matter: Matter, unit: Unit): string {
  const fits = (place: string) =>
    confined.every(([kind, ids]) => !kind.test(place) || ids.includes(matter.id));
  return random.pick(unit.places.filter(fits));
}
