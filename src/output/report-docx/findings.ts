import type { FileChild } from 'docx';
import type { BurstEntry, IssueEntry, Passage, ReportModel, ThemeEntry, ThemeUnit } from '../report-model.js';
import {
  changeWords,
  countDifference,
  countText,
  fixed,
  isReal,
  label,
  listWords,
  noValue,
  percent,
  qText,
} from '../report-words.js';
import { body, heading, note, type Piece, type Pieces, quotation, table, tableTitle, withInterval } from './blocks.js';

const rankedIssues = 20;
const describedIssues = 5;
const quotedThemes = 5;
const namedUnits = 10;

/** 三、高频问题 */
export function issueSection(model: ReportModel): FileChild[] {
  if (model.issues.length === 0) return [heading(1, '三、高频问题'), body('本月没有达到件数门槛的高频问题。')];
  const columns = [
    { header: '序', share: 1 },
    { header: '问题', share: 6, align: 'left' as const },
    { header: '件数', share: 1.5 },
    { header: '去重', share: 1.5 },
    { header: '占比及区间', share: 2.6 },
    { header: '环比', share: 3 },
    { header: '热度', share: 1.5 },
  ];
  const shown = model.issues.slice(0, rankedIssues);
  return [
    heading(1, '三、高频问题'),
    tableTitle('高频问题'),
    table(columns, shown.map(issueRow)),
    note(
      '去重：内容相近的重复件合并后的事项数。占比以本月计入统计的信访件为分母，第二行为 95% 区间。*：与上月的差异已排除随机波动。',
    ),
    ...shown.slice(0, describedIssues).flatMap(describedIssue),
  ];
}

function issueRow(issue: IssueEntry): Pieces[] {
  return [
    String(issue.rank),
    issue.title,
    countText(issue.cases),
    countText(issue.distinctEvents),
    withInterval(percent(issue.share), bound(issue.low), bound(issue.high)),
    issueChange(issue),
    fixed(issue.heat, 0),
  ];
}

function issueChange(issue: IssueEntry): string {
  if (issue.isNew) return '新增';
  if (issue.previousCases === null) return noValue;
  return `${countDifference(issue.cases, issue.previousCases)}${isReal(issue.qValue) ? ' *' : ''}`;
}

function bound(limit: number | null): string | null {
  return limit === null ? null : percent(limit);
}

/** Nothing where all that is known stands in the table. */
function describedIssue(issue: IssueEntry): FileChild[] {
  if (issue.units.length + issue.places.length + issue.passages.length === 0) return [];
  const units = issue.units.map(unit => `${unit.label} ${countText(unit.count)} 件`);
  const places = issue.places.map(place => `${label(place.label)} ${countText(place.count)} 件`);
  const sentences = [
    `共 ${countText(issue.cases)} 件，占 ${percent(issue.share)}。`,
    units.length === 0 ? '' : `涉及单位：${listWords(units, 5)}。`,
    places.length === 0 ? '' : `涉及地区：${listWords(places, 5, '处')}。`,
  ];
  return [
    heading(3, `${issue.rank}. ${issue.title}`),
    body(sentences.join('')),
    ...issue.passages.slice(0, 1).map(passage => quoted('典型情况', passage)),
  ];
}

/** A redacted passage with its evidence underlined. */
function quoted(what: string, passage: Passage): FileChild {
  const pieces: Piece[] = [`${what}（${passage.unit}，${passage.id}）：`];
  let end = 0;
  for (const span of [...passage.evidence].sort((a, b) => a.start - b.start)) {
    if (span.start < end) continue;
    pieces.push(passage.text.slice(end, span.start), {
      text: passage.text.slice(span.start, span.end),
      look: 'underline',
    });
    end = span.end;
  }
  return quotation([...pieces, passage.text.slice(end)]);
}

