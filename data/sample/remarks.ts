import { monthOf } from './calendar.js';
import type { Draft } from './cases.js';
import { compose, type Dice, type Slots } from './dice.js';
import { slowUnit, unclearFrom, unclearUnit } from './office.js';
import { email, familyName, mobile, personName } from './persons.js';
import { type Remarks, readTexts } from './texts.js';

export type Rating = '满意' | '基本满意' | '不满意';

const remarks = readTexts<Remarks>('remarks');

/** How often a fault is told, all units. */
const usual: Readonly<Record<string, number>> = {
  issue_unresolved: 18,
  delay_overdue: 11,
  perfunctory_reply: 11,
  buck_passing: 9,
  inaction: 8,
  attitude_poor: 7,
  policy_explanation_unclear: 5,
  commitment_not_kept: 5,
  progress_opaque: 5,
  unreachable: 5,
  investigation_inadequate: 5,
  false_closure: 4,
  process_cumbersome: 4,
  unfair_or_misapplied: 3.5,
  competence_lacking: 3,
  document_noncompliance: 3,
  empathy_lacking: 2.5,
  acceptance_refused: 2.5,
  urgent_response_slow: 0.5,
};

function weights(draft: Draft, day: number, rating: Rating): Record<string, number> {
  const own = { ...usual };
  const factor = (theme: string, by: number) => {
    own[theme] = own[theme]! * by;
  };
  if (rating === '满意') factor('issue_unresolved', 0);
  if (draft.time.isLate) factor('delay_overdue', 4);
  if (draft.isUrgent) factor('urgent_response_slow', 16);
  if (draft.unit.id === slowUnit) {
    factor('delay_overdue', 3);
    factor('progress_opaque', 2);
  }
  if (isUnclear(draft, day)) factor('policy_explanation_unclear', 80);
  return own;
}

/** True for answers of the unit that explains badly, from the month on in which it does. */
export function isUnclear(draft: Draft, day: number): boolean {
  return draft.unit.id === unclearUnit && monthOf(day) >= unclearFrom;
}

function slots(random: Dice, draft: Draft): Slots {
  const { matter, unit, time, place } = draft;
  const { sides } = remarks;
  return {
    thing: matter.thing,
    object: matter.object,
    place,
    still: matter.still,
    solved: matter.solved,
    unit: unit.called,
    other: random.pick(sides.others),
    days: sides.days,
    months: sides.months,
    times: sides.times,
    overdue: sides.overdue,
    doc: sides.docs,
    phone: sides.phones,
    staff: sides.staff,
    date: `${Number(monthOf(time.registered).slice(5))}月份`,
  };
}

/** What a citizen types, says on the phone or writes along with a rating; may be empty. */
export function remark(random: Dice, draft: Draft, day: number, rating: Rating): string {
  const values = slots(random, draft);
  const write = (template: string, more: Slots = {}) => compose(random, template, { ...values, ...more });
  const fate = random.next();
  const isAsked = draft.unit.id === unclearUnit;
  const silence = isAsked ? 0.4 : 1;
  if (rating === '满意') {
    if (fate < 0.26 * silence) return '';
    if (fate < 0.34 * silence) return random.deal(remarks.trivial);
    if (fate > 0.98) return `${write(random.deal(matterless))}，${write(fault(random, draft, day, rating))}`;
    const said = write(random.deal(remarks.praise));
    return draft.channel === '来电' && random.chance(0.4)
      ? write(random.deal(remarks.good_notes), { said: outside(said) })
      : ended(random, said);
  }
  const [none, plain] = rating === '基本满意' ? [0.22 * silence, 0.28 * silence] : [0.1 * silence, 0.13 * silence];
  if (fate < none) return '';
  if (fate < plain) return rating === '不满意' ? write(random.deal(remarks.claims)) : random.deal(remarks.trivial);
  if (rating === '基本满意' && fate < (isUnclear(draft, day) ? 0.2 : 0.72))
    return ended(random, write(random.deal(remarks.lukewarm)));
  if (fate > 0.94) return ended(random, write(random.deal(remarks.claims)));
  return complaint(
    random,
    draft,
    write,
    fault(random, draft, day, rating),
    random.chance(0.24) ? fault(random, draft, day, rating) : '',
  );
}

/** Words for the office that registered the case and passed it on. */
export function officeRemark(random: Dice, isBad: boolean): string {
  return compose(random, random.deal(isBad ? remarks.office.bad : remarks.office.good), {});
}

const matterless = ['{solved}', '总的满意', '事情办好了', '满意'];

function fault(random: Dice, draft: Draft, day: number, rating: Rating): string {
  return random.deal(remarks.themes[random.weigh(weights(draft, day, rating))]!);
}

function complaint(
  random: Dice,
  draft: Draft,
  write: (template: string, more?: Slots) => string,
  first: string,
  second: string,
): string {
  const opener = write(random.deal(remarks.openers));
  const one = write(first);
  const two = second === '' || second === first ? '' : `${random.pick(['，', '；', '。', '，而且'])}${write(second)}`;
  const echoes = opener.includes(draft.matter.thing) && (one + two).includes(draft.matter.thing);
  const said = (echoes ? '' : opener) + one + two;
  if (random.chance(0.05)) return write(random.deal(remarks.letters), { said: one + two });
  if (draft.channel === '来电' && random.chance(0.4))
    return write(random.deal(remarks.notes), { said: outside(one + two) });
  return said + write(random.deal(remarks.closers)) + (random.chance(0.07) ? who(random) : '');
}

/** The operator's words for the citizen's: 我 becomes 其. */
function outside(said: string): string {
  return said
    .replaceAll('我们', '他们')
    .replaceAll('我', '其')
    .replace(/[。！…]+$/u, '');
}

function ended(random: Dice, said: string): string {
  return said + random.weigh({ '': 50, '。': 22, '！': 14, '～': 5, '！！': 4, '[赞]': 3, '👍': 2 });
}

/** A citizen who gives name or number in the comment box. */
function who(random: Dice): string {
  return random.pick([
    () => `。我的电话${mobile(random)}`,
    () => `。联系人${personName(random)}，${mobile(random)}`,
    () => `。当时接待的是${familyName(random)}科长`,
    () => `。证据发到${email(random)}可以看`,
    () => `。我叫${personName(random)}，不怕实名`,
  ])();
}
