import { DEMANDS } from './matter.js';
import type { Statement } from './statements.js';

/** Asks or demands. */
const asks =
  /[?？]|请问|请(?!核实处理)|希望|要求|恳请|恳求|盼望|期待|呼吁|建议|咨询|能否|可否|是否|是不是|有没有|为什么|为何|什么时候|何时|多久|怎么|如何|哪里|多少|吗|应该/u;

/** Kinds of question with what an answer to it holds. */
const kinds: readonly { readonly name: string; readonly asked: RegExp; readonly answered: RegExp }[] = [
  {
    name: 'when',
    asked: /什么时候|何时|多久|几时|啥时候|哪天|哪一?年|时间表/u,
    answered:
      /\d\s*(?:年|月|日|天|个工作日|小时|周)|[一二三四五六七八九十两]+(?:天|日内|个月|周|季度)|年底|月底|年内|近期|本周|下周|上半年|下半年|已(?:经)?(?:于|完成|开工|恢复|启动)/u,
  },
  {
    name: 'why',
    asked: /为什么|为何|什么原因|凭什么|何原因/u,
    answered: /因为|由于|因此|原因|因[^此为]|系|导致|鉴于|所以|所致|考虑到/u,
  },
  {
    name: 'how_much',
    asked: /多少|几[元块人个户]|什么价|标准是/u,
    answered: /\d+(?:\.\d+)?\s*(?:元|万|%|％|平方米|亩|人|户|个|米|公里|吨)|标准/u,
  },
  {
    name: 'whether',
    asked: /是否|能否|可否|是不是|有没有|可不可以|能不能|合法吗|合理吗|吗/u,
    answered:
      /不(?:能|可|予|符合|属|存在|得|宜)|未(?:发现|经|取得|列入)|没有|可以|属实|符合|违反|合法|违法|已|将|应当|无法|暂/u,
  },
];

/** A sentence that only passes the message on, and what it is worth. */
export const passedOn =
  /(?:转交?|转至|转给|转请|转有关|交由|交办)[^。！？]{0,30}(?:处理|办理|答复|核实|研究|调查|反馈|核处|处置)/u;
const PASSED_ON = 0.2;
/** What a sentence on the matter is worth to a demand whose own words it does not take up. */
const ON_MATTER = 0.5;
/** Share of a demand's words that a sentence takes up when it is half on it. */
const HALF_TAKEN = 0.08;
/** Amount of answer that makes a demand half answered. */
const HALF_ANSWERED = 0.3;
/** What a question keeps whose kind of answer is missing, and the amount of it that gives half of the rest. */
const OPEN = 0.65;
const HALF_CLOSED = 0.15;

/** What a signed and dated reply with a telephone to call is worth more. */
const FORM = 0.04;
const dated = /\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*(?:$|\n|[^\d，,。至到]{2,40}$)/u;
const signed = /(?:局|委|委员会|办公室|政府|街道|办事处|中心|大队|支队|公司|单位)\s*(?:\d|$|\n)/u;

/** How much of a letter's form a reply has, 0–1: a telephone, a signature, a date at its end. `raw` as written. */
export function formOf(raw: string, hasPhone: boolean): number {
  return (hasPhone ? 0.5 : 0) + (dated.test(raw) ? 0.25 : 0) + (signed.test(raw) ? 0.25 : 0);
}

export interface Demand {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Completeness {
  readonly value: number;
  readonly reasons: readonly string[];
  /** Share of each demand that is answered, 0–1. */
  readonly answered: readonly number[];
}

/**
 * Share of the message's demands and questions that the reply answers, 0–1, strictly below 1. What a sentence gives to a
 * demand is how far it bears on the matter, says something, and takes up the demand's words; more gives more, ever
 * less. A question of a known kind (when, why, how much, whether) also needs what such an answer holds. Passing the
 * message on is worth a fifth of an answer.
 * @param form what the reply has of a letter's form, 0–1
 * @param demands of the message, in the order of `taken` of the statements
 */
export function completenessOf(
  demands: readonly Demand[],
  statements: readonly Statement[],
  form: number,
): Completeness {
  const asked = demands.map(({ text }) => kinds.filter(kind => kind.asked.test(text)));
  const wanted = new Map(asked.flat().map(kind => [kind, 0]));
  const amounts = demands.map(() => 0);
  let passing = 0;
  let stated = 0;
  for (const { text, bearing, content, taken } of statements) {
    const passes = passedOn.test(text);
    const amount = bearing * content * (passes ? PASSED_ON : 1);
    stated += amount;
    if (passes) passing += 1;
    for (const [kind, sum] of wanted) if (kind.answered.test(text)) wanted.set(kind, sum + amount);
    demands.forEach((_, at) => {
      const share = taken[at]!;
      amounts[at] = amounts[at]! + amount * (ON_MATTER + (1 - ON_MATTER) * (share / (share + HALF_TAKEN)));
    });
  }
  const answered = amounts.map((amount, at) => {
    const share = amount / (amount + HALF_ANSWERED);
    return asked[at]!.reduce((left, kind) => {
      const given = wanted.get(kind)!;
      return left * (OPEN + (1 - OPEN) * (given / (given + HALF_CLOSED)));
    }, share);
  });
  const mean = answered.reduce((sum, share) => sum + share, 0) / Math.max(1, demands.length);
  const value = mean * (1 - FORM + FORM * form);
  const open = new Map<string, number>();
  for (const { name } of asked.flatMap(list => list.filter(kind => wanted.get(kind)! < HALF_CLOSED / 3))) {
    open.set(name, (open.get(name) ?? 0) + 1);
  }
  const reasons = [...open].map(([name, count]) => `unanswered_${name}:${count}`).sort();
  if (passing > 0 && stated < 2 * PASSED_ON) reasons.push('only_passed_on');
  return { value, reasons, answered };
}

/** Sentences that ask for something, the first twelve; the whole text where none does. */
export function demandsOf(message: string): Demand[] {
  const demands: Demand[] = [];
  for (const { 0: text, index } of message.matchAll(/[^。！？!?；;\n]+[。！？!?；;]?/gu)) {
    if (text.length > 4 && asks.test(text)) demands.push({ start: index, end: index + text.length, text });
  }
  return demands.length === 0 ? [{ start: 0, end: message.length, text: message }] : demands.slice(0, DEMANDS);
}
