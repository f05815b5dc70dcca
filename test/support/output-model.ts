import type { RateCell, ReportModel, ScoreCell, UnitLine } from '../../src/output/report-model.js';
import { indicatorNames } from '../../src/output/report-words.js';
import type { UnitModel } from '../../src/output/unit-model.js';

const rateIds = [
  ['timely_acceptance', '及时受理率'],
  ['on_time_completion', '按期办结率'],
  ['satisfaction', '群众满意率'],
  ['participation', '参评率'],
  ['first_resolution', '初访一次性解决率'],
  ['backlog_resolution', '重复信访积案化解率'],
  ['document_delivery', '文书送达及时率'],
  ['disclosure', '信息公开完整率'],
  ['urgent_response', '应急响应及时率'],
  ['repeat', '重复信访率'],
] as const;

const formulaLike = '=HYPERLINK("x")积水反复';

/** An invented month of an invented office; the number of units may be as large as an office's ever is. */
export function inventedModel(unitCount: number): ReportModel {
  const definitions = rateIds.map(([id, name]) => ({ id, name, words: `${name}的含义。`, formula: '分子 ／ 分母' }));
  return {
    header: {
      title: '2025年6月群众诉求办理质效分析报告',
      office: '某市信访工作办公室',
      month: '2025-06',
      monthWords: '2025年6月',
      previousMonth: '2025-05',
      versions: [
        { name: '民声', version: '0.1.0' },
        { name: '主题体系', version: '1.0' },
      ],
      notes: ['剔除 3 行，原因见附表。'],
    },
    keyFacts: {
      happened: [
        plain('登记信访件 412 件，较上月 +12 件，在随机波动范围内。'),
        plain('群众满意率 83.1%（78.0%–87.2%）。'),
      ],
      matters: [{ ...plain('东湖街道按期办结率 61.5%，低于 99.8% 控制限。'), tone: 'bad' }],
      todo: [plain('对东湖街道的超期件逐件督办。')],
    },
    totals: {
      cases: { count: 412, previous: 400, yearAgo: 380, qPrevious: 0.4 },
      completed: { count: 398, previous: 377, yearAgo: null, qPrevious: 0.5 },
      comments: { count: 301, previous: 290, yearAgo: null, qPrevious: 0.6 },
      rated: { count: 350, previous: 341, yearAgo: null, qPrevious: 0.7 },
      channels: [labelled('来电', 220), labelled('网信', 120), labelled('来访', 72)],
      subjects: Array.from({ length: 11 }, (_, index) => labelled(`分类${index + 1}`, 60 - index * 4)),
      ratings: [labelled('满意', 210), labelled('基本满意', 81), labelled('不满意', 59)],
      excluded: [labelled('litigation', 6)],
      abstentions: [labelled('no_content', 40), labelled('uncertain', 12)],
      rejected: [labelled('bad_date', 3)],
      sources: { files: 4, read: 4203, kept: 4200, rejected: 3 },
      history: [],
    },
    overall: rateIds.map(([definitionId, name], index) => ({
      ...(definitionId === 'first_resolution' ? none : estimate(380 - index * 11, 400)),
      definitionId,
      name,
      previous: 0.9,
      qPrevious: index === 1 ? 0.01 : 0.3,
      history: [],
    })),
    units: Array.from({ length: unitCount }, (_, index) => unitLine(index, unitCount)),
    issues: [formulaLike, '夜间施工噪声', '小区停水'].map((title, index) => ({
      issueId: `I${index + 1}`,
      rank: index + 1,
      title,
      subject: '城乡建设',
      place: '东湖街道',
      object: null,
      cases: 31 - index * 6,
      distinctEvents: 20 - index * 4,
      share: 0.075 - index * 0.01,
      low: 0.05,
      high: 0.1,
      previousCases: index === 2 ? null : 12,
      change: 0.04,
      qValue: 0.004,
      isNew: index === 2,
      firstSeenOn: 20_240,
      heat: 88.5 - index,
      units: [labelled('东湖街道办事处', 18), labelled('市水务局', 9)],
      places: [labelled('东湖街道', 22)],
      passages: [
        {
          owner: 'case',
          id: `C00${index}`,
          unit: '东湖街道办事处',
          text: '连续三天\u0007夜里施工 <没人管>。',
          evidence: [{ start: 5, end: 9 }],
        },
      ],
    })),
    bursts: [
      {
        scope: 'issue',
        label: '小区停水',
        unit: null,
        observed: 19,
        expected: 3.2,
        ratio: 5.9,
        low: 3.1,
        high: 9.9,
        qValue: 0.0002,
      },
    ],
    themes: ['拖延超期', '政策解释不清', '服务态度差'].map((name, index) => ({
      ...estimate(40 - index * 9, 301),
      themeId: `theme_${index}`,
      name,
      definition: `${name}的定义`,
      indicatorId: 'service',
      indicator: '服务质量',
      raw: 0.13,
      estimator: 'rogan_gladen',
      previous: 0.1,
      qPrevious: 0.2,
      units:
        index > 0
          ? []
          : [
              {
                ...estimate(14, 30),
                unitId: 'U1',
                name: '东湖街道办事处',
                raw: 14 / 30,
                qValue: 0.01,
                qPrevious: null,
                previousRaw: null,
                side: 'above',
              },
            ],
      passages: [
        {
          owner: 'comment',
          id: 'K1',
          unit: '东湖街道办事处',
          text: '等了两个多月没有消息',
          evidence: [{ start: 2, end: 6 }],
        },
      ],
    })),
    supervision: {
      acceptance: 4,
      completion: 17,
      open: 9,
      units: [{ name: '东湖街道办事处', acceptance: 2, completion: 12, open: 7, longest: 41, deduction: -0.5 }],
      cases: [
        { caseId: 'C100', unit: '东湖街道办事处', kind: 'completion', dueOn: 20_230, daysOver: 21, state: 'open' },
      ],
      vetoes: [{ unit: '西岭镇', kind: '虚假办结', state: 'candidate', evidence: 2, reason: null }],
      appeals: [labelled('appeal_open', 1)],
    },
    training: [
      {
        unitId: 'U1',
        unit: '东湖街道办事处',
        moduleId: 'M06',
        module: '时限管理与督办预警',
        need: 71.2,
        low: 55,
        high: 88,
        cause: 'skill',
        causeWords: '能力不足',
        themes: ['拖延超期'],
        evidenceCount: 14,
        verdict: 'need',
      },
    ],
    suggestions: [
      { text: '对东湖街道超期件逐件督办。', because: '按期办结率 61.5%，12 件超期', section: 'supervision' },
    ],
    definitions,
  };
}

