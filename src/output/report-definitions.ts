import { componentsOf, definitionIds, type Scoring, sourceIds, tierIds } from '../core/scoring.js';
import { indicatorIds } from '../core/taxonomy.js';
import type { Definition } from './report-model.js';
import { indicatorNames, tierNames } from './report-words.js';

export const rateNames: Readonly<Record<string, string>> = {
  timely_acceptance: '及时受理率',
  on_time_completion: '按期办结率',
  satisfaction: '群众满意率',
  participation: '参评率',
  first_resolution: '初访一次性解决率',
  backlog_resolution: '重复信访积案化解率',
  document_delivery: '文书送达及时率',
  disclosure: '信息公开完整率',
  urgent_response: '应急响应及时率',
  repeat: '重复信访率',
};

/** The order in which rates are printed; the first three are the three rates. */
export const rateOrder: readonly string[] = definitionIds;
export const threeRates = rateOrder.slice(0, 3);

/** What a denominator counts. */
export function rateMeasure(definitionId: string): string {
  return definitionId === 'disclosure' ? '节点' : '件';
}

/** A lower value is the better one. */
export const lowerIsBetter: ReadonlySet<string> = new Set(['repeat']);

const componentNames: Readonly<Record<string, string>> = {
  ...rateNames,
  reply_quality: '答复质量',
  theme: '服务问题主题',
};

/** Chinese name of a definition, component or source of a score. */
export function componentName(id: string): string {
  return componentNames[id] ?? (indicatorNames as Readonly<Record<string, string>>)[id] ?? id;
}

type Entry = readonly [id: string, name: string, words: string, formula: string];

/** 口径: what every figure of the report means, with the settings it was computed with. */
export function definitions(scoring: Scoring): Definition[] {
  const entries = [
    ...countEntries,
    ...rateEntries(scoring),
    ...findingEntries,
    ...scoreEntries(scoring),
    ...testEntries,
  ];
  return entries.map(([id, name, words, formula]) => ({ id, name, words, formula }));
}

const countEntries: readonly Entry[] = [
  [
    'cases',
    '信访件量',
    '当月登记且纳入统计的信访件。不纳入统计、涉法涉诉、完全重复登记的另列，不进入任何比率、主题和督办。',
    '当月登记件 − 不纳入统计 − 涉法涉诉 − 完全重复',
  ],
  ['completed', '办结量', '当月作出答复或办结的信访件。', '答复日期（无则办结日期）在当月的件数'],
  ['comments', '有内容留言', '当月评价中写了实质内容的留言，评价对象为责任单位。', '留言非空且不属于“无实质内容”'],
  ['rated', '已评价件', '当月给出满意度等级的信访件，一件一次。', '当月有等级的信访件数'],
];

function rateEntries(scoring: Scoring): Entry[] {
  const t = scoring.thresholds;
  const words: Readonly<Record<string, string>> = {
    timely_acceptance: `登记后 ${t.acceptance_days} 天内受理或书面告知。按截止日归月，不按登记日，近月才可比。`,
    on_time_completion: `在限办截止时间前答复或办结。没有记录截止时间的，为受理后 ${t.completion_days} 天，依规延期的再加 ${t.extension_days} 天。`,
    satisfaction: '一件多次评价取当月最后一次；没有评价的既不计为满意，也不计为不满意。',
    participation: '评价期限落在当月的件中，按期作出评价的比例。',
    first_resolution: `初次信访件办结后 ${t.repeat_window_days} 天内没有关联的重复信访。窗口未满的不计算，标为“未满观察期”。`,
    backlog_resolution: `最近 ${t.backlog_months} 个月内在办的积案中，到月末已办结的比例。`,
    document_delivery: `答复文书作出后 ${t.delivery_days} 天内送达。`,
    disclosure: '应有的五个节点：登记、转交、受理告知、处理意见、送达。同一件的节点互不独立，区间按件计。',
    urgent_response: `重大紧急件报告后 ${t.urgent_hours} 小时内到场；没有到场记录的计为未达标。`,
    repeat: '当月登记件中的重复信访件比例。',
  };
  return definitionIds.map(id => [id, componentName(id), words[id] ?? '', scoring.definitions[id]]);
}

