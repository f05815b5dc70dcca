import { isoDay } from '../../core/dates.js';
import type { BurstEntry, IssueEntry, Passage, ReportModel } from '../report-model.js';
import {
  countText,
  fixed,
  interval,
  isReal,
  label,
  noValue,
  percent,
  points,
  qText,
  ratioText,
} from '../report-words.js';
import type { Painter } from './chart.js';
import { issueBars } from './issue-chart.js';
import { type Content, html, type Markup, nothing } from './markup.js';
import { table } from './table.js';

/** Issues shown with their passages. */
const described = 10;

/** 五、高频问题 */
export function issuesSection(model: ReportModel, paint: Painter): Markup {
  const { issues } = model;
  const chart = issueBars(issues);
  return html`<section id="issues"><h2>五、高频问题</h2>
<div class="columns">
<div>${chart ? paint(chart) : html`<p class="empty">本月没有达到件数的高频问题。</p>`}</div>
<div class="cards">${issues.slice(0, described).map(card)}</div>
</div>
${table({
  caption: issues.length === 50 ? '高频问题一览（前 50 位）' : '高频问题一览',
  columns: [
    { header: '位', align: 'right' },
    { header: '问题', wide: true },
    { header: '件数', align: 'right', definition: 'share' },
    { header: '去重事件', align: 'right', definition: 'share' },
    { header: '占比', align: 'right', definition: 'share' },
    { header: '上月件数', align: 'right' },
    { header: '占比变化', align: 'right' },
    { header: 'q', align: 'right', definition: 'test' },
    { header: '热度', align: 'right', definition: 'heat' },
    { header: '首次出现' },
    { header: '主要单位', wide: true },
  ],
  rows: issues.map(issue => [
    issue.rank,
    html`${issue.isNew ? html`<span class="new">新</span>` : nothing}${issue.title}`,
    countText(issue.cases),
    countText(issue.distinctEvents),
    html`${percent(issue.share)}<small>${interval(issue)}</small>`,
    issue.previousCases === null ? noValue : countText(issue.previousCases),
    points(issue.change),
    isReal(issue.qValue) ? html`<b>${qText(issue.qValue)}</b>` : qText(issue.qValue),
    fixed(issue.heat, 0),
    html`<time>${isoDay(issue.firstSeenOn)}</time>`,
    issue.units
      .slice(0, 3)
      .map(unit => `${unit.label} ${unit.count}`)
      .join('、'),
  ]),
  empty: '本月没有高频问题。',
  most: 20,
  dense: true,
})}
</section>
`;
}

/** 六、新增与突出问题 */
export function burstsSection(model: ReportModel): Markup {
  const fresh = model.issues.filter(issue => issue.isNew);
  return html`<section id="bursts"><h2>六、新增与突出问题</h2>
${table({
  caption: '突增：当月件数显著高于历史（q ≤ 0.05）',
  columns: [
    { header: '类别' },
    { header: '对象', wide: true },
    { header: '单位' },
    { header: '当月', align: 'right', definition: 'burst' },
    { header: '历史期望', align: 'right', definition: 'burst' },
    { header: '倍数（95% 区间）', align: 'right', definition: 'burst' },
    { header: 'q', align: 'right', definition: 'test' },
  ],
  rows: model.bursts.map(burst => [
    label(burst.scope),
    burst.label,
    burst.unit ?? '全部',
    countText(burst.observed),
    fixed(burst.expected, 1),
    ratio(burst),
    qText(burst.qValue),
  ]),
  empty: '本月没有显著突增的问题、主题或分类。',
  most: 12,
})}
<p>${fresh.length === 0 ? '本月没有新出现的高频问题。' : html`本月新出现 ${fresh.length} 个：${fresh.slice(0, 8).map((issue, index) => html`${index > 0 ? '；' : ''}${issue.title}（${issue.cases} 件，${isoDay(issue.firstSeenOn)} 起）`)}${fresh.length > 8 ? ' 等' : ''}。`}</p>
</section>
`;
}

function ratio(burst: BurstEntry): string {
  if (burst.ratio === null) return noValue;
  const range = burst.low === null || burst.high === null ? '' : `（${ratioText(burst.low)}–${ratioText(burst.high)}）`;
  return `${ratioText(burst.ratio)}${range}`;
}

function card(issue: IssueEntry): Markup {
  const units = issue.units.slice(0, 5).map(unit => `${unit.label} ${unit.count} 件`);
  const places = issue.places.slice(0, 5).map(place => `${place.label} ${place.count} 件`);
  return html`<details class="card"${issue.rank <= 3 ? html` open` : nothing}>
<summary><span class="rank">${issue.rank}</span><span class="title">${issue.title}</span>${issue.isNew ? html`<span class="new">新</span>` : nothing}<span class="number">${countText(issue.cases)} 件</span></summary>
<p class="where">${[
    issue.subject,
    units.length > 0 ? `单位：${units.join('、')}` : null,
    places.length > 0 ? `地点：${places.join('、')}` : null,
  ]
    .filter(each => each !== null)
    .join(' · ')}</p>
${quotes(issue.passages)}
</details>
`;
}

/** Redacted passages with their evidence marked. */
export function quotes(passages: readonly Passage[]): Markup {
  if (passages.length === 0) return html`<p class="empty">没有可引用的脱敏原文。</p>`;
  return html`<ul class="quotes">${passages.map(
    passage => html`<li><q>${marked(passage)}</q><cite>${passage.unit} · ${passage.id}</cite></li>
`,
  )}</ul>`;
}

/** The text with its evidence in <mark>; overlapping evidence is marked once. */
export function marked(passage: Pick<Passage, 'text' | 'evidence'>): Content {
  const pieces: Content[] = [];
  let at = 0;
  for (const span of [...passage.evidence].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(at, span.start);
    if (span.end <= start) continue;
    pieces.push(passage.text.slice(at, start), html`<mark>${passage.text.slice(start, span.end)}</mark>`);
    at = span.end;
  }
  pieces.push(passage.text.slice(at));
  return pieces;
}
