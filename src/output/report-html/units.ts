import { componentName, lowerIsBetter, rateNames, rateOrder, threeRates } from '../report-definitions.js';
import type { RateCell, ReportModel, ScoreCell, UnitLine } from '../report-model.js';
import {
  countText,
  funnelWords,
  indicatorNames,
  isReal,
  isSmall,
  label,
  noValue,
  percent,
  positionWords,
  scoreText,
} from '../report-words.js';
import type { Painter } from './chart.js';
import { unitRates, unitScores } from './interval-charts.js';
import { html, type Markup, nothing } from './markup.js';
import { table } from './table.js';

/** 三、各单位办理情况 */
export function unitsSection(model: ReportModel, paint: Painter): Markup {
  const charts = threeRates.flatMap(id => unitRates(model.units, id) ?? []);
  return html`<section id="units"><h2>三、各单位办理情况</h2>
<div class="columns three">${charts.map(paint)}</div>
${table({
  caption: '各单位比率（下行为 95% 区间与件数）',
  columns: [
    { header: '单位', fixed: true },
    { header: '件量', align: 'right', definition: 'cases' },
    ...rateOrder.map(id => ({ header: rateNames[id]!, align: 'right' as const, definition: id })),
  ],
  rows: model.units.map(unit => [
    html`${unit.name}<small>${unit.tierName}</small>`,
    countText(unit.cases),
    ...unit.rates.map(rateContent),
  ]),
  empty: '没有单位。',
  dense: true,
})}
<p class="note">▼ ▲：超出同层级 95% 控制限，▼▼ ▲▲：超出 99.8%；<b class="bad">红</b>为不利、<b class="good">绿</b>为有利；<b>粗体</b>：与同层级其余单位的差异检验通过；↑ ↓：与本单位上月的差异检验通过；<span class="few">少</span>：不足 10 件，不宜下结论。</p>
</section>
`;
}

const defined: ReadonlySet<string> = new Set(['performance', 'service', 'compliance', 'emergency', 'citizens']);

/** 四、质量分项得分 */
export function scoresSection(model: ReportModel, paint: Painter): Markup {
  const chart = unitScores(model.units);
  return html`<section id="scores"><h2>四、质量分项得分与档次</h2>
<div class="columns charts">${chart ? paint(chart) : nothing}
<div class="reading"><p>得分按档次看，不排名次：两家单位的区间重叠，就不能说谁高谁低。“整体高于”只数区间完全在本单位之上的同层级单位。</p>
${bandCounts(model.units)}</div></div>
${table({
  caption: '各单位分项得分（下行为 95% 区间）',
  columns: [
    { header: '单位', fixed: true },
    ...model.units.slice(0, 1).flatMap(unit =>
      unit.scores.map(cell => ({
        header: indicatorNames[cell.indicatorId],
        align: 'right' as const,
        definition: defined.has(cell.indicatorId) ? cell.indicatorId : 'final',
      })),
    ),
    { header: '档次', align: 'center' as const, definition: 'band' },
    { header: '位次', definition: 'band', wide: true },
    { header: '缺项' },
  ],
  rows: model.units.map(unit => [
    html`${unit.name}<small>${unit.tierName}</small>`,
    ...unit.scores.map(scoreContent),
    band(unit.scores.at(-1)?.band ?? null),
    positionWords(unit),
    missing(unit),
  ]),
  empty: '没有单位。',
  dense: true,
})}
</section>
`;
}

function rateContent(rate: RateCell): Markup {
  if (rate.value === null) return html`<span class="none">${rate.note === null ? noValue : label(rate.note)}</span>`;
  const small = isSmall(rate.denominator);
  const side =
    rate.funnel === null || rate.funnel === 'inside' ? null : rate.funnel.startsWith('above') ? 'above' : 'below';
  const good = side === null ? null : (side === 'above') !== lowerIsBetter.has(rate.definitionId);
  const mark = side === null ? '' : (side === 'above' ? '▲' : '▼').repeat(rate.funnel!.endsWith('998') ? 2 : 1);
  const moved = isReal(rate.qPrevious) && rate.previous !== null ? (rate.value > rate.previous ? '↑' : '↓') : '';
  const tone = good === null ? '' : good ? 'good' : 'bad';
  const value = html`<span class="${tone}"${mark ? html` title="${funnelWords(rate.funnel)}"` : nothing}>${mark}${percent(rate.value)}${moved}</span>`;
  return html`${isReal(rate.qValue) ? html`<b>${value}</b>` : value}${small ? html`<span class="few" title="不足 10 件">少</span>` : nothing}<small>${range(rate)} ${countText(rate.numerator)}/${countText(rate.denominator)}</small>`;
}

function range(rate: RateCell): string {
  if (rate.low === null || rate.high === null) return '';
  return `${percent(rate.low, 0).slice(0, -1)}–${percent(rate.high, 0)}`;
}

function scoreContent(cell: ScoreCell): Markup {
  if (cell.score === null) return html`<span class="none">${noValue}</span>`;
  const hasRange = cell.low !== null && cell.high !== null && cell.low !== cell.high;
  return html`${scoreText(cell.score)}${hasRange ? html`<small>${scoreText(cell.low)}–${scoreText(cell.high)}</small>` : nothing}`;
}

const bandClasses: Readonly<Record<string, string>> = { 优: 'a', 良: 'b', 中: 'c', 待改进: 'd' };

function band(name: string | null): Markup {
  if (name === null) return html`<span class="none">不评</span>`;
  return html`<span class="band ${bandClasses[name] ?? 'c'}">${name}</span>`;
}

function bandCounts(units: readonly UnitLine[]): Markup {
  const bands = ['优', '良', '中', '待改进'];
  const rows = bands.map(name => {
    const members = units.filter(unit => unit.scores.at(-1)?.band === name);
    return [
      band(name),
      String(members.length),
      members
        .slice(0, 8)
        .map(unit => unit.name)
        .join('、') + (members.length > 8 ? ' 等' : ''),
    ];
  });
  const without = units.filter(unit => (unit.scores.at(-1)?.band ?? null) === null);
  if (without.length > 0) {
    rows.push([
      band(null),
      String(without.length),
      without
        .slice(0, 8)
        .map(unit => unit.name)
        .join('、'),
    ]);
  }
  return table({
    caption: '综合得分档次',
    columns: [
      { header: '档次', align: 'center', definition: 'band' },
      { header: '家数', align: 'right' },
      { header: '单位', wide: true },
    ],
    rows,
    empty: '没有单位。',
  });
}

function missing(unit: UnitLine): string {
  const codes = [...new Set(unit.scores.flatMap(cell => cell.missing))];
  return codes.map(componentName).join('、') || noValue;
}