const findingEntries: readonly Entry[] = [
  [
    'theme_rate',
    '服务问题主题比例',
    '有内容留言的信访件中，至少一条留言指向承办单位该问题的比例；一件一个主题只计一次，针对政策和第三方的不计入单位。机器识别的原始比例按模型的灵敏度、特异度或人工随机复核校正，估计方法逐行写明。',
    '校正值 =（原始比例 + 特异度 − 1）／（灵敏度 + 特异度 − 1）',
  ],
  [
    'share',
    '高频问题的件数与占比',
    '同一具体问题的件。“去重事件”把近似重复的件并为一件。',
    '该问题件数 ／ 当月登记且纳入统计的件',
  ],
  [
    'heat',
    '热度',
    '用于排序：件量与去重事件为主，其余为较以往的增长、重复或不满意的比例、涉及单位数、最近十天的比例。',
    '各部分加权求和，0–100',
  ],
  [
    'burst',
    '突增',
    '当月件数与历史期望之比显著高于随机波动的系列。',
    '观察 ／ 期望；单侧精确检验，当月全部系列一并校正',
  ],
  [
    'supervision',
    '督办',
    '到期次日仍未受理或未办结（或逾期才办）的件自动列入；扣分须经人工确认。',
    '截止日 + 1 天 ≤ 月末，且未办或晚于截止日',
  ],
  [
    'training_need',
    '培训需求',
    '把单位的服务问题按主题对应到培训模块，并区分原因；证据不足时只观察。',
    '100 × Σ 权重 × 严重度 × 主题比例 ／ 满损比例，0–100',
  ],
];

function scoreEntries(scoring: Scoring): Entry[] {
  const weights = (parts: readonly (readonly [string, number])[]) =>
    parts.map(([id, weight]) => `${componentName(id)} ${weight}`).join(' + ');
  const bands = scoring.bands.map(({ band, from }) => (from > 0 ? `${band} ≥ ${from}` : `其余${band}`)).join('，');
  const { deduction } = scoring;
  return [
    [
      'score',
      '质量分项得分',
      '比率先向同层级均值收缩，件数越少收缩越多；没有值的分量不计，权重分给其余分量（列在“缺项”）。区间由 Monte Carlo 抽样得出。',
      '得分 = Σ 100 × 权重 × 分量值',
    ],
    ...indicatorIds.map((id): Entry => {
      const parts = componentsOf(scoring, id).map(part => [part.id, part.weight] as const);
      return [id, indicatorNames[id], '一级指标。', weights(parts)];
    }),
    [
      'citizens',
      indicatorNames.citizens,
      '四个一级指标按层级加权（差异化权重）。',
      tierIds
        .map(
          tier => `${tierNames[tier]}：${weights(indicatorIds.map(id => [id, scoring.citizens[tier][id]] as const))}`,
        )
        .join('；'),
    ],
    [
      'final',
      indicatorNames.final,
      '360° 评价：群众评价、上级督查、第三方暗访中有分的加权，再减督办扣分。',
      `${weights(sourceIds.map(id => [id, scoring.final[id]] as const))}；确认的督办每件扣 ${deduction.per_case} 分，每月至多 ${deduction.most} 分`,
    ],
    ['band', '档次与位次', '按得分分档，代替排名。“整体高于”只数得分区间整个在本单位之上的同层级单位。', bands],
  ];
}

const testEntries: readonly Entry[] = [
  [
    'interval',
    '区间',
    '括号内为 95% 区间：真实水平大致落在其中。件数越少区间越宽；件数不足 10 的标“少”，不宜据此下结论。',
    '比率：Wilson 区间',
  ],
  [
    'test',
    '明显与随机波动',
    '只有检验通过（q ≤ 0.05，当月同类检验一并做错误发现率校正）才写“明显”，否则写“在随机波动范围内”。',
    '两样本条件精确 mid-p 检验，Benjamini–Hochberg 校正',
  ],
  [
    'funnel',
    '控制限',
    '在同层级均值处按件数画出的 95% 和 99.8% 界限。落在限外才值得查原因，件数少的单位界限自然更宽。',
    '二项分布精确界限，按离散度放宽',
  ],
];
