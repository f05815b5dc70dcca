import type { ReportModel } from './report-model.js';
import { funnelWords, indicatorNames, label } from './report-words.js';
import { type Cell, column, type Sheet } from './workbook.js';

/** Every rate of the office and of each unit, with interval and tests. */
export function rateSheet(model: ReportModel): Sheet {
  const columns = [
    column('单位编号', 14),
    column('单位', 24),
    column('层级', 10),
    column('指标', 20),
    column('分子', 10, 'count'),
    column('分母', 10, 'count'),
    column('数值', 10, 'rate'),
    column('区间下限', 10, 'rate'),
    column('区间上限', 10, 'rate'),
    column('收缩后', 10, 'rate'),
    column('同层级平均', 11, 'rate'),
    column('与同层级比 q', 12, 'small'),
    column('控制限', 18),
    column('上月', 10, 'rate'),
    column('与上月比 q', 11, 'small'),
    column('备注', 14),
  ];
  const names = new Map(model.overall.map(rate => [rate.definitionId, rate.name]));
  const total = model.overall.map((rate): Cell[] => [
    '',
    '全部单位',
    '',
    rate.name,
    rate.numerator,
    rate.denominator,
    rate.value,
    rate.low,
    rate.high,
    null,
    null,
    null,
    '',
    rate.previous,
    rate.qPrevious,
    '',
  ]);
  const rows = model.units.flatMap(unit =>
    unit.rates.map((rate): Cell[] => [
      unit.unitId,
      unit.name,
      unit.tierName,
      names.get(rate.definitionId) ?? rate.definitionId,
      rate.numerator,
      rate.denominator,
      rate.value,
      rate.low,
      rate.high,
      rate.shrunk,
      rate.tierMean,
      rate.qValue,
      rate.funnel === null ? '' : funnelWords(rate.funnel),
      rate.previous,
      rate.qPrevious,
      rate.note === null ? '' : label(rate.note),
    ]),
  );
  return { name: '三率及其他指标', columns, rows: [...total, ...rows], fixedColumns: 2 };
}

/** Nine sub-scores of each unit. */
export function scoreSheet(model: ReportModel): Sheet {
  const columns = [
    column('单位编号', 14),
    column('单位', 24),
    column('层级', 10),
    column('项目', 16),
    column('得分', 10, 'score'),
    column('区间下限', 10, 'score'),
    column('区间上限', 10, 'score'),
    column('档次', 10),
    column('权重', 10, 'rate'),
    column('缺项', 40),
    column('整体高于本单位的家数', 14, 'count'),
    column('参与比较的家数', 12, 'count'),
  ];
  const names = new Map<string, string>([
    ...Object.entries(indicatorNames),
    ...model.definitions.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const rows = model.units.flatMap(unit =>
    unit.scores.map((cell): Cell[] => [
      unit.unitId,
      unit.name,
      unit.tierName,
      indicatorNames[cell.indicatorId],
      cell.score,
      cell.low,
      cell.high,
      cell.band ?? '',
      cell.weight,
      cell.missing.map(id => names.get(id) ?? label(id)).join('、'),
      cell.indicatorId === 'final' ? unit.above : null,
      cell.indicatorId === 'final' ? unit.compared : null,
    ]),
  );
  return { name: '分项得分', columns, rows, fixedColumns: 2 };
}

/** Missed deadlines: totals by unit, then the longest open ones. */
export function supervisionSheet(model: ReportModel): Sheet {
  const columns = [
    column('单位', 26),
    column('信访件编号', 22),
    column('类别', 14),
    column('期限', 12, 'date'),
    column('超期天数', 10, 'count'),
    column('状态', 10),
    column('本月受理超期', 13, 'count'),
    column('本月办结超期', 13, 'count'),
    column('尚未办结', 10, 'count'),
    column('扣分', 8, 'score'),
  ];
  const units = model.supervision.units.map((unit): Cell[] => [
    unit.name,
    '（合计）',
    '',
    null,
    null,
    '',
    unit.acceptance,
    unit.completion,
    unit.open,
    unit.deduction,
  ]);
  const rows = model.supervision.cases.map((item): Cell[] => [
    item.unit,
    item.caseId,
    label(item.kind),
    item.dueOn,
    item.daysOver,
    label(item.state),
    null,
    null,
    null,
    null,
  ]);
  return { name: '督办', columns, rows: [...units, ...rows], fixedColumns: 1 };
}

/** Training needs with enough evidence to say something. */
export function trainingSheet(model: ReportModel): Sheet {
  const columns = [
    column('单位', 26),
    column('培训模块', 34),
    column('结论', 12),
    column('需求指数', 10, 'score'),
    column('区间下限', 10, 'score'),
    column('区间上限', 10, 'score'),
    column('成因', 12),
    column('涉及主题', 46),
    column('证据件数', 10, 'count'),
  ];
  const rows = model.training.map((entry): Cell[] => [
    entry.unit,
    entry.module,
    label(entry.verdict),
    entry.need,
    entry.low,
    entry.high,
    entry.causeWords,
    entry.themes.join('、'),
    entry.evidenceCount,
  ]);
  return { name: '培训需求', columns, rows, fixedColumns: 1 };
}
