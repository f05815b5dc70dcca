import { dayOf, lastDay } from './calendar.js';
import { type Draft, dayIn, openCase, petitions } from './cases.js';
import { compose, type Dice } from './dice.js';
import { matterOf, mattersOf } from './matters.js';
import { burstUnit, campaignUnit, tinyUnit, type Unit, unitOf, units } from './office.js';

// The truths that README.md states. Each function makes the cases of one of them.

export const counts = {
  burst: 40,
  campaign: 25,
  tiny: 8,
  duplicates: 12,
  litigation: 18,
  accusation: 10,
  uncounted: 15,
  backlog: 60,
} as const;

const busy = units.filter(unit => unit.id !== tinyUnit);
const burstPlace = '云溪街道锦绣澜庭小区';

/** June: one estate, water cut off to press for the property fee; told in many words, to the street and the bureau. */
export function burst(random: Dice): Draft[] {
  const matter = matterOf('tied_fees');
  return Array.from({ length: counts.burst }, (_, index) => {
    const unit = unitOf(index % 4 === 3 ? 'U11' : burstUnit);
    const day = dayOf('2026-06-03') + Math.min(22, Math.floor(index * 0.55));
    return Object.assign(openCase(random, unit, day, { matter, place: burstPlace, isUrgent: index % 10 === 0 }), {
      plant: 'burst',
    });
  });
}

const pasted =
  '南塘街道南塘北路每天夜里渣土车成队通过，鸣笛、超速、沿路洒土，两边住户整夜睡不着，孩子白天上课打瞌睡，请有关部门限制通行时间并安排夜间巡查。';
const edits: readonly ((text: string) => string)[] = [
  text => text,
  text => `您好，${text}`,
  text => text.replace('整夜', '整晚'),
  text => text.replace('请有关部门', '恳请有关部门'),
  text => `${text}谢谢！`,
  text => text.replace('每天夜里', '每晚'),
  text => text.replaceAll('，', ', '),
  text => text.replace('两边住户', '两侧居民'),
  text => `${text}请重视！！`,
  text => text.replace('成队通过', '成群结队'),
];

/** March: one text on the web form, sent on 25 days, each time edited a little. */
export function campaign(random: Dice): Draft[] {
  const matter = matterOf('night_trucks');
  const days = random
    .shuffle(Array.from({ length: 29 }, (_, index) => dayOf('2026-03-02') + index))
    .slice(0, counts.campaign);
  return days
    .sort((a, b) => a - b)
    .map((day, index) => {
      const draft = openCase(random, unitOf(campaignUnit), day, {
        matter,
        place: '南塘街道南塘北路',
        channel: '网信',
        isUrgent: false,
      });
      const twice = edits[[0, 4, 7][Math.floor(index / edits.length)]!]!;
      return Object.assign(draft, { plant: 'campaign', summary: twice(edits[index % edits.length]!(pasted)) });
    });
}

/** Eight cases of a village that were all answered well and rated in June. */
export function tiny(random: Dice): Draft[] {
  return Array.from({ length: counts.tiny }, (_, index) => {
    const registered = dayOf('2026-05-06') + index * 2;
    const replied = dayOf('2026-05-27') + index;
    return Object.assign(
      openCase(random, unitOf(tinyUnit), registered, { channel: '来访', isUrgent: false, replied }),
      { plant: 'tiny' },
    );
  });
}

/** Cases entered twice: same unit, day, channel, subject, place and words. */
export function duplicates(random: Dice, drafts: readonly Draft[]): Draft[] {
  const fit = drafts.filter(draft => draft.time.registered >= dayOf('2026-01-05') && !draft.plant && !draft.repeats);
  return random
    .shuffle(fit)
    .slice(0, counts.duplicates)
    .map(origin => ({ ...origin, plant: 'duplicate' }));
}

function spread(random: Dice, count: number, make: (unit: Unit, day: number, index: number) => Draft): Draft[] {
  const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
  return Array.from({ length: count }, (_, index) =>
    make(random.deal(busy), dayIn(random, months[index % months.length]!), index),
  );
}

/** Matters for the courts, accusations against staff, and entries that do not count. */
export function setAside(random: Dice): Draft[] {
  const told = (unit: Unit, day: number, words: string, changes: Partial<Draft>) =>
    Object.assign(openCase(random, unit, day, { isUrgent: false }), { summary: words, plant: 'aside' }, changes);
  const words = (list: readonly string[]) => compose(random, random.deal(list), {});
  return [
    ...spread(random, counts.litigation, (unit, day) =>
      told(unit, day, words(petitions.court), { route: 'litigation', subject: '涉法涉诉/诉讼事项' }),
    ),
    ...spread(random, counts.accusation, (unit, day) =>
      told(unit, day, words(petitions.accused), { route: 'accusation', subject: '纪检监察/检举控告' }),
    ),
    ...spread(random, counts.uncounted, (unit, day, index) =>
      told(unit, day, `${words(petitions.uncounted)}${index + 1}号登记。`, {
        isCounted: false,
        subject: '其他/咨询登记',
      }),
    ),
  ];
}

/** Old cases, half of them settled within the last twelve months. */
export function backlog(random: Dice): Draft[] {
  const hard = [
    'deeds',
    'land',
    'leak',
    'homestead',
    'pension',
    'illegal_building',
    'renovation',
    'injury',
    'village_affairs',
    'allowance',
  ];
  return Array.from({ length: counts.backlog }, (_, index) => {
    const unit = busy[index % busy.length]!;
    const registered = dayOf('2024-09-02') + random.whole(0, 330);
    const settled = random.chance(0.55) ? dayOf('2025-08-20') + random.whole(0, lastDay - dayOf('2025-08-20')) : null;
    const fitting = mattersOf(unit.trade).filter(matter => hard.includes(matter.id));
    const matter = fitting.length > 0 ? random.pick(fitting) : matterOf('illegal_building');
    const opening = compose(random, random.deal(petitions.backlog), {});
    const draft = openCase(random, unit, registered, {
      matter,
      channel: random.pick(['来访', '来信']),
      isUrgent: false,
      replied: settled,
      opening,
    });
    return Object.assign(draft, { isBacklog: true, plant: 'backlog' });
  });
}

/** Comments that name a leak or a reprisal: for the restricted list only, never in a document. */
export const redFlagTexts: readonly string[] = [
  '刚举报完老陶砖厂，当天傍晚厂长就拿着我写的信找上门来，谁泄露的？',
  '把我的电话直接给了养猪场老板，他半夜打来骂人，我再也不敢反映了',
  '村支书在大会上当众念我的举报信，连我名字一起念，全村都知道是我举报的',
  '我投诉烧烤店，第二天店主就知道是我举报的，在我家门口泼油漆',
  '反映材料原样转给被告的包工头，他拍了照片发到工友群里，说看谁还敢告',
  '我反映完没多久，低保第二个月就被停了，这不是报复是什么',
  '有人打电话警告我，再去上访就别想在镇上做生意，这是威胁',
  '来办事的人暗示我要红包，说表示表示材料就能往前排',
  '因为我写过投诉，社区不许我家参加公益岗，干部说这就是告状的下场，打击报复',
];
