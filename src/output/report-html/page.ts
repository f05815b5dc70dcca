import type { ReportModel } from '../report-model.js';
import { loadPainter, type Painter } from './chart.js';
import { definitionsSection, suggestionsSection, supervisionSection, trainingSection } from './follow-up.js';
import { front } from './front.js';
import { burstsSection, issuesSection } from './issues.js';
import { html, type Markup, trusted } from './markup.js';
import { style } from './style.js';
import { themesSection } from './themes.js';
import { ratesSection, totalsSection } from './totals.js';
import { scoresSection, unitsSection } from './units.js';

const contents = [
  ['totals', '总体情况'],
  ['rates', '办理质效'],
  ['units', '各单位'],
  ['scores', '得分档次'],
  ['issues', '高频问题'],
  ['bursts', '新增突出'],
  ['themes', '不满意原因'],
  ['supervision', '督办'],
  ['training', '培训'],
  ['suggestions', '建议'],
  ['definitions', '口径'],
] as const;

/** `report.html`: the office's report as one file that opens offline and needs no script. */
export async function renderReportHtml(model: ReportModel): Promise<string> {
  return page(model, await loadPainter());
}

function page(model: ReportModel, paint: Painter): string {
  const { header } = model;
  const body: Markup = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${header.title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#front">跳到正文</a>
<nav aria-label="目录">${contents.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav>
<main>
${front(model)}
${totalsSection(model, paint)}
${ratesSection(model, paint)}
${unitsSection(model, paint)}
${scoresSection(model, paint)}
${issuesSection(model, paint)}
${burstsSection(model)}
${themesSection(model, paint)}
${supervisionSection(model)}
${trainingSection(model)}
${suggestionsSection(model)}
${definitionsSection(model)}
</main>
</body>
</html>
`;
  return body.markup;
}
