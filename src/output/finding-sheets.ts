import type { ReportModel } from './report-model.js';
import { label } from './report-words.js';
import { type Cell, column, type Sheet } from './workbook.js';

/** Every theme of the office, then the units that stand out in it. */
export function themeSheet(model: ReportModel): Sheet {
  const columns = [
    column('主题', 26),
    column('所属指标', 12),
    column('单位', 24),
    column('件数', 10, 'count'),
    column('有留言信访件', 12, 'count'),
    column('未校正发生率', 12, 'rate'),
    column('校正后发生率', 12, 'rate'),
    column('区间下限', 10, 'rate'),
    column('区间上限', 10, 'rate'),
    column('估计方法', 22),
    column('与同层级比 q', 12, 'small'),
    column('上月（未校正）', 14, 'rate'),
    column('与上月比 q', 11, 'small'),
    column('含义', 40),
  ];
  const rows = model.themes.flatMap(theme => [
    [
      theme.name,
      theme.indicator,
      '全部单位',
      theme.numerator,
      theme.denominator,
      theme.raw,
      theme.value,
      theme.low,
      theme.high,
      theme.estimator === null ? '' : label(theme.estimator),
      null,
      theme.previous,
      theme.qPrevious,
      theme.definition,
    ] as Cell[],
    ...theme.units.map((unit): Cell[] => [
      theme.name,
      theme.indicator,
      unit.name,
      unit.numerator,
      unit.denominator,
      unit.raw,
      unit.value,
      unit.low,
      unit.high,
      '',
      unit.qValue,
      unit.previousRaw,
      unit.qPrevious,
      '',
    ]),
  ]);
  return { name: '主题', columns, rows, fixedColumns: 1 };
}

/** The high-frequency issues. */
export function issueSheet(model: ReportModel): Sheet {
  const columns = [
    column('序', 6, 'count'),
    column('问题', 40),
    column('内容分类', 18),
    column('地点', 18),
    column('对象', 18),
    column('件数', 8, 'count'),
    column('去重后', 8, 'count'),
    column('占比', 9, 'rate'),
    column('区间下限', 10, 'rate'),
    column('区间上限', 10, 'rate'),
    column('上月件数', 10, 'count'),
    column('占比变化', 10, 'rate'),
    column('与上月比 q', 11, 'small'),
    column('新增', 8),
    column('首次出现', 12, 'date'),
    column('热度', 8, 'score'),
    column('涉及单位', 50),
    column('编号', 20),
  ];
  const rows = model.issues.map((issue): Cell[] => [
    issue.rank,
    issue.title,
    issue.subject ?? '',
    issue.place ?? '',
    issue.object ?? '',
    issue.cases,
    issue.distinctEvents,
    issue.share,
    issue.low,
    issue.high,
    issue.previousCases,
    issue.change,
    issue.qValue,
    issue.isNew ? '是' : '否',
    issue.firstSeenOn,
    issue.heat,
    issue.units.map(unit => `${unit.label} ${unit.count} 件`).join('、'),
    issue.issueId,
  ]);
  return { name: '高频问题', columns, rows, fixedColumns: 2 };
}
