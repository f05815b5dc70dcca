import { dayOf, isoOf, lastDay, monthOf } from './calendar.js';
import { type Draft } from './cases.js';
import type { Dice } from './dice.js';
import { tinyUnit, unclearFrom, unclearUnit } from './office.js';
import { redFlagTexts } from './plants.js';
import { type Mood, remark, type Said, silence } from './remarks.js';

/** A rating, or an invitation to rate that nobody has followed. */
export interface Rating {
  readonly draft: Draft;
  /** Days since 1970-01-01; null for an invitation. */
  readonly ratedOn: number | null;
  readonly label: string;
  readonly text: string;
  readonly party: 'unit' | 'office';
  /** Last day to rate. */
  readonly deadline: number;
  readonly codes: string;
  /** What the text was made from; not exported. */
  readonly themes: readonly string[];
  readonly plant?: 'red_flag';
}

const firstDay = dayOf('2026-01-01');
const days = 30;

/** All ratings and open invitations of the months reported on. */
export function ratings(random: Dice, drafts: readonly Draft[]): Rating[] {
  const found = drafts.flatMap(draft => (draft.plant === 'duplicate' ? [] : ofCase(random, draft)));
  const inPeriod = found.filter(each => (each.ratedOn ?? each.deadline - days) >= firstDay);
  return withRedFlags(random, inPeriod);
}

function ofCase(random: Dice, draft: Draft): Rating[] {
  const replied = draft.time.replied;
  if (replied === null || !draft.isCounted) return [];
  const deadline = replied + days;
  if (draft.unit.id === tinyUnit) return [rated(draft, replied + random.whole(1, 4), deadline, '满意', content(random))];
  if (!random.chance(0.94)) return [];
  const ratedOn = replied + random.whole(1, 12);
  const invitation = { draft, ratedOn: null, label: '', text: '', party: 'unit', deadline, codes: '', themes: [] } as const;
  if (ratedOn > lastDay || !random.chance(participation(draft))) return [invitation];
  const first = spoken(random, draft, ratedOn, deadline);
  const out = [first];
  if (random.chance(0.09)) out.push({ ...rated(draft, ratedOn, deadline, officeLabel(random), content(random)), party: 'office' });
  const again = ratedOn + random.whole(5, 15);
  if (random.chance(0.02) && again <= Math.min(lastDay, deadline)) out.push(spoken(random, draft, again, deadline));
  return out;
}

function participation(draft: Draft): number {
  return draft.unit.id === unclearUnit ? 0.92 : 0.8;
}

function rated(draft: Draft, ratedOn: number, deadline: number, label: string, said: Said): Rating {
  return { draft, ratedOn, label, text: said.text, party: 'unit', deadline, codes: '', themes: said.themes };
}

function content(random: Dice): Said {
  return silence(random, 0.5);
}

function officeLabel(random: Dice): string {
  return random.weigh({ 满意: 78, 基本满意: 16, 不满意: 6 });
}

function spoken(random: Dice, draft: Draft, ratedOn: number, deadline: number): Rating {
  const { unit, channel, time } = draft;
  const isUnclear = unit.id === unclearUnit && monthOf(ratedOn) >= unclearFrom;
  const chance = isUnclear ? 0.38 : unit.dissatisfied + (time.isLate ? 0.25 : 0) + (draft.repeats ? 0.08 : 0);
  const mood: Mood = random.chance(chance) ? 'dissatisfied' : random.chance(0.74) ? 'satisfied' : 'basically_satisfied';
  const isQuiet = random.chance({ dissatisfied: 0.05, basically_satisfied: 0.2, satisfied: 0.25 }[mood]);
  const said = isQuiet ? silence(random, 0.6) : remark(random, draft, mood, ratedOn - time.registered, isUnclear);
  const label = labelOf(random, mood, channel === '来电');
  return { ...rated(draft, ratedOn, deadline, label, said), codes: codesOf(random, mood, said) };
}

/** The hotline asks on five levels, the others on three. */
function labelOf(random: Dice, mood: Mood, isHotline: boolean): string {
  if (mood === 'satisfied') return isHotline && random.chance(0.3) ? '非常满意' : '满意';
  if (mood === 'basically_satisfied') return isHotline && random.chance(0.3) ? '一般' : '基本满意';
  return isHotline && random.chance(0.3) ? '非常不满意' : '不满意';
}

/** Reasons ticked on the form (好差评 2020), now and then, where they agree with what is said. */
function codesOf(random: Dice, mood: Mood, said: Said): string {
  if (mood !== 'dissatisfied' || !random.chance(0.3)) return '';
  const codes = { delay_overdue: '209', attitude_poor: '214', competence_lacking: '213', process_cumbersome: '210' };
  return said.themes.flatMap(theme => codes[theme as keyof typeof codes] ?? []).join(';');
}

/** Puts the red-flag texts into dissatisfied ratings of as many units. */
function withRedFlags(random: Dice, list: Rating[]): Rating[] {
  const taken = new Set<string>();
  const places = random
    .shuffle(list.map((_, index) => index))
    .filter(index => {
      const { label, draft, party } = list[index]!;
      const isFit = label === '不满意' && party === 'unit' && draft.unit.id !== unclearUnit && !taken.has(draft.unit.id);
      if (isFit) taken.add(draft.unit.id);
      return isFit;
    })
    .slice(0, redFlagTexts.length);
  const out = [...list];
  places.forEach((place, index) => {
    out[place] = { ...out[place]!, text: redFlagTexts[index]!, themes: [], codes: '', plant: 'red_flag' };
  });
  return out;
}

/** The day by which exports file a rating: when it was given, or when the invitation went out. */
export function filedOn(rating: Rating): string {
  return isoOf(rating.ratedOn ?? rating.deadline - days);
}
