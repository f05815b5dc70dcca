import { overlapOf, type Pairs } from './pairs.js';

/** Asks or demands. */
const asks =
  /[?？]|请问|请(?!核实处理)|希望|要求|恳请|恳求|盼望|建议|咨询|能否|可否|是否|是不是|有没有|为什么|为何|什么时候|何时|多久|怎么|如何|哪里|多少|吗|应该/u;

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

/** A reply that only passes the message on. */
const passedOn = /(?:转交?|转至|转给|转请|转有关|交由|交办)[^。！？]{0,30}(?:处理|办理|答复|核实|研究|调查|反馈)/u;
/** What a reply on the matter is worth to a demand whose own words it does not take up. */
const ON_MATTER = 0.6;
/** Share of a demand's telling pairs that makes it wholly taken up. */
const TAKEN_UP = 0.25;

export interface Completeness {
  readonly value: number;
  readonly reasons: readonly string[];
}

/**
 * Share of the message's demands and questions that the reply answers, 0–1. A demand is answered as far as the reply
 * takes up its words, or is on the matter at all; a question of a known kind (when, why, how much, whether) also needs what such an answer holds.
 * A reply that only passes the message on answers half at best.
 * @param message the text; without a demand all of it is one
 * @param replied pairs of the reply's sentences on the matter, filled
 * @param answer sentences of the reply on the matter, joined
 * @param findings how many of them state a ground
 * @param relevance of the whole reply, 0–1
 */
export function completenessOf(
  message: string,
  answer: string,
  replied: Pairs,
  findings: number,
  relevance: number,
): Completeness {
  const demands = demandsOf(message);
  const missing = new Map<string, number>();
  let sum = 0;
  for (const demand of demands) {
    const { shared, all } = overlapOf(demand, replied);
    const taken = Math.min(1, Math.max(ON_MATTER * relevance, all === 0 ? 0 : shared / all / TAKEN_UP));
    const asked = kinds.filter(kind => kind.asked.test(demand));
    const open = asked.filter(kind => !kind.answered.test(answer));
    for (const { name } of open) missing.set(name, (missing.get(name) ?? 0) + 1);
    sum += asked.length === 0 ? taken : (taken * (1 + asked.length - open.length)) / (1 + asked.length);
  }
  const concrete = findings === 0 ? 0.3 : findings === 1 ? 0.8 : 1;
  const ceiling = passedOn.test(answer) && findings < 2 ? 0.5 : 1;
  const value = Math.min(ceiling, (sum / demands.length) * concrete);
  const reasons = [...missing].map(([name, count]) => `unanswered_${name}:${count}`).sort();
  if (ceiling < 1) reasons.push('only_passed_on');
  return { value, reasons };
}

/** Sentences that ask for something; the whole text where none does. */
export function demandsOf(message: string): string[] {
  const sentences = message.match(/[^。！？!?；;\n]+[。！？!?；;]?/gu) ?? [message];
  const demands = sentences.filter(sentence => sentence.length > 4 && asks.test(sentence));
  return demands.length === 0 ? [message] : demands.slice(0, 12);
}
