import type { Definition } from './report-model.js';

/** Days and shares that a definition prints; all from scoring.yaml. */
export interface Thresholds {
  readonly acceptanceDays: number;
  readonly completionDays: number;
  readonly extensionDays: number;
  readonly repeatWindowDays: number;
  readonly backlogMonths: number;
  readonly deliveryDays: number;
  readonly urgentHours: number;
}

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
export const rateOrder = Object.keys(rateNames);
export const threeRates = rateOrder.slice(0, 3);

/** A lower value is the better one. */
export const lowerIsBetter: ReadonlySet<string> = new Set(['repeat']);

/** 口径: every figure of the report, in words and as success / cohort (scoring.md, sections 1 to 5). */
export function definitions(t: Thresholds): Definition[] {
  const entries: [id: string, name: string, words: string, formula: string][] = [
    [
      'cases',
      '信访件量',
      '当月登记且纳入统计的信访件。不纳入统计、涉法涉诉、完全重复登记的另列，不进入任何比率、主题和督办。',
      '当月登记件 − 不纳入统计 − 涉法涉诉 − 完全重复',
    ],
    ['completed', '办结量', '当月作出答复或办结的信访件。', '答复日期（无则办结日期）在当月的件数'],
    ['comments', '有内容留言', '当月评价中写了实质内容的留言，评价对象为责任单位。', '留言非空且不属于“无实质内容”'],
    ['rated', '已评价件', '当月给出满意度等级的信访件，一件一次。', '当月有等级的信访件数'],
    [
      'timely_acceptance',
      rateNames['timely_acceptance']!,
      `登记后 ${t.acceptanceDays} 天内受理或书面告知。按截止日归月：登记日加 ${t.acceptanceDays} 天落在当月的件。`,
      `受理日 ≤ 登记日 + ${t.acceptanceDays} 天 ／ 登记日 + ${t.acceptanceDays} 天在当月的件`,
    ],
    [
      'on_time_completion',
      rateNames['on_time_completion']!,
      `在限办截止时间前答复或办结。无记录截止时间的，为受理后 ${t.completionDays} 天，依规延期的再加 ${t.extensionDays} 天。`,
      '答复（办结）日 ≤ 截止日 ／ 截止日在当月的件',
    ],
    [
      'satisfaction',
      rateNames['satisfaction']!,
      '当月评价为满意或基本满意的件所占比例。一件多次评价取当月最后一次；无评价不计为满意，也不计为不满意。',
      '（满意 + 基本满意）／（满意 + 基本满意 + 不满意）',
    ],
    [
      'participation',
      rateNames['participation']!,
      '评价期限落在当月的件中，按期作出评价的比例。',
      '按期评价 ／ 评价截止日在当月的件',
    ],
    [
      'first_resolution',
      rateNames['first_resolution']!,
      `初次信访件办结后 ${t.repeatWindowDays} 天内没有关联的重复信访。观察期未满的不计算，标为“未满观察期”。`,
      `观察期内无重复 ／ 办结日 + ${t.repeatWindowDays} 天在当月的初访件`,
    ],
    [
      'backlog_resolution',
      rateNames['backlog_resolution']!,
      `最近 ${t.backlogMonths} 个月内在办的积案中，到月末已办结的比例。`,
      `已办结积案 ／ 最近 ${t.backlogMonths} 个月在办积案`,
    ],
    [
      'document_delivery',
      rateNames['document_delivery']!,
      `答复文书作出后 ${t.deliveryDays} 天内送达。`,
      `送达日 ≤ 文书日 + ${t.deliveryDays} 天 ／ 文书日 + ${t.deliveryDays} 天在当月的件`,
    ],
    [
      'disclosure',
      rateNames['disclosure']!,
      '当月办结的件应公开的五个节点（登记、转交、受理告知、处理意见、送达）中已有日期的比例。',
      '已有节点数 ／（5 × 当月办结件）；区间按件计',
    ],
    [
      'urgent_response',
      rateNames['urgent_response']!,
      `重大紧急件报告后 ${t.urgentHours} 小时内到场。未到场的计为未达标。`,
      `到场时间 ≤ 报告时间 + ${t.urgentHours} 小时 ／ 截止时刻在当月的紧急件`,
    ],
    ['repeat', rateNames['repeat']!, '当月登记件中的重复信访件比例；只报告，不计分。', '重复件 ／ 当月登记件'],
    [
      'theme_rate',
      '服务问题主题比例',
      '有内容留言的信访件中，至少一条留言指向承办单位该问题的比例；一件一个主题只计一次，政策和第三方的问题不计入单位。机器识别的原始比例按模型的灵敏度、特异度或人工随机复核校正，估计方法逐行写明。',
      '校正值 =（原始比例 + 特异度 − 1）／（灵敏度 + 特异度 − 1）',
    ],
    [
      'share',
      '高频问题占比',
      '属于该问题的件占当月登记件的比例。“去重事件”把近似重复的件并为一件。',
      '该问题件数 ／ 当月登记且纳入统计的件',
    ],
    ['heat', '热度', '综合件量、近期集中度、涉及范围、重复程度的排序指标，0–100。', '按评分配置计算'],
    [
      'burst',
      '突增',
      '当月件数与历史期望之比显著高于随机波动的系列。',
      '观察 ／ 期望；单侧精确检验，当月全部系列一并校正（BH）',
    ],
    [
      'score',
      '质量分项得分',
      '四个一级指标各由若干比率和主题构成，比率先向同层级均值收缩，缺项的权重分给其余项；综合得分 = 群众评价、上级督查、第三方暗访加权，再减督办扣分。',
      '得分 = Σ 100 × 权重 × 分量值',
    ],
    [
      'band',
      '档次与位次',
      '按得分分为优、良、中、待改进，代替排名。“整体高于”只数得分区间整个在本单位之上的同层级单位。',
      '优 ≥ 90，良 ≥ 80，中 ≥ 60，其余待改进',
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
      '把单位高于同层级的服务问题按主题对应到培训模块，并区分原因；证据不足时只观察。',
      '需求值 0–100',
    ],
    [
      'interval',
      '区间',
      '括号内为 95% 区间：真实水平大致落在其中。件数越少区间越宽；件数不足 10 的标“少”，不宜据此下结论。',
      '比率：Wilson 区间',
    ],
    [
      'test',
      '明显与随机波动',
      '只有检验通过（q ≤ 0.05，当月全部检验一并做错误发现率校正）才写“明显”，否则写“在随机波动范围内”。',
      '两样本条件精确 mid-p 检验，Benjamini–Hochberg 校正',
    ],
    [
      'funnel',
      '控制限',
      '在同层级均值处按件数画出的 95% 和 99.8% 界限。落在限外才值得查原因，件数少的单位界限自然更宽。',
      '二项分布精确界限，按离散度放宽',
    ],
  ];
  return entries.map(([id, name, words, formula]) => ({ id, name, words, formula }));
}
