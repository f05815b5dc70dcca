import type { FileChild } from 'docx';
import { isoDay } from '../../core/dates.js';
import type { RateCell, ReportModel, UnitLine } from '../report-model.js';
import {
  countText,
  indicatorNames,
  isSmall,
  label,
  noValue,
  percent,
  positionWords,
  scoreText,
} from '../report-words.js';
import { heading, headingOnNewPage, note, type Pieces, table, tableTitle, withInterval } from './blocks.js';

const ratesPerTable = 5;
const scoreColumns = ['performance', 'service', 'compliance', 'emergency', 'citizens', 'final'] as const;

/** 附表: every unit's rates and scores, open supervision, definitions, versions. */
export function annexes(model: ReportModel): FileChild[] {
  return [
    ...rateTables(model),
    ...scoreTable(model),
    ...openCases(model),
    heading(1, '附表四　指标口径'),
    table(
      [
        { header: '指标', share: 3, align: 'left' },
        { header: '含义', share: 6, align: 'left' },
        { header: '算法', share: 6, align: 'left' },
      ],
      model.definitions.map(definition => [definition.name, definition.words, definition.formula]),
    ),
    tableTitle('版本'),
    table(
      [
        { header: '名称', share: 4, align: 'left' },
        { header: '版本', share: 8, align: 'left' },
      ],
      model.header.versions.map(({ name, version }) => [name, version]),
    ),
  ];
}

function rateTables(model: ReportModel): FileChild[] {
  const { overall, units } = model;
  const tables: FileChild[] = [headingOnNewPage('附表一　各单位指标')];
  for (let start = 0; start < overall.length; start += ratesPerTable) {
    const columns = [
      { header: '单位', share: 3.2, align: 'left' as const },
      { header: '信访件', share: 1.4 },
      ...overall.slice(start, start + ratesPerTable).map(rate => ({ header: rate.name, share: 2.5 })),
    ];
    const rows = units.map(unit => [
      unit.name,
      countText(unit.cases),
      ...unit.rates.slice(start, start + ratesPerTable).map(rateCell),
    ]);
    tables.push(
      tableTitle(`各单位指标（${start / ratesPerTable + 1}）`),
      table(columns, rows),
      note(
        '第二行为 95% 区间。▲、▼：高于、低于同层级 95% 控制限，▲▲、▼▼：99.8%；' +
          '*：分母不足 10，不宜单独解读。单位按层级和编号排列，不是名次。',
      ),
    );
  }
  return tables;
}

const marks = { inside: '', above_95: '▲', below_95: '▼', above_998: '▲▲', below_998: '▼▼' } as const;

function rateCell(cell: RateCell): Pieces {
  if (cell.value === null) return cell.note === null ? noValue : label(cell.note);
  const mark = `${cell.funnel === null ? '' : marks[cell.funnel]}${isSmall(cell.denominator) ? '*' : ''}`;
  return withInterval(`${percent(cell.value)}${mark}`, bound(cell.low), bound(cell.high));
}

function bound(limit: number | null): string | null {
  return limit === null ? null : percent(limit);
}

function scoreTable(model: ReportModel): FileChild[] {
  const columns = [
    { header: '单位', share: 3.4, align: 'left' as const },
    ...scoreColumns.map(id => ({ header: indicatorNames[id], share: 2.1 })),
    { header: '档次', share: 1.5 },
    { header: '同层级位置', share: 2.4 },
  ];
  return [
    heading(1, '附表二　各单位分项得分'),
    table(columns, model.units.map(scoreRow)),
    note('第二行为 95% 区间。位置以“整个区间都高于本单位”的单位数表示，区间重叠的不分先后。'),
  ];
}

function scoreRow(unit: UnitLine): Pieces[] {
  const cells = scoreColumns.map(id => unit.scores.find(cell => cell.indicatorId === id));
  const texts = cells.map(cell => {
    if (cell === undefined || cell.score === null) return noValue;
    const [low, high] = [cell.low, cell.high].map(limit => (limit === null ? null : scoreText(limit)));
    return withInterval(scoreText(cell.score), low ?? null, high ?? null);
  });
  return [unit.name, ...texts, cells.at(-1)?.band ?? noValue, positionWords(unit)];
}

function openCases(model: ReportModel): FileChild[] {
  const { cases } = model.supervision;
  const columns = [
    { header: '信访件编号', share: 4, align: 'left' as const },
    { header: '单位', share: 4, align: 'left' as const },
    { header: '类别', share: 2 },
    { header: '期限', share: 2.5 },
    { header: '超期天数', share: 2 },
  ];
  const rows = cases.map(item => [
    item.caseId,
    item.unit,
    label(item.kind),
    isoDay(item.dueOn),
    countText(item.daysOver),
  ]);
  return [
    heading(1, '附表三　超期未办结督办件'),
    ...(rows.length === 0 ? [note('截至月末没有超期未办结的督办件。')] : [table(columns, rows)]),
    ...(rows.length > 0 && model.supervision.open > rows.length
      ? [note(`共 ${countText(model.supervision.open)} 件，此处列超期最长的 ${rows.length} 件。`)]
      : []),
  ];
}
