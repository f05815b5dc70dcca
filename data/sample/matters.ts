import type { Dice } from './dice.js';
import type { Trade, Unit } from './office.js';
import { readTexts } from './texts.js';

/** What citizens come with. Texts are templates of `compose`. */
export interface Matter {
  readonly id: string;
  /** Kind of place: a housing estate or village, a road; anything where it is left out. */
  readonly where?: 'estate' | 'road';
  /** Places of its own instead of the unit's. */
  readonly places?: readonly string[];
  readonly subject: string;
  /** As replies call it. */
  readonly object: string;
  /** As citizens call it. */
  readonly thing: string;
  /** A trade named twice meets it twice as often; none: planted cases only. */
  readonly trades: readonly Trade[];
  /** Probability that a case of this kind is urgent. */
  readonly urgent: number;
  readonly basis: string;
  readonly issue: readonly string[];
  readonly ask: readonly string[];
  readonly found: readonly string[];
  readonly done: readonly string[];
  readonly solved: readonly string[];
  readonly still: readonly string[];
}

export const matters = readTexts<readonly Matter[]>('matters');

const byTrade = new Map<Trade, Matter[]>();

/** Matters that a trade deals with, as often as it is named. */
export function mattersOf(trade: Trade): Matter[] {
  let list = byTrade.get(trade);
  if (!list) {
    list = matters.flatMap(matter => matter.trades.filter(name => name === trade).map(() => matter));
    byTrade.set(trade, list);
  }
  return list;
}

export function matterOf(id: string): Matter {
  return matters.find(matter => matter.id === id)!;
}

/** Where a matter arises within the reach of a unit. */
export function placeOf(random: Dice, matter: Matter, unit: Unit): string {
  if (matter.places) return random.pick(matter.places);
  const isRoad = (place: string) => /[路街巷道]$/u.test(place);
  const fitting = unit.places.filter(place => !matter.where || isRoad(place) === (matter.where === 'road'));
  return random.pick(fitting.length > 0 ? fitting : unit.places);
}
