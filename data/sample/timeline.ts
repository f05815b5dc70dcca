import { dayOf, isoOf, lastDay, timeOf, workday } from './calendar.js';
import type { Dice } from './dice.js';
import type { Unit } from './office.js';

export type DateColumn =
  | 'registered_on'
  | 'transferred_on'
  | 'accepted_on'
  | 'acceptance_notice_on'
  | 'due_on'
  | 'extension_notified_on'
  | 'replied_on'
  | 'closed_on'
  | 'document_on'
  | 'delivered_on'
  | 'reported_at'
  | 'onsite_at';

/** A case in time, as the exports of `lastDay` know it: YYYY-MM-DD or an ISO time, '' where nothing has happened. */
export interface Timeline {
  /** Days since 1970-01-01. */
  readonly registered: number;
  readonly replied: number | null;
  readonly closed: number | null;
  /** The answer came after the deadline, or has not come and the deadline is over. */
  readonly isLate: boolean;
  readonly dates: Readonly<Record<DateColumn, string>>;
}

export interface Course {
  readonly registered: number;
  readonly channel: string;
  readonly isUrgent: boolean;
  /** Fixed in advance: the day of the answer, or null for none; such a case has a deadline at the year's end. */
  readonly replied?: number | null;
}

/** The days of one case; how often they come late is the unit's. */
export function timeline(random: Dice, unit: Unit, course: Course): Timeline {
  const { registered, channel } = course;
  const isHotline = channel === '来电';
  const transferred = workday(registered + random.whole(0, 3));
  const accepted = random.chance(unit.lateAcceptance)
    ? registered + random.whole(17, 26)
    : Math.min(registered + 14, workday(transferred + random.whole(1, isHotline ? 3 : 8)));
  const end = course.replied === undefined ? ending(random, unit, accepted, isHotline) : fixed(course.replied);
  const closed = end.replied === null ? null : workday(end.replied + random.whole(0, 2));
  const document = random.chance(0.05) ? null : end.replied;
  const delivered = document === null || random.chance(0.03) ? null : document + deliveryDays(random);
  const known = (day: number | null) => (day !== null && day <= lastDay ? day : null);
  const text = (day: number | null) => (known(day) === null ? '' : isoOf(day!));
  const deadline = end.due ?? accepted + 60;
  return {
    registered,
    replied: known(end.replied),
    closed: known(closed),
    isLate: (known(end.replied) ?? lastDay) > deadline,
    dates: {
      registered_on: isoOf(registered),
      transferred_on: random.chance(0.02) ? '' : text(transferred),
      accepted_on: text(accepted),
      acceptance_notice_on: random.chance(0.07) ? '' : text(accepted),
      due_on: known(accepted) === null || end.due === null ? '' : isoOf(end.due),
      extension_notified_on: text(end.extension),
      replied_on: text(end.replied),
      closed_on: text(closed),
      document_on: text(document),
      delivered_on: text(delivered),
      ...(course.isUrgent ? urgentTimes(random, unit, registered) : { reported_at: '', onsite_at: '' }),
    },
  };
}

interface Ending {
  /** As recorded; null: to be derived, 60 days and 30 more where extended. */
  readonly due: number | null;
  readonly extension: number | null;
  readonly replied: number | null;
}

function fixed(replied: number | null): Ending {
  return { due: dayOf('2026-12-31'), extension: null, replied };
}

function ending(random: Dice, unit: Unit, accepted: number, isHotline: boolean): Ending {
  const days = isHotline ? 15 : 60;
  if (random.chance(unit.lateCompletion)) {
    const over = random.whole(2, isHotline ? 20 : 28);
    const replied = random.chance(0.12) ? null : workday(accepted + days + over);
    return { due: accepted + days, extension: null, replied };
  }
  if (!isHotline && random.chance(0.07)) {
    const replied = workday(accepted + random.whole(61, 84));
    return { due: random.chance(0.5) ? accepted + 90 : null, extension: accepted + random.whole(48, 58), replied };
  }
  // The smaller of two draws: most answers come well before the deadline, some in the last days.
  const span = Math.min(random.whole(2, days - 3), random.whole(2, days - 3));
  const isRecorded = isHotline || random.chance(0.6);
  return { due: isRecorded ? accepted + days : null, extension: null, replied: workday(accepted + span) };
}

function deliveryDays(random: Dice): number {
  return random.chance(0.05) ? random.whole(11, 18) : random.whole(1, 8);
}

function urgentTimes(random: Dice, unit: Unit, registered: number): Record<'reported_at' | 'onsite_at', string> {
  const minutes = random.whole(0, 1439);
  const wait = random.chance(unit.lateCompletion + 0.02) ? random.whole(1500, 3400) : random.whole(25, 1200);
  const isKnown = registered * 1440 + minutes + wait < (lastDay + 1) * 1440 && !random.chance(0.02);
  return { reported_at: timeOf(registered, minutes), onsite_at: isKnown ? timeOf(registered, minutes + wait) : '' };
}
