import type { ReportModel, ThemeEntry } from '../report-model.js';
import { changeWords, countText, interval, isReal, label, noValue, percent, qText } from '../report-words.js';
import type { Painter } from './chart.js';
import { themeBars } from './interval-charts.js';
import { quotes } from './issues.js';
import { html, type Markup, nothing } from './markup.js';
import { table } from './table.js';

/** 七、群众不满意原因 */
export function themesSection(model: ReportModel, paint: Painter): Markup {
  const { themes } = model;
  const chart = themeBars(themes);
  const said = themes.filter(theme => theme.numerator > 0);
  const flagged = themes.flatMap(theme => theme.units.map(unit => ({ theme, unit })));
  return html`<section id="themes"><h2>七、群众不满意原因</h2>
<div class="columns">
<div>${chart ? paint(chart) : html`<p class="empty">本月没有可统计的服务问题主题。</p>`}</div>
<div class="cards">${said.slice(0, 8).map(card)}</div>
</div>
${table({
  caption: '单位与同层级或与上月有明显差异的主题（q ≤ 0.05）',
  columns: [
    { header: '单位' },
    { header: '主题', definition: 'theme_rate' },
    { header: '留言件', align: 'right' },
    { header: '校正后（95% 区间）', align: 'right', definition: 'theme_rate' },
    { header: '与同层级其余单位', definition: 'test' },
    { header: '与本单位上月', definition: 'test' },
  ],
  rows: flagged.map(({ theme, unit }) => [
    unit.name,
    theme.name,
    `${countText(unit.numerator)}/${countText(unit.denominator)}`,
    `${percent(unit.value)}${interval(unit)}`,
    unit.side === null
      ? noValue
      : html`<b class="${unit.side === 'above' ? 'bad' : 'good'}">明显${unit.side === 'above' ? '偏高' : '偏低'}</b> q ${qText(unit.qValue)}`,
    isReal(unit.qPrevious) && unit.raw !== null && unit.previousRaw !== null
      ? html`<b class="${unit.raw > unit.previousRaw ? 'bad' : 'good'}">明显${unit.raw > unit.previousRaw ? '上升' : '下降'}</b> ${percent(unit.previousRaw)} → ${percent(unit.raw)}`
      : noValue,
  ]),
  empty: '没有单位的主题比例与同层级或与上月有明显差异。',
})}
${table({
  caption: '全部服务问题主题',
  columns: [
    { header: '主题', fixed: true },
    { header: '所属指标' },
    { header: '留言件', align: 'right' },
    { header: '原始', align: 'right', definition: 'theme_rate' },
    { header: '校正后（95% 区间）', align: 'right', definition: 'theme_rate' },
    { header: '估计方法', definition: 'theme_rate' },
    { header: '与上月相比', definition: 'test' },
  ],
  rows: themes.map(theme => [
    html`<a class="def" href="#theme-${theme.themeId}">${theme.name}</a>`,
    theme.indicator,
    `${countText(theme.numerator)}/${countText(theme.denominator)}`,
    percent(theme.raw),
    `${percent(theme.value)}${interval(theme)}`,
    theme.estimator === null ? noValue : label(theme.estimator),
    changeWords(theme.value, theme.previous, theme.qPrevious) || noValue,
  ]),
  empty: '没有主题。',
  dense: true,
})}
</section>
`;
}

function card(theme: ThemeEntry, index: number): Markup {
  const above = theme.units.filter(unit => unit.side === 'above').map(unit => unit.name);
  return html`<details class="card"${index < 3 ? html` open` : nothing}>
<summary><span class="title">${theme.name}</span><span class="number">${percent(theme.value)}</span></summary>
<p class="where">${theme.numerator} 件；原始 ${percent(theme.raw)}，校正后 ${percent(theme.value)}${interval(theme)}${above.length > 0 ? `；明显偏高：${above.join('、')}` : ''}</p>
${quotes(theme.passages)}
</details>
`;
}
