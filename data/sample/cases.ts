import { dayOf, isoOf, lastDay, monthLength, monthOf, workday } from './calendar.js';
import { compose, type Dice } from './dice.js';
import { type Matter, matterOf, mattersOf, placeOf } from './matters.js';
import { type Unit, unclearFrom, unclearUnit, unitOf, units } from './office.js';
import { landline, signature } from './persons.js';
import { type Petitions, type Replies, readTexts } from './texts.js';
import { type Timeline, timeline } from './timeline.js';

export type Channel = keyof Petitions['openings'];

/** A case before it has its id. */
export interface Draft {
  readonly unit: Unit;
  readonly matter: Matter;
  readonly channel: Channel;
  readonly place: string;
  readonly subject: string;
  readonly time: Timeline;
  readonly isUrgent: boolean;
  summary: string;
  reply: string;
  route: 'ordinary' | 'litigation' | 'accusation';
  isCounted: boolean;
  isBacklog: boolean;
  /** The case that this one repeats. */
  repeats?: Draft;
  plant?: string;
}

export const petitions = readTexts<Petitions>('petitions');
const replies = readTexts<Replies>('replies');
const channels = { 来电: 45, 网信: 27, 来访: 15, 来信: 13 } as const;

/** New cases a month, planted ones apart. */
const volume: readonly (readonly [string, number])[] = [
  ['2025-09', 50],
  ['2025-10', 70],
  ['2025-11', 130],
  ['2025-12', 150],
  ['2026-01', 281],
  ['2026-02', 243],
  ['2026-03', 298],
  ['2026-04', 304],
  ['2026-05', 331],
  ['2026-06', 355],
];

/** What some units hear of again and again: matter, place, share of the unit's cases. */
const standing: Readonly<Record<string, readonly [string, string, number]>> = {
  U02: ['road', '临河街道临河大道', 0.1],
  U11: ['deeds', '城东新区翡翠城', 0.16],
  U12: ['wages', '城东工业园', 0.14],
  U13: ['stalls', '文星街道学府路', 0.15],
};

/** One case of a unit, with its petition and its reply. */
export function openCase(
  random: Dice,
  unit: Unit,
  registered: number,
  given: {
    matter?: Matter;
    place?: string;
    channel?: Channel;
    isUrgent?: boolean;
    replied?: number | null;
    opening?: string;
  } = {},
): Draft {
  const habit = given.matter ? undefined : standing[unit.id];
  const isHabit = habit !== undefined && random.chance(habit[2]);
  const matter = given.matter ?? (isHabit ? matterOf(habit[0]) : random.deal(mattersOf(unit.trade)));
  const place = given.place ?? (isHabit ? habit[1] : placeOf(random, matter, unit));
  const channel = given.channel ?? random.weigh(channels);
  const isUrgent = given.isUrgent ?? random.chance(matter.urgent * 1.6);
  const replied = given.replied === undefined ? {} : { replied: given.replied };
  const time = timeline(random, unit, { registered, channel, isUrgent, ...replied });
  const draft: Draft = {
    unit,
    matter,
    channel,
    place,
    subject: matter.subject,
    time,
    isUrgent,
    summary: petition(random, { matter, place, channel }, registered, given.opening),
    reply: '',
    route: 'ordinary',
    isCounted: true,
    isBacklog: false,
  };
  draft.reply = time.dates.replied_on === '' ? '' : reply(random, draft);
  return draft;
}

/** The ordinary business of the ten months, about 7 % of it repeats of cases closed before. */
export function ordinaryCases(random: Dice): Draft[] {
  const shares = Object.fromEntries(units.map(unit => [unit.id, unit.share]));
  const drafts: Draft[] = [];
  for (const [month, count] of volume) {
    for (let at = 0; at < count; at++) {
      const unit = unitOf(random.weigh(shares));
      const day = dayIn(random, month);
      const origin = day >= dayOf('2025-12-15') && random.chance(0.09) ? earlier(random, drafts, unit, day) : undefined;
      if (!origin) drafts.push(openCase(random, unit, day));
      else {
        const { matter, place } = origin;
        const draft = openCase(random, unit, day, {
          matter,
          place,
          opening: compose(random, random.deal(petitions.again), {}),
        });
        drafts.push(Object.assign(draft, { repeats: origin }));
      }
    }
  }
  return drafts;
}

/** A day of a month, a working day four times out of five, never after the last day. */
export function dayIn(random: Dice, month: string): number {
  const day = dayOf(`${month}-01`) + random.whole(0, monthLength(month) - 1);
  return Math.min(lastDay, random.chance(0.8) && monthOf(workday(day)) === month ? workday(day) : day);
}

/** A case of the unit closed within the 90 days before `day`. */
function earlier(random: Dice, drafts: readonly Draft[], unit: Unit, day: number): Draft | undefined {
  const closed = drafts.filter(
    draft =>
      draft.unit === unit && draft.time.closed !== null && draft.time.closed < day && draft.time.closed > day - 85,
  );
  return closed.length > 0 ? random.pick(closed) : undefined;
}

/** What the citizen wrote or said; every fifth one says who. */
export function petition(
  random: Dice,
  about: Pick<Draft, 'matter' | 'place' | 'channel'>,
  day: number,
  opening?: string,
): string {
  const { matter, place, channel } = about;
  const slots = { place, date: `${Number(isoOf(day - 35).slice(5, 7))}月`, object: matter.object };
  const parts = [
    opening ?? random.deal(petitions.openings[channel]),
    random.deal(matter.issue),
    random.deal(petitions.backgrounds),
    random.deal(matter.ask),
  ];
  return compose(random, parts.join(''), slots) + (random.chance(0.2) ? signature(random) : '');
}

/** Quality of replies: shares of kinds, of all units and of the unit that explains badly. */
const usual = { complete: 62, short: 20, template: 12, unexplained: 2, astray: 4 } as const;
const unclear = { complete: 14, short: 12, template: 34, unexplained: 36, astray: 4 } as const;

function reply(random: Dice, draft: Draft): string {
  const { matter, place, time, unit } = draft;
  const repliedOn = time.dates.replied_on;
  const isUnclear = unit.id === unclearUnit && repliedOn.slice(0, 7) >= unclearFrom;
  const kind = random.weigh(isUnclear ? unclear : usual);
  const visited = isoOf(Math.round((dayOf(repliedOn) + time.registered) / 2));
  const slots = {
    place,
    object: matter.object,
    basis: matter.basis,
    found: matter.found,
    done: matter.done,
    line: landline(random),
    day: `${Number(visited.slice(5, 7))}月${Number(visited.slice(8))}日`,
  };
  const body = compose(random, random.deal(replies[kind]), slots);
  if (kind !== 'complete' && kind !== 'short') return body;
  const greeting = compose(random, random.deal(replies.greetings), slots);
  return greeting + body + (kind === 'complete' ? compose(random, random.deal(replies.remedies), slots) : '');
}
