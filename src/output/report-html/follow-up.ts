import { isoDay } from '../../core/dates.js';
import type { ReportModel } from '../report-model.js';
import { countText, fixed, label, noValue, scoreInterval } from '../report-words.js';
import { html, type Markup, nothing } from './markup.js';
import { table } from './table.js';

/** 八、督办与整改 */
export function supervisionSection(model: ReportModel): Markup {
  const { supervision } = model;
  return html`<section id="supervision"><h2>八、督办与整改</h2>
<p>本月新触发督办：受理超期 ${countText(supervision.acceptance)} 件次，办结超期 ${countText(supervision.completion)} 件次；月末仍未办 ${countText(supervision.open)} 件次。扣分须经人工确认后才计入得分。</p>
<div class="columns">
<div>${table({
    caption: '按单位',
    columns: [
      { header: '单位' },
      { header: '受理超期', align: 'right', definition: 'supervision' },
      { header: '办结超期', align: 'right', definition: 'supervision' },
      { header: '未办', align: 'right' },
      { header: '最长逾期（天）', align: 'right' },
      { header: '扣分', align: 'right' },
    ],
    rows: supervision.units.map(unit => [
      unit.name,
      countText(unit.acceptance),
      countText(unit.completion),
      countText(unit.open),
      unit.open === 0 ? noValue : countText(unit.longest),
      unit.deduction === 0 ? noValue : fixed(unit.deduction, 1),
    ]),
    empty: '没有触发督办的单位。',
    dense: true,
  })}</div>
<div>${table({
    caption: '逾期最长的未办件（至多 50 件）',
    columns: [
      { header: '信访件' },
      { header: '单位' },
      { header: '类别' },
      { header: '到期日' },
      { header: '逾期（天）', align: 'right' },
    ],
    rows: supervision.cases.map(row => [
      row.caseId,
      row.unit,
      label(row.kind),
      html`<time>${isoDay(row.dueOn)}</time>`,
      countText(row.daysOver),
    ]),
    empty: '没有逾期未办的件。',
    most: 20,
    dense: true,
  })}</div>
</div>
${
  supervision.vetoes.length === 0
    ? nothing
    : table({
        caption: '一票否决：未经确认的不影响任何得分',
        columns: [
          { header: '单位' },
          { header: '事由' },
          { header: '状态' },
          { header: '依据数', align: 'right' },
          { header: '理由', wide: true },
        ],
        rows: supervision.vetoes.map(veto => [
          veto.unit,
          vetoKind(veto.kind, model),
          veto.state,
          countText(veto.evidence),
          veto.reason ?? noValue,
        ]),
        empty: '',
      })
}
${supervision.appeals.length === 0 ? nothing : html`<p>异议：${supervision.appeals.map((row, index) => `${index > 0 ? '，' : ''}${row.label} ${countText(row.count)} 件`)}。</p>`}
</section>
`;
}

/** 九、培训需求 */
export function trainingSection(model: ReportModel): Markup {
  return html`<section id="training"><h2>九、培训需求</h2>
${table({
  caption: '单位 × 模块',
  columns: [
    { header: '单位' },
    { header: '培训模块', wide: true },
    { header: '判断' },
    { header: '需求值（95% 区间）', align: 'right', definition: 'training_need' },
    { header: '原因' },
    { header: '依据主题', wide: true },
    { header: '依据件', align: 'right' },
  ],
  rows: model.training.map(entry => [
    entry.unit,
    entry.module,
    html`<span class="verdict ${entry.verdict}">${label(entry.verdict)}</span>`,
    scoreInterval({ score: entry.need, low: entry.low, high: entry.high }),
    entry.causeWords,
    entry.themes.join('、'),
    countText(entry.evidenceCount),
  ]),
  empty: '本月没有证据足够的培训需求。',
  dense: true,
})}
</section>
`;
}

/** 十、工作建议 */
export function suggestionsSection(model: ReportModel): Markup {
  return html`<section id="suggestions"><h2>十、工作建议</h2>
${
  model.suggestions.length === 0
    ? html`<p class="empty">没有需要专门处置的发现。</p>`
    : html`<ol class="suggestions">${model.suggestions.map(
        each =>
          html`<li>${each.text}<small>依据：${each.because}，<a href="#${each.section}">详见</a></small></li>
`,
      )}</ol>`
}
</section>
`;
}

/** Appendix: what every figure means, and the taxonomy's own words. */
export function definitionsSection(model: ReportModel): Markup {
  return html`<section id="definitions"><h2>附：口径</h2>
<dl class="definitions">
${model.definitions.map(
  each => html`<div id="def-${each.id}"><dt>${each.name}</dt><dd>${each.words}<code>${each.formula}</code></dd></div>
`,
)}</dl>
<h3>服务问题主题</h3>
<dl class="definitions">
${model.themes.map(
  theme => html`<div id="theme-${theme.themeId}"><dt>${theme.name}</dt><dd>${theme.definition}</dd></div>
`,
)}</dl>
<p class="note">版本：${model.header.versions.map((each, index) => `${index > 0 ? '；' : ''}${each.name} ${each.version}`)}。</p>
</section>
`;
}

function vetoKind(kind: string, model: ReportModel): string {
  return model.themes.find(theme => theme.themeId === kind)?.name ?? label(kind);
}