/** 四、新增与突出问题 */
export function burstSection(model: ReportModel): FileChild[] {
  const fresh = model.issues.filter(issue => issue.isNew);
  const columns = [
    { header: '类别', share: 2 },
    { header: '对象', share: 5, align: 'left' as const },
    { header: '单位', share: 3 },
    { header: '本月', share: 1.5 },
    { header: '预期', share: 1.5 },
    { header: '倍数及区间', share: 2.4 },
    { header: 'q', share: 1.5 },
  ];
  const names = fresh.map(issue => `${issue.title}（${countText(issue.cases)} 件）`);
  return [
    heading(1, '四、新增与突出问题'),
    body(names.length === 0 ? '本月没有新出现的高频问题。' : `本月新出现的高频问题：${listWords(names, 10, '项')}。`),
    ...(model.bursts.length === 0
      ? [body('与历史水平相比，没有超出随机波动的突增。')]
      : [
          tableTitle('明显高于历史水平的突增'),
          table(columns, model.bursts.map(burstRow)),
          note('预期为此前各月的水平；倍数为本月件数与预期之比，第二行为 95% 区间，只列经多重检验校正后 q ≤ 0.05 的。'),
        ]),
  ];
}

function burstRow(burst: BurstEntry): Pieces[] {
  const ratio = burst.ratio === null ? noValue : fixed(burst.ratio, 1);
  const [low, high] = [burst.low, burst.high].map(limit => (limit === null ? null : fixed(limit, 1)));
  return [
    label(burst.scope),
    burst.label,
    burst.unit ?? '全部单位',
    countText(burst.observed),
    fixed(burst.expected, 1),
    withInterval(ratio, low ?? null, high ?? null),
    qText(burst.qValue),
  ];
}

/** 五、群众不满意原因分析 */
export function themeSection(model: ReportModel): FileChild[] {
  const columns = [
    { header: '服务问题主题', share: 4, align: 'left' as const },
    { header: '所属指标', share: 2.2 },
    { header: '件数／有留言', share: 2.6 },
    { header: '发生率及区间', share: 2.8 },
    { header: '上月', share: 1.6 },
    { header: '与上月相比', share: 3.6, align: 'left' as const },
  ];
  const estimators = [...new Set(model.themes.map(theme => theme.estimator).filter(name => name !== null))].sort();
  return [
    heading(1, '五、群众不满意原因分析'),
    ...(model.themes.every(theme => theme.denominator === 0)
      ? [body('本月没有有内容的评价留言，不能分析不满意原因。')]
      : [
          tableTitle('服务问题主题'),
          table(columns, model.themes.map(themeRow)),
          note(
            `发生率已校正模型误差（${estimators.map(label).join('、') || noValue}），第二行为 95% 区间，件数未校正，供核对；` +
              '第三方和政策本身的问题不计入单位。一件信访件每个主题只计一次。',
          ),
          heading(2, '（一）突出的单位'),
          ...unitFindings(model.themes).map(text => body(text)),
          ...quotations(model.themes),
        ]),
  ];
}

function themeRow(theme: ThemeEntry): Pieces[] {
  const words = changeWords(theme.raw, theme.previous, theme.qPrevious).replace('较上月', '').trim();
  return [
    theme.name,
    theme.indicator,
    `${countText(theme.numerator)}／${countText(theme.denominator)}`,
    withInterval(percent(theme.value), bound(theme.low), bound(theme.high)),
    percent(theme.previous),
    words === '' ? noValue : words,
  ];
}

function unitFindings(themes: readonly ThemeEntry[]): string[] {
  const sentences = themes
    .filter(theme => theme.units.length > 0)
    .map(theme => {
      const named = theme.units.slice(0, namedUnits).map(unitFinding);
      const rest = theme.units.length > namedUnits ? `；另有 ${theme.units.length - namedUnits} 家` : '';
      return `${theme.name}：${named.join('；')}${rest}。`;
    });
  return sentences.length > 0 ? sentences : ['没有单位在任何主题上有超出随机波动的差异或变化。'];
}

function unitFinding(unit: ThemeUnit): string {
  const against = unit.side === null ? '' : `${unit.side === 'above' ? '高于' : '低于'}同层级其他单位`;
  const change = isReal(unit.qPrevious) ? changeWords(unit.raw, unit.previousRaw, unit.qPrevious) : '';
  const reasons = [against, change].filter(words => words !== '').join('，');
  return `${unit.name} ${countText(unit.numerator)}／${countText(unit.denominator)}（${percent(unit.raw)}），${reasons}`;
}

function quotations(themes: readonly ThemeEntry[]): FileChild[] {
  const quotes = themes
    .filter(theme => theme.passages.length > 0)
    .slice(0, quotedThemes)
    .map(theme => quoted(theme.name, theme.passages[0]!));
  return quotes.length === 0 ? [] : [heading(2, '（二）留言摘录'), ...quotes];
}
