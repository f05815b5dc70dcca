import { isoOf, lastDay, timeOf, workday } from './calendar.js';
import type { Dice } from './dice.js';
import type { Unit } from './office.js';

export const stepColumns = [
  'registered_on',
  'transferred_on',
  'accepted_on',
  'acceptance_notice_on',
  'due_on',
  'extension_notified_on',
  'replied_on',
  'closed_on',
  'document_on',
  'delivered_on',
  'reported_at',
  'onsite_at',
] as const;

/** The dates of a case, empty where the step has not happened by the last day. Days are counted from 1970-01-01. */
export interface Timeline {
  readonly registered: number;
  /** Day of closing; null while open. */
  readonly closed: number | null;
  readonly isLate: boolean;
  readonly dates: Readonly<Record<(typeof stepColumns)[number], string>>;
}

/** Settings of one walk through the steps. */
export interface Course {
  readonly registered: number;
  readonly channel: string;
  readonly isUrgent: boolean;
  /** Forces the answer: a day, or null for never. */
  readonly replied?: number | null;
}

/** From registration to delivery, late as often as the unit is. */
export function timeline(random: Dice, unit: Unit, course: Course): Timeline {
  const { registered } = course;
  const slow = unit.lateAcceptance > 0.2;
  const transferred = workday(registered + random.whole(0, slow ? 6 : 3));
  const late = random.chance(unit.lateAcceptance);
  const early = workday(Math.max(transferred, registered + random.whole(1, 12)));
  const accepted = late ? workday(registered + random.whole(17, 27)) : Math.min(registered + 15, early);
  const lastNotice = late ? accepted : registered + 15;
  const notice = random.chance(slow ? 0.75 : 0.95) ? Math.min(accepted + random.whole(0, 2), lastNotice) : null;

  const limit = course.channel === '来电' || course.isUrgent ? 20 : 60;
  const extended = limit === 60 && random.chance(0.05) ? accepted + random.whole(45, 57) : null;
  const due = accepted + limit + (extended === null ? 0 : 30);
  const isLate = random.chance(unit.lateCompletion);
  const share = extended === null ? 0.08 + 0.82 * random.next() : 0.7 + 0.28 * random.next();
  const inTime = Math.min(due, workday(accepted + Math.max(1, Math.round(share * (due - accepted)))));
  const usual = isLate ? workday(due + random.whole(1, 28)) : inTime;
  const replied = course.replied === undefined ? usual : course.replied;
  const closed = replied === null ? null : replied + random.whole(0, 4);
  const document = replied !== null && random.chance(slow ? 0.85 : 0.96) ? replied : null;
  const days = random.chance(slow ? 0.2 : 0.06) ? random.whole(11, 19) : random.whole(1, 9);
  const delivered = document === null ? null : document + days;

  const day = (value: number | null) => (value === null || value > lastDay ? '' : isoOf(value));
  const isOpen = closed === null || closed > lastDay;
  return {
    registered,
    closed: isOpen ? null : closed,
    isLate: replied === null ? due < lastDay : replied > due,
    dates: {
      registered_on: isoOf(registered),
      transferred_on: day(transferred),
      // Some registers note only the written notice.
      accepted_on: notice !== null && random.chance(0.02) ? '' : day(accepted),
      acceptance_notice_on: day(notice),
      due_on: accepted <= lastDay && (limit !== 60 || random.chance(0.85)) ? isoOf(due) : '',
      extension_notified_on: day(extended),
      replied_on: day(replied),
      closed_on: day(closed),
      document_on: day(document),
      delivered_on: day(delivered),
      ...(course.isUrgent ? response(random, registered, slow) : { reported_at: '', onsite_at: '' }),
    },
  };
}

/** Report and first person on site of an urgent case. */
function response(random: Dice, day: number, slow: boolean): { reported_at: string; onsite_at: string } {
  const reported = random.whole(360, 1380);
  const fate = random.next();
  const hours = fate < (slow ? 0.62 : 0.91) ? random.whole(1, 20) : random.whole(26, 70);
  const onsite = reported + hours * 60 + random.whole(0, 50);
  const isKnown = fate < 0.97 && day + Math.floor(onsite / 1440) <= lastDay;
  return { reported_at: timeOf(day, reported), onsite_at: isKnown ? timeOf(day, onsite) : '' };
}
