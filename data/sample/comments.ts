import { dayOf, isoOf, lastDay, reportMonths } from './calendar.js';
import type { Draft } from './cases.js';
import type { Dice } from './dice.js';
import { slowUnit, unclearUnit } from './office.js';
import { redFlagTexts } from './plants.js';
import { isUnclear, officeRemark, type Rating, remark } from './remarks.js';

/** One rating, comment or invitation before it has its id. */
export interface Said {
  readonly draft: Draft;
  readonly party: 'unit' | 'office';
  readonly ratedOn: number | null;
  readonly deadline: number | null;
  readonly rating: Rating | '';
  /** Codes of the 好差评 list that the citizen ticked. */
  readonly reasons: string;
  comment: string;
}

/** 未在承诺时间内办结, 材料多次提交, 业务不熟练, 态度生硬. */
const reasonCodes = ['209', '210', '213', '214'];
const firstDay = dayOf(`${reportMonths[0]}-01`);

/** What came back for the closed cases: invitations, ratings, second thoughts, ratings of the office itself. */
export function saidOf(random: Dice, drafts: readonly Draft[]): Said[] {
  const all = drafts.flatMap(draft => (draft.plant === 'tiny' ? happy(random, draft) : answers(random, draft)));
  plantRedFlags(random, all);
  return all;
}

/** The hall of the bureau that explains badly asks at the counter, the slow street hardly reminds anybody. */
function participation({ unit }: Draft): number {
  return unit.id === slowUnit ? 0.76 : unit.id === unclearUnit ? 0.94 : 0.88;
}

function answers(random: Dice, draft: Draft): Said[] {
  const closed = draft.time.closed;
  if (closed === null || !random.chance(0.93)) return [];
  const deadline = closed + 30;
  const party = 'unit';
  const day = closed + (random.chance(0.96) ? random.whole(1, 22) : random.whole(31, 38));
  if (!random.chance(participation(draft)) || day > lastDay) {
    return deadline < firstDay ? [] : [{ draft, party, ratedOn: null, deadline, rating: '', reasons: '', comment: '' }];
  }
  if (day < firstDay) return [];
  const rating = ratingOf(random, draft, day);
  const first: Said = {
    draft,
    party,
    ratedOn: day,
    deadline: random.chance(0.97) ? deadline : null,
    rating,
    reasons: rating === '不满意' && random.chance(0.1) ? random.pick(reasonCodes) : '',
    comment: remark(random, draft, day, rating),
  };
  return [first, ...more(random, first)];
}

/** A rating of the office that passed the case on, or a second one of the unit some days later. */
function more(random: Dice, first: Said): Said[] {
  const { draft } = first;
  const day = first.ratedOn! + random.whole(3, 12);
  if (random.chance(0.14)) {
    const rating: Rating = random.chance(0.07) ? '不满意' : random.chance(0.15) ? '基本满意' : '满意';
    const comment = random.chance(0.25) ? officeRemark(random, rating === '不满意') : '';
    return [{ ...first, party: 'office', rating, reasons: '', comment }];
  }
  if (!random.chance(0.03) || day > lastDay) return [];
  const rating: Rating =
    first.rating === '不满意' && random.chance(0.6) ? '基本满意' : first.rating === '' ? '满意' : first.rating;
  return [{ ...first, ratedOn: day, rating, reasons: '', comment: remark(random, draft, day, rating) }];
}

function ratingOf(random: Dice, draft: Draft, day: number): Rating {
  const bad = isUnclear(draft, day) ? 0.3 : draft.unit.dissatisfied + (draft.time.isLate ? 0.3 : 0);
  const middling = isUnclear(draft, day) ? 0.32 : 0.2;
  const fate = random.next();
  return fate < bad ? '不满意' : fate < bad + middling ? '基本满意' : '满意';
}

function happy(random: Dice, draft: Draft): Said[] {
  const day = Math.max(draft.time.closed! + 1, dayOf('2026-06-02') + random.whole(0, 20));
  return [
    {
      draft,
      party: 'unit',
      ratedOn: day,
      deadline: draft.time.closed! + 30,
      rating: '满意',
      reasons: '',
      comment: remark(random, draft, day, '满意'),
    },
  ];
}

/** Each red-flag text takes the place of a dissatisfied citizen's words. */
function plantRedFlags(random: Dice, all: readonly Said[]): void {
  const fit = all.filter(said => said.rating === '不满意' && said.party === 'unit' && said.draft.plant === undefined);
  const chosen = random.shuffle(fit);
  for (const [index, text] of redFlagTexts.entries()) chosen[index]!.comment = text;
}

/** The month's file that a row is exported in. */
export function fileMonth(said: Said): string {
  const day = Math.max(firstDay, Math.min(said.ratedOn ?? said.deadline!, lastDay));
  return isoOf(day).slice(0, 7);
}
