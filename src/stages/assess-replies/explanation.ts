import type { Statement } from './statements.js';

/** What makes a reply understandable, each with its part of the whole and the amount that gives half of it. */
export const grounds: readonly {
  readonly name: string;
  readonly part: number;
  readonly half: number;
  readonly sign: RegExp;
}[] = [
  {
    name: 'rules',
    part: 0.25,
    half: 0.4,
    sign: /《[^《》]{3,60}》|第[一二三四五六七八九十百\d]+条|[〔［【[（(]20\d\d[〕］】\])）]\s*\d*\s*号|(?:条例|办法|细则|规划|方案|合同|协议|图纸|批复|政策|文件|法律|法规|标准|规范|规定|通知|意见)(?:规定|约定|要求|明确|精神)|(?:根据|依据|依照|按照|遵照|参照)|规定/gu,
  },
  {
    name: 'reasons',
    part: 0.2,
    half: 0.4,
    sign: /因为|由于|原因|因(?!此|为|素)[^，。]{1,30}|系[^，。]{2,30}所致|导致|造成|鉴于|所致|考虑到|之所以|为了|因此|所以|故(?:而|不|未)|是因/gu,
  },
  {
    name: 'findings',
    part: 0.25,
    half: 0.5,
    sign: /经(?!常|营|济|过|费|理|开|历)[^，。]{0,12}(?:查|核|了解|调查|检测|检查|勘|走访|沟通|研究|对接)|经(?:查|核|与|向)|调查|核实|现场(?:查看|核查|勘查|检查|检测)|(?:情况)?(?:不?属实|不存在|未发现)|位于|据了解|目前|截至/gu,
  },
  {
    name: 'figures',
    part: 0.08,
    half: 0.7,
    sign: /\d+(?:\.\d+)?\s*(?:元|万|%|％|平方米|㎡|亩|户|米|公里|吨|台|处|人|栋|个|次|条|起|份|家|名|套|辆)|\d+月(?:\d+日)?|\d{4}年/gu,
  },
  {
    name: 'measures',
    part: 0.1,
    half: 0.5,
    sign: /已(?:经)?(?:责令|要求|督促|安排|完成|清理|修复|更换|整改|处罚|立案|协调|约谈|恢复|拆除|下达|通知|联系|组织|启动|列入|发放|办理)|责令|将(?:于|在|尽快|按|对|会同|启动|列入|进一步|继续|积极)|下一步|正在/gu,
  },
];
/** What a sentence on the matter is worth that gives none of these. */
const STATED = { part: 0.12, half: 1 };

export interface Explanation {
  readonly value: number;
  readonly reasons: readonly string[];
}

/** Amount of a ground below which it is not named among the reasons. */
const NAMED = 0.05;

/**
 * Whether the reply says why, 0–1: rules named, reasons, findings, figures, measures. Each sentence gives its grounds as
 * far as it bears on the matter and says something; of each kind more gives more, ever less. What does not bear on the
 * matter, repeats or quotes gives nothing, so that neither padding nor copying helps.
 */
export function explanationOf(statements: readonly Statement[]): Explanation {
  const amounts = grounds.map(() => 0);
  let stated = 0;
  for (const { text, bearing, content } of statements) {
    const amount = bearing * content;
    stated += amount;
    grounds.forEach(({ sign }, which) => {
      const signs = text.match(sign)?.length ?? 0;
      amounts[which] = amounts[which]! + amount * Math.sqrt(signs);
    });
  }
  let value = (STATED.part * stated) / (stated + STATED.half);
  grounds.forEach(({ part, half }, which) => {
    value += (part * amounts[which]!) / (amounts[which]! + half);
  });
  const reasons = grounds.filter((_, which) => amounts[which]! > NAMED).map(({ name }) => `gives_${name}`);
  if (reasons.length === 0) reasons.push('no_grounds');
  if (stated < NAMED) reasons.push('stub');
  return { value, reasons };
}
