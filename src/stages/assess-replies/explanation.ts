import { overlapOf, type Pairs } from './pairs.js';

/** What makes a reply understandable, each with its part of the whole. */
const grounds: readonly { readonly name: string; readonly part: number; readonly sign: RegExp }[] = [
  {
    name: 'rules',
    part: 0.25,
    sign: /《[^《》]{3,40}》|第[一二三四五六七八九十百\d]+条|[〔［【[（(]20\d\d[〕］】\])）]\s*\d*\s*号|(?:条例|办法|细则|规划|方案|合同|协议|图纸|批复)(?:规定|约定|要求|明确)/u,
  },
  {
    name: 'reasons',
    part: 0.25,
    sign: /因为|由于|原因(?:是|为|系|在于)|因[^此为]{2,20}(?:，|导致|所以|故|未)|系[^，。]{2,30}所致|导致|鉴于|所致|考虑到|之所以/u,
  },
  {
    name: 'findings',
    part: 0.3,
    sign: /经(?:查|核|调查|现场|了解|检测|检查|勘|与|向|走访|调取)|现场(?:查看|核查|勘查|检查|检测)|(?:情况)?(?:属实|不属实|不存在)|位于|目前(?:，|,)?[^，。]{2,20}(?:已|正|尚|未)/u,
  },
  {
    name: 'figures',
    part: 0.1,
    sign: /\d+(?:\.\d+)?\s*(?:元|万|%|％|平方米|㎡|亩|户|米|公里|吨|台|处|人|栋|个|次)|\d+月(?:\d+日)?|\d{4}年/u,
  },
  {
    name: 'measures',
    part: 0.1,
    sign: /已(?:经)?(?:责令|要求|督促|安排|完成|清理|修复|更换|整改|处罚|立案|协调|约谈|恢复|拆除|下达|通知|联系|组织|启动|列入|发放|办理)|将(?:于|在|尽快|按|对|会同|启动|列入)|下一步/u,
  },
];

/** A sentence is on the matter where it shares this weight of telling pairs with the message, and this share of its own. */
const ON_MATTER = 8;
const ON_MATTER_SHARE = 0.06;
/** Characters below which a reply explains nothing. */
const STUB = 25;

/** What a ground is worth when given not at all, once, more often. */
const weights = [0, 0.5, 1];

export interface Explanation {
  readonly value: number;
  readonly reasons: readonly string[];
  /** Sentences on the matter that state a ground. */
  readonly findings: number;
}

/** In a long reply a sentence on the matter carries so many after it and the one before; a short reply is of a piece. */
const CARRIES = 1;
const SHORT = 8;

/**
 * Sentences of a reply on the matter of the message or near one that is, each once, in order; none where no sentence
 * is on it.
 */
export function sentencesOnMatter(reply: string, message: Pairs): string[] {
  const sentences = [...new Set((reply.match(/[^。！？!?；;\n]+/gu) ?? []).map(each => each.trim()))];
  const on = sentences.map(sentence => {
    const { shared, all } = overlapOf(sentence, message);
    return shared >= ON_MATTER && shared >= ON_MATTER_SHARE * all;
  });
  if (sentences.length <= SHORT) return on.includes(true) ? sentences : [];
  return sentences.filter((_, at) => on.slice(Math.max(0, at - CARRIES), at + 2).includes(true));
}

/**
 * Whether the reply says why, 0–1: rules named, reasons, findings, figures, measures; a ground given once counts
 * half of its part. Only sentences on the matter count, repeated ones once, so that neither padding nor copying
 * helps.
 * @param sentences those on the matter
 */
export function explanationOf(sentences: readonly string[]): Explanation {
  const counts = grounds.map(() => 0);
  let findings = 0;
  let letters = 0;
  for (const sentence of sentences) {
    letters += sentence.length;
    let states = false;
    grounds.forEach(({ sign }, which) => {
      if (!sign.test(sentence)) return;
      counts[which] = counts[which]! + 1;
      states = true;
    });
    if (states) findings += 1;
  }
  const value = grounds.reduce((sum, { part }, which) => sum + part * (weights[Math.min(2, counts[which]!)] ?? 0), 0);
  const stub = letters < STUB;
  const reasons = grounds.filter((_, which) => counts[which]! > 0).map(({ name }) => `gives_${name}`);
  if (findings === 0) reasons.push('no_grounds');
  if (stub) reasons.push('stub');
  return { value: stub ? value / 4 : value, reasons, findings };
}
