import type { FileChild } from 'docx';
import type { ReportModel, Sentence } from '../report-model.js';
import { packPart, zipParts } from '../seal.js';
import { annexes } from './annexes.js';
import { keyFact, keyHeading, note, type Pieces, subtitle, title } from './blocks.js';
import { burstSection, issueSection, themeSection } from './findings.js';
import { suggestionSection, supervisionSection } from './follow-up.js';
import { qualitySection, totalsSection } from './quality.js';
import { documentParts } from './styles.js';

/** `report.docx`: the office's monthly report in official style. The same model gives the same bytes. */
export async function renderReportDocx(model: ReportModel): Promise<Uint8Array> {
  const { header } = model;
  const parts = await documentParts(header.title, header.month, [
    title(header.title),
    subtitle(`${header.office}　${header.monthWords}`),
    ...keyFacts(model),
    ...totalsSection(model),
    ...qualitySection(model),
    ...issueSection(model),
    ...burstSection(model),
    ...themeSection(model),
    ...supervisionSection(model),
    ...suggestionSection(model),
    ...annexes(model),
  ]);
  return zipParts([...parts].map(([name, bytes]) => packPart(name, bytes)));
}

/** Page one: what happened, what matters, what to do. */
function keyFacts(model: ReportModel): FileChild[] {
  const { happened, matters, todo } = model.keyFacts;
  return [
    ...facts('本月情况', happened, '本月没有可报告的情况。'),
    ...facts('值得关注', matters, '没有超出随机波动的变化或差异。'),
    ...facts('建议事项', todo, '没有需要专门部署的事项。'),
    ...model.header.notes.map(text => note(`说明：${text}`)),
  ];
}

function facts(name: string, sentences: readonly Sentence[], nothing: string): FileChild[] {
  const texts = sentences.map((sentence, index): Pieces => {
    const text = `${index + 1}. ${sentence.text}`;
    return sentence.tone === 'bad' ? [{ text, look: 'bold' }] : text;
  });
  return [keyHeading(name), ...(texts.length > 0 ? texts : [nothing]).map(text => keyFact(text))];
}
