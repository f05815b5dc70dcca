import type { Draft } from './cases.js';
import { compose, type Dice, type Slots } from './dice.js';
import { slowUnit, type Trade } from './office.js';
import { mobile } from './persons.js';
import { type Remarks, readTexts } from './texts.js';

export type Mood = 'satisfied' | 'basically_satisfied' | 'dissatisfied';

/** What a citizen says, and the themes that it was made from. */
export interface Said {
  readonly text: string;
  readonly themes: readonly string[];
}

export const remarks = readTexts<Remarks>('remarks');

export const unclearTheme = 'policy_explanation_unclear';

/** How often the dissatisfied name a theme, all units alike; slow units hear more of delay. */
const usual: Readonly<Record<string, number>> = {
  issue_unresolved: 27, perfunctory_reply: 11, delay_overdue: 9, inaction: 9, buck_passing: 8, investigation_inadequate: 5,
  policy_explanation_unclear: 5, progress_opaque: 4, unreachable: 4, attitude_poor: 4, process_cumbersome: 3,
  commitment_not_kept: 3, false_closure: 2, document_noncompliance: 2, unfair_or_misapplied: 2, competence_lacking: 2,
  empathy_lacking: 2, acceptance_refused: 2,
};
const slow = { ...usual, delay_overdue: 45, progress_opaque: 10 };
const pressing = { ...usual, urgent_response_slow: 40 };

const own: Readonly<Record<Trade, readonly string[]>> = {
  street: ['街道办'], town: ['街道办', '社区'], housing: ['住建', '村委会'], labour: ['物业办', '供水公司', '村委会'],
  city: ['城管', '村委会'], civil: ['民政', '供水公司'],
};
const others = new Map(
  Object.entries(own).map(([trade, names]) => [trade, remarks.sides.others.filter(name => !names.includes(name))]),
);

/** Empty or trivial texts: nothing that a theme could be found in. */
export function silence(random: Dice, emptyShare: number): Said {
  return { text: random.chance(emptyShare) ? '' : random.pick(remarks.trivial), themes: [] };
}

/** What is said about a case of a mood; `isUnclear` where the unit has stopped explaining. */
export function remark(random: Dice, draft: Draft, mood: Mood, days: number, isUnclear: boolean): Said {
  const themes = themesOf(random, draft, mood, isUnclear);
  const slots = slotsOf(random, draft, days);
  if (themes.length === 0) return { text: kindWords(random, draft, mood, slots), themes };
  const parts = themes.map(theme => random.deal(remarks.themes[theme]!));
  if (mood !== 'dissatisfied') parts.unshift(random.deal(mood === 'satisfied' ? remarks.praise : remarks.lukewarm));
  const joined = parts.join(mood === 'dissatisfied' ? random.pick(['，', '。', '，而且']) : random.pick(['，不过', '，就是', '。但']));
  return { text: dressed(random, draft, joined, slots, mood === 'dissatisfied' ? remarks.notes : remarks.good_notes), themes };
}

function themesOf(random: Dice, draft: Draft, mood: Mood, isUnclear: boolean): string[] {
  const named = { dissatisfied: 0.88, basically_satisfied: 0.16, satisfied: 0.03 }[mood];
  const unclear = { dissatisfied: 0.86, basically_satisfied: 0.5, satisfied: 0.12 }[mood];
  const weights = draft.unit.id === slowUnit ? slow : draft.isUrgent ? pressing : usual;
  const themes: string[] = [];
  if (isUnclear && random.chance(unclear)) themes.push(unclearTheme);
  else if (random.chance(named)) themes.push(random.weigh(weights));
  if (themes.length === 1 && mood === 'dissatisfied' && random.chance(0.28)) {
    const second = random.weigh(weights);
    if (!themes.includes(second)) themes.push(second);
  }
  return themes;
}

function kindWords(random: Dice, draft: Draft, mood: Mood, slots: Slots): string {
  if (mood === 'dissatisfied') return dressed(random, draft, random.deal(remarks.claims), slots, remarks.notes);
  const list = mood === 'satisfied' || random.chance(0.25) ? remarks.praise : remarks.lukewarm;
  const first = random.deal(list);
  if (mood !== 'satisfied' || !random.chance(0.3)) return dressed(random, draft, first, slots, remarks.good_notes);
  const second = random.deal(remarks.praise);
  const isTwice = first.includes('{solved}') && second.includes('{solved}');
  return dressed(random, draft, isTwice ? first : `${first}。${second}`, slots, remarks.good_notes);
}

const noHome = /大厅|大队|工业园|市场|福利院|路$|街$/u;

/** Spoken alone, noted down by the clerk who called, or as a letter. */
function dressed(random: Dice, draft: Draft, words: string, slots: Slots, notes: readonly string[]): string {
  const isComplaint = notes === remarks.notes;
  const style = random.weigh({ spoken: 78, note: 15, letter: isComplaint ? 7 : 0 });
  if (style !== 'spoken') {
    const said = compose(random, words, slots);
    return compose(random, random.deal(style === 'note' ? notes : remarks.letters), { ...slots, said });
  }
  let opener = random.deal(remarks.openers);
  const isClumsy = (opener.includes('{thing}') && words.includes('{thing}')) || (opener.includes('{place}') && noHome.test(draft.place));
  if (isClumsy) opener = '';
  const closer = random.deal(isComplaint ? remarks.closers : remarks.good_closers);
  const call = random.chance(0.02) ? `，可以打我电话${mobile(random)}核实` : '';
  return compose(random, opener + words + call + closer, slots);
}

function slotsOf(random: Dice, draft: Draft, days: number): Slots {
  const { matter, place, unit } = draft;
  const span = days < 20 ? 'short' : days < 35 ? 'middle' : days < 65 ? 'long' : 'endless';
  const { sides, spans } = remarks;
  return {
    unit: unit.called,
    other: random.pick(others.get(unit.trade)!),
    thing: matter.thing,
    object: matter.object,
    place,
    still: matter.still,
    solved: matter.solved,
    date: `${Number(draft.time.dates.registered_on.slice(5, 7))}月`,
    days: spans[span],
    months: sides.months,
    times: sides.times,
    overdue: sides.overdue,
    doc: sides.docs,
    phone: sides.phones,
    staff: sides.staff,
  };
}
