import { rateMeasure } from '../report-definitions.js';
import type { Labelled, ReportModel } from '../report-model.js';
import {
  changeWords,
  countDifference,
  countText,
  fixed,
  interval,
  isReal,
  noValue,
  percent,
  qText,
  shortMonth,
} from '../report-words.js';
import type { Painter } from './chart.js';
import { html, type Markup, nothing } from './markup.js';
import { type Column, table } from './table.js';
import { rateTrend, volumeTrend } from './trend-charts.js';

/** 一、总体情况 */
export function totalsSection(model: ReportModel, paint: Painter): Markup {
  const { totals } = model;
  const chart = volumeTrend(model);
  const counts = [
    ['登记信访件', totals.cases, '件'],
    ['答复或办结', totals.completed, '件'],
    ['有内容留言', totals.comments, '条'],
    ['已评价件', totals.rated, '件'],
  ] as const;
  return html`<section id="totals"><h2>一、总体情况</h2>
<div class="columns">
<div>${chart ? paint(chart) : nothing}
${table({
  caption: '数量与变化',
  columns: [
    { header: '项目' },
    { header: '本月', align: 'right', definition: 'cases' },
    { header: '环比', align: 'right' },
    { header: '去年同月', align: 'right' },
    { header: '是否超出随机波动', definition: 'test' },
  ],
  rows: counts.map(([name, change, measure]) => [
    name,
    countText(change.count),
    change.previous === null ? noValue : countDifference(change.count, change.previous, measure),
    change.yearAgo === null ? noValue : countText(change.yearAgo),
    change.qPrevious === null
      ? noValue
      : isReal(change.qPrevious)
        ? `是（q ${qText(change.qPrevious)}）`
        : `否（q ${qText(change.qPrevious)}）`,
  ]),
  empty: '没有数据。',
})}
${labelTable('不计入的件', '原因', totals.excluded, '没有不计入的件。', null)}
</div>
<div>
${labelTable('内容分类', '分类', totals.subjects, '没有内容分类。', totals.cases.count)}
${labelTable('来源渠道', '渠道', totals.channels, '没有渠道信息。', totals.cases.count)}
${labelTable('满意度等级', '等级', totals.ratings, '本月没有评价。', sum(totals.ratings))}
</div>
</div>
<div class="columns">
<div>${labelTable('未打主题的留言', '原因', totals.abstentions, '没有此类留言。', null)}</div>
<div>${labelTable('未采用的数据行（全部来源）', '原因', totals.rejected, '全部数据行均已采用。', null)}</div>
</div>
</section>
`;
}

/** 二、办理质效 */
export function ratesSection(model: ReportModel, paint: Painter): Markup {
  const chart = rateTrend(model.overall);
  const months = [...new Set(model.overall.flatMap(rate => rate.history.map(point => point.month)))].sort();
  return html`<section id="rates"><h2>二、办理质效</h2>
<div class="columns">
<div>${chart ? paint(chart) : html`<p class="empty">本月没有可计算的三率。</p>`}</div>
<div>${table({
    caption: '全部比率：本月（下行为 95% 区间）',
    columns: [
      { header: '比率', fixed: true },
      { header: '本月', align: 'right' },
      { header: '件数', align: 'right' },
      { header: '与上月相比', definition: 'test', wide: true },
    ],
    rows: model.overall.map(rate => [
      html`<a class="def" href="#def-${rate.definitionId}">${rate.name}</a>`,
      html`${percent(rate.value)}<small>${interval(rate)}</small>`,
      `${countText(rate.numerator)}/${countText(rate.denominator)}`,
      changeWords(rate.value, rate.previous, rate.qPrevious) || noValue,
    ]),
    empty: '没有数据。',
  })}</div>
</div>
${table({
  caption: '近六个月',
  columns: [
    { header: '比率', fixed: true },
    ...months.map((month): Column => ({ header: shortMonth(month), align: 'right' })),
  ],
  rows: model.overall.map(rate => [
    rate.name,
    ...months.map(month => {
      const point = rate.history.find(each => each.month === month);
      return point === undefined || point.value === null
        ? noValue
        : html`${percent(point.value)}<small>${countText(point.denominator)} ${rateMeasure(rate.definitionId)}</small>`;
    }),
  ]),
  empty: '没有数据。',
  dense: true,
})}
</section>
`;
}

/** Labels shown one by one; the rest is added up. */
const mostLabels = 15;

function labelTable(
  caption: string,
  name: string,
  rows: readonly Labelled[],
  empty: string,
  all: number | null,
): Markup {
  const hasPrevious = rows.some(row => row.previous !== null);
  const columns: Column[] = [
    { header: name, wide: true },
    { header: '数量', align: 'right' },
  ];
  if (all !== null) columns.push({ header: '占比', align: 'right' });
  if (hasPrevious) columns.push({ header: '上月', align: 'right' });
  return table({
    caption,
    columns,
    rows: shortened(rows).map(row => [
      row.label,
      countText(row.count),
      ...(all === null ? [] : [all === 0 ? noValue : `${fixed((row.count / all) * 100, 1)}%`]),
      ...(hasPrevious ? [row.previous === null ? noValue : countText(row.previous)] : []),
    ]),
    empty: `${caption}：${empty}`,
    dense: true,
  });
}

function shortened(rows: readonly Labelled[]): readonly Labelled[] {
  if (rows.length <= mostLabels) return rows;
  const rest = rows.slice(mostLabels - 1);
  const previous = rest.some(row => row.previous === null) ? null : rest.reduce((all, row) => all + row.previous!, 0);
  return [...rows.slice(0, mostLabels - 1), { label: `其余 ${rest.length} 项`, count: sum(rest), previous }];
}

function sum(rows: readonly Labelled[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
