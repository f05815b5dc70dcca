import type { FileChild } from 'docx';
import type { CountChange, Labelled, OverallRate, RateCell, ReportModel, UnitLine } from '../report-model.js';
import {
  changeWords,
  countChangeWords,
  countDifference,
  countText,
  funnelWords,
  interval,
  isReal,
  label,
  listWords,
  percent,
} from '../report-words.js';
import { body, heading, headingOnNewPage, note, table, tableTitle } from './blocks.js';

const shownLabels = 8;

/** 一、总体情况 */
export function totalsSection(model: ReportModel): FileChild[] {
  const { totals } = model;
  return [
    headingOnNewPage('一、总体情况'),
    body(
      `${countSentence('登记信访件', totals.cases)}${countSentence('办结或答复', totals.completed)}` +
        `${countSentence('收到有内容的评价留言', totals.comments, '条')}${countSentence('作出满意度评价', totals.rated)}`,
    ),
    ...breakdown('按信访渠道', totals.channels),
    ...breakdown('按内容分类', totals.subjects),
    ...breakdown('按满意度等级', totals.ratings),
    ...lines('不计入考核的信访件', totals.excluded, '件'),
    ...lines('未打主题标签的留言', totals.abstentions, '条'),
    body(
      `数据来源：${countText(totals.sources.files)} 个文件，读取 ${countText(totals.sources.read)} 行，` +
        `保留 ${countText(totals.sources.kept)} 行，剔除 ${countText(totals.sources.rejected)} 行` +
        `${totals.rejected.length > 0 ? `（${labelled(totals.rejected, '行')}）` : ''}。`,
    ),
  ];
}

function countSentence(what: string, change: CountChange, measure = '件'): string {
  const words = countChangeWords(change);
  const yearAgo = change.yearAgo === null ? '' : `；同比 ${countDifference(change.count, change.yearAgo, measure)}`;
  return `${what} ${countText(change.count)} ${measure}${words === '' ? '' : `（环比：${words}${yearAgo}）`}。`;
}

function breakdown(name: string, entries: readonly Labelled[]): FileChild[] {
  if (entries.length === 0) return [];
  const total = entries.reduce((sum, entry) => sum + entry.count, 0);
  const rows = entries.slice(0, shownLabels).map(entry => row(entry.label, entry.count, entry.previous, total));
  const rest = entries.slice(shownLabels);
  if (rest.length > 0) {
    const before = rest.every(entry => entry.previous === null) ? null : sum(rest.map(entry => entry.previous ?? 0));
    rows.push(row(`其他 ${rest.length} 类`, sum(rest.map(entry => entry.count)), before, total));
  }
  const columns = [
    { header: '类别', share: 4, align: 'left' as const },
    { header: '本月', share: 2 },
    { header: '占比', share: 2 },
    { header: '上月', share: 2 },
  ];
  return [tableTitle(name), table(columns, rows)];
}

function row(name: string, count: number, previous: number | null, total: number): string[] {
  return [
    label(name),
    countText(count),
    percent(total === 0 ? null : count / total),
    previous === null ? '—' : countText(previous),
  ];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function lines(name: string, entries: readonly Labelled[], measure: string): FileChild[] {
  return entries.length === 0 ? [] : [body(`${name}：${labelled(entries, measure)}。`)];
}

function labelled(entries: readonly Labelled[], measure: string): string {
  return entries.map(entry => `${label(entry.label)} ${countText(entry.count)} ${measure}`).join('，');
}

/** 二、办理质效 */
export function qualitySection(model: ReportModel): FileChild[] {
  const columns = [
    { header: '指标', share: 5, align: 'left' as const },
    { header: '分子／分母', share: 3 },
    { header: '本月', share: 2 },
    { header: '95% 区间', share: 4 },
    { header: '上月', share: 2 },
    { header: '与上月相比', share: 5, align: 'left' as const },
  ];
  return [
    heading(1, '二、办理质效'),
    heading(2, '（一）总体指标'),
    tableTitle('全部单位合计'),
    table(columns, model.overall.map(overallRow)),
    note('区间为 Wilson 95% 置信区间；“明显”指经多重检验校正后 q ≤ 0.05。分母为 0 的指标无值，不作 0 也不作 100%。'),
    heading(2, '（二）与同层级有差异的单位'),
    ...outliers(model).map(text => body(text)),
    heading(2, '（三）分项得分'),
    body(bandWords(model.units)),
  ];
}

function overallRow(rate: OverallRate): string[] {
  const words = changeWords(rate.value, rate.previous, rate.qPrevious);
  return [
    rate.name,
    `${countText(rate.numerator)}／${countText(rate.denominator)}`,
    percent(rate.value),
    interval(rate).replace(/[（）]/g, '') || '—',
    percent(rate.previous),
    words === '' ? '—' : words.replace('较上月', '').trim(),
  ];
}

function outliers(model: ReportModel): string[] {
  const sentences = model.overall.flatMap((rate, index) => {
    const cells = model.units.map(unit => ({ unit, cell: unit.rates[index]! })).filter(({ cell }) => stands(cell));
    if (cells.length === 0) return [];
    const named = cells.map(
      ({ unit, cell }) => `${unit.name} ${percent(cell.value)}${interval(cell)}，${reason(cell)}`,
    );
    return [`${rate.name}：${named.join('；')}。`];
  });
  return sentences.length > 0
    ? [...sentences, '以上差异已排除随机波动；其他单位之间的高低不足以说明问题，全部数值见附表。']
    : ['没有单位与同层级水平有超出随机波动的差异，全部数值见附表。'];
}

function stands(cell: RateCell): boolean {
  return isReal(cell.qValue) || cell.funnel === 'above_998' || cell.funnel === 'below_998';
}

function reason(cell: RateCell): string {
  if (cell.funnel !== null && cell.funnel !== 'inside') return funnelWords(cell.funnel);
  return cell.tierMean === null ? '与同层级差异明显' : `同层级平均 ${percent(cell.tierMean)}`;
}

function bandWords(units: readonly UnitLine[]): string {
  const final = units.map(unit => ({ unit, cell: unit.scores.find(cell => cell.indicatorId === 'final') }));
  const scored = final.filter(({ cell }) => cell?.band != null);
  if (scored.length === 0) return '本月没有单位有综合得分。';
  const bands = ['优', '良', '中', '待改进'].flatMap(band => {
    const names = scored.filter(({ cell }) => cell?.band === band).map(({ unit }) => unit.name);
    return names.length === 0 ? [] : [`${band} ${names.length} 家（${listWords(names, 6)}）`];
  });
  const missing = final.length - scored.length;
  const rest = missing > 0 ? `${missing} 家依据不足，未评定档次。` : '';
  return `综合得分按档次：${bands.join('；')}。${rest}以档次和区间代替名次，分项得分及区间见附表。`;
}
