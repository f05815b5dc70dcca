import { threeRates } from '../report-definitions.js';
import type { CountChange, OverallRate, ReportModel, Sentence } from '../report-model.js';
import { changeWords, countChangeWords, countText, interval, isReal, percent } from '../report-words.js';
import { html, type Markup, nothing, toDefinition } from './markup.js';

/** Page one for a leader: what happened, what matters, what to do. */
export function front(model: ReportModel): Markup {
  const { header, keyFacts, totals, overall } = model;
  const rates = overall.filter(rate => threeRates.includes(rate.definitionId));
  return html`<header class="mast">
<p class="office">${header.office}</p>
<h1>${header.title}</h1>
<p class="meta">办公室内部版，含脱敏留言原文，不得转发被评单位 · ${header.versions.map((each, index) => `${index > 0 ? ' · ' : ''}${each.name} ${each.version}`)}</p>
</header>
<section id="front" aria-label="要点">
<div class="tiles">
${countTile('登记信访件', 'cases', totals.cases)}
${rates.map(rateTile)}
</div>
<div class="columns front">
<div class="matters"><h2>值得关注</h2>${sentences(keyFacts.matters)}</div>
<div>
<div class="todo"><h2>建议怎么办</h2>${sentences(keyFacts.todo)}</div>
<div class="happened"><h2>本月情况</h2>${sentences(keyFacts.happened.filter(each => !threeRates.includes(each.definition ?? '')))}</div>
</div>
</div>
${header.notes.length > 0 ? html`<ul class="notes">${header.notes.map(note => html`<li>${note}</li>`)}</ul>` : nothing}
</section>
`;
}

function countTile(name: string, definition: string, change: CountChange): Markup {
  return html`<div class="tile"><div class="name">${toDefinition(definition, name)}</div>
<div class="value">${countText(change.count)}<small>件</small></div>
<div class="words">${countChangeWords(change) || '无上月数据'}</div></div>`;
}

function rateTile(rate: OverallRate): Markup {
  const change = changeWords(rate.value, rate.previous, rate.qPrevious);
  const tone =
    isReal(rate.qPrevious) && rate.value !== null && rate.previous !== null
      ? rate.value > rate.previous
        ? ' good'
        : ' bad'
      : '';
  if (rate.value === null) {
    return html`<div class="tile"><div class="name">${toDefinition(rate.definitionId, rate.name)}</div>
<div class="value none">无数据</div><div class="words">本月没有可计算的件</div></div>`;
  }
  return html`<div class="tile"><div class="name">${toDefinition(rate.definitionId, rate.name)}</div>
<div class="value">${percent(rate.value)}<small class="range">${interval(rate)}</small></div>
<div class="words${tone}">${change || '无上月数据'}<span class="of">${countText(rate.numerator)}/${countText(rate.denominator)} 件</span></div></div>`;
}

const marks = { good: '▲', bad: '▼', plain: '' } as const;
const spoken = { good: '向好：', bad: '注意：', plain: '' } as const;

function sentences(list: readonly Sentence[]): Markup {
  return html`<ol class="facts">${list.map(
    each => html`<li class="${each.tone}">${each.tone === 'plain' ? nothing : html`<span class="mark" aria-hidden="true">${marks[each.tone]}</span><span class="hidden">${spoken[each.tone]}</span>`}${each.text}<span class="links">${each.definition === null ? nothing : html` ${toDefinition(each.definition, '口径')}`} <a href="#${each.section}">详见</a></span></li>
`,
  )}</ol>`;
}
