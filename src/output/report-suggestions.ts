import { type Findings, leadingBursts, outliers } from './report-facts.js';
import type { Sentence, Suggestion } from './report-model.js';
import { byText } from './report-units.js';
import { countText, expectedWords, isSmall, listWords, percent } from './report-words.js';

const remedies: Readonly<Record<string, string>> = {
  timely_acceptance: '逐件核查登记到受理的各环节，明确受理责任人，逾期未受理的当日补办告知',
  on_time_completion: '逐件核查超期原因，建立到期前预警，必要时约谈分管负责人',
  satisfaction: '对不满意件逐件回访，分清办理问题、政策问题与诉求本身，再定整改',
  participation: '核查评价邀请是否送达，办结时当面提示评价',
  first_resolution: '复盘重复来访的初访件，看答复是否真正落地',
  backlog_resolution: '积案逐件定领导、定专班、定时限',
  document_delivery: '核查文书送达登记，作出文书当周送达并留痕',
  disclosure: '补录缺失节点，办结前核对五个节点是否齐全',
  urgent_response: '检查值守和到场登记，组织一次应急处置演练',
  repeat: '对重复件集中研判，避免同一诉求多头答复',
};

const themeTraining = '按对应模块安排培训，并抽查下月同类答复';

/** What to do, each from one finding of the month; the surest and gravest first. */
export function suggestions(findings: Findings): Suggestion[] {
  return [
    ...forUnits(findings),
    ...forThemes(findings),
    ...forBursts(findings),
    ...forRepeats(findings),
    ...forSupervision(findings),
    ...forTraining(findings),
    ...forSmallUnits(findings),
    ...forVetoes(findings),
  ];
}

/** The first suggestions as sentences of page one. */
export function todo(list: readonly Suggestion[]): Sentence[] {
  if (list.length === 0) {
    const text = '没有需要专门处置的发现，按常规推进，下月继续观察。';
    return [{ text, tone: 'plain', definition: null, section: 'suggestions' }];
  }
  return list.slice(0, 5).map(({ text, section }) => ({ text, tone: 'plain', definition: null, section }));
}

function forUnits({ units }: Findings): Suggestion[] {
  const worse = outliers(units).filter(each => each.side === 'worse');
  return Object.entries(remedies).flatMap(([id, remedy]) => {
    const found = worse.filter(each => each.rate.definitionId === id);
    if (found.length === 0) return [];
    const names = listWords(
      found.map(each => each.unit.name),
      3,
    );
    const numbers = found
      .slice(0, 3)
      .map(each => percent(each.rate.value))
      .join('、');
    return { text: `${names}：${remedy}。`, because: `${numbers}，与同层级的差异检验通过`, section: 'units' as const };
  });
}

function forThemes({ themes }: Findings): Suggestion[] {
  return themes.flatMap(theme => {
    const above = theme.units.filter(unit => unit.side === 'above');
    if (above.length === 0) return [];
    const names = listWords(
      above.map(unit => unit.name),
      3,
    );
    return {
      text: `${names}：针对“${theme.name}”${themeTraining}。`,
      because: `${above
        .slice(0, 3)
        .map(unit => `${unit.numerator}/${unit.denominator}`)
        .join('、')} 件有内容留言反映此问题`,
      section: 'themes' as const,
    };
  });
}

function forBursts(findings: Findings): Suggestion[] {
  return leadingBursts(findings)
    .slice(0, 3)
    .map(burst => ({
      text: `“${burst.label}”${burst.unit === null ? '' : `（${burst.unit}）`}：确定牵头单位，现场核查，统一答复口径并主动公开进展。`,
      because: `本月 ${burst.observed} 件，${expectedWords(burst.expected)}`,
      section: 'bursts',
    }));
}

function forRepeats({ issues }: Findings): Suggestion[] {
  return issues
    .filter(issue => issue.cases >= 10 && issue.distinctEvents * 2 <= issue.cases)
    .slice(0, 2)
    .map(issue => ({
      text: `“${issue.title}”：合并办理，一次答复，避免按件重复派单。`,
      because: `${issue.cases} 件实为 ${issue.distinctEvents} 个事件`,
      section: 'issues',
    }));
}

function forSupervision({ supervision }: Findings): Suggestion[] {
  if (supervision.open === 0) return [];
  const names = supervision.units
    .filter(unit => unit.open > 0)
    .sort((a, b) => b.longest - a.longest || byText(a.name, b.name))
    .map(unit => unit.name);
  return [
    {
      text: `逾期未办件逐件限期办结，先办逾期最长的：${listWords(names, 3)}。`,
      because: `月末未办 ${countText(supervision.open)} 件次`,
      section: 'supervision',
    },
  ];
}

function forTraining({ training }: Findings): Suggestion[] {
  const modules = new Map<string, { name: string; units: string[] }>();
  for (const entry of training) {
    if (entry.verdict !== 'need') continue;
    const module = modules.get(entry.moduleId) ?? { name: entry.module, units: [] };
    module.units.push(entry.unit);
    modules.set(entry.moduleId, module);
  }
  return [...modules.values()].map(module => ({
    text: `安排“${module.name}”培训：${listWords(module.units, 4)}。`,
    because: `${module.units.length} 家单位达到培训需求标准`,
    section: 'training',
  }));
}

function forSmallUnits({ units }: Findings): Suggestion[] {
  const small = units.filter(unit => {
    const rate = unit.rates.find(each => each.definitionId === 'satisfaction');
    return rate !== undefined && isSmall(rate.denominator);
  });
  if (small.length === 0) return [];
  const names = listWords(
    small.map(unit => unit.name),
    3,
  );
  return [
    {
      text: `${names}：当月评价不足 10 件，不以当月满意率评优或问责，按季度或半年合并评价。`,
      because: '件数少，区间过宽',
      section: 'units',
    },
  ];
}

function forVetoes({ supervision }: Findings): Suggestion[] {
  const waiting = supervision.vetoes.filter(veto => veto.state.startsWith('候选')).length;
  if (waiting === 0) return [];
  return [
    {
      text: `对 ${waiting} 项一票否决候选由专人核实并署名确认或排除；确认前不影响任何得分。`,
      because: '依据文本的否决须经人工确认',
      section: 'supervision',
    },
  ];
}