/** What one invented unit gets. */
export function inventedUnit(index: number): UnitModel {
  const shown = { kind: 'shown', numerator: 18, denominator: 22, value: 18 / 22, low: 0.615, high: 0.927 } as const;
  return {
    title: '2025年6月群众评价与办理质效通报',
    office: '某市信访工作办公室',
    month: '2025-06',
    monthWords: '2025年6月',
    unitId: `U${index}`,
    name: `第${index}街道 <办事处> & 社区`,
    tierName: '基层单位',
    versions: [{ name: '主题体系', version: '1.0' }],
    summary: ['本月登记信访件 31 件。', '按期办结率 81.8%。'],
    counts: [
      { label: '登记信访件', cell: { kind: 'shown', count: 31 } },
      { label: '超期件', cell: { kind: 'hidden' } },
    ],
    rates: rateIds.map(([definitionId, name], place) => ({
      definitionId,
      name,
      cell: place === 4 ? { kind: 'none', note: 'window_open' } : place === 8 ? { kind: 'hidden' } : shown,
      words: place === 1 ? '较上月 +1.0 个百分点，在随机波动范围内' : '',
    })),
    themes: Array.from({ length: 12 }, (_, place) => ({
      themeId: `theme_${place}`,
      name: `主题${place}`,
      indicator: '服务质量',
      cell: shown,
      words: '',
    })),
    bands: [{ indicatorId: 'final', name: '综合得分', band: '良' }],
    training: [],
    suggestions: ['请核对超期件。'],
    definitions: rateIds.map(([id, name]) => ({ id, name, words: `${name}的含义。`, formula: '分子 ／ 分母' })),
  };
}

function plain(text: string) {
  return { text, tone: 'plain', definition: null, section: 'totals' } as const;
}

function labelled(label: string, count: number) {
  return { label, count, previous: count - 3 };
}

const none = { numerator: 0, denominator: 0, value: null, low: null, high: null };

function estimate(numerator: number, denominator: number) {
  const value = numerator / denominator;
  return { numerator, denominator, value, low: value - 0.04 * value, high: Math.min(1, value + 0.03) };
}

function unitLine(index: number, unitCount: number): UnitLine {
  const names = ['东湖街道办事处', '西岭镇人民政府', '市水务局'];
  const rates = rateIds.map(
    ([definitionId], place): RateCell => ({
      ...(place === 4 ? none : estimate(place === 8 ? 7 : 25 - (index % 7) - place, place === 8 ? 8 : 26)),
      definitionId,
      shrunk: 0.8,
      tierMean: 0.85,
      qValue: index === 0 && place === 1 ? 0.001 : 0.5,
      previous: 0.8,
      qPrevious: 0.5,
      funnel: index === 0 && place === 1 ? 'below_998' : 'inside',
      note: place === 4 ? 'window_open' : null,
    }),
  );
  const indicators = Object.keys(indicatorNames) as ScoreCell['indicatorId'][];
  return {
    unitId: `U${index + 1}`,
    name: names[index] ?? `第${index}街道办事处`,
    tier: 'grassroots',
    tierName: '基层单位',
    cases: 31,
    commented: 22,
    rates,
    scores: indicators.map((indicatorId, place) => ({
      indicatorId,
      score: place === 5 ? null : 82.44 - index * 0.1,
      low: place === 5 ? null : 75,
      high: place === 5 ? null : 88.9,
      band: place === 5 ? null : '良',
      weight: 0.25,
      missing: place === 5 ? ['superior'] : [],
    })),
    above: 0,
    compared: unitCount,
    overdue: 2,
    open: 1,
  };
}
