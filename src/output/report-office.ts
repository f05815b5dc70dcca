import type { Scoring } from '../core/scoring.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { definitions } from './report-definitions.js';
import { type Findings, keyFacts } from './report-facts.js';
import { burstEntries, issueEntries, themeEntries } from './report-findings.js';
import type { ReportHeader, ReportModel } from './report-model.js';
import type { ReportSource } from './report-source.js';
import { suggestions, todo } from './report-suggestions.js';
import { overallRates, totals } from './report-totals.js';
import { supervisionSummary, trainingEntries, unitLines } from './report-units.js';
import { countText, earlierMonths, monthWords } from './report-words.js';

export interface ReportSettings {
  readonly office: string;
  readonly taxonomy: Taxonomy;
  readonly scoring: Scoring;
  /** Version of the program. */
  readonly program: string;
}

/** The office's report of one month, from its rows: a pure function. */
export function officeReport(source: ReportSource, settings: ReportSettings): ReportModel {
  const { taxonomy } = settings;
  const findings: Findings = {
    month: source.month,
    totals: totals(source),
    overall: overallRates(source),
    units: unitLines(source),
    issues: issueEntries(source),
    bursts: burstEntries(source, taxonomy),
    themes: themeEntries(source, taxonomy),
    supervision: supervisionSummary(source),
    training: trainingEntries(source, taxonomy),
  };
  const list = suggestions(findings);
  const { month: _, ...rest } = findings;
  return {
    header: header(findings, source, settings),
    keyFacts: keyFacts(findings, todo(list)),
    ...rest,
    suggestions: list,
    definitions: definitions(settings.scoring),
  };
}

/** Program, taxonomy, scoring and model: what a number depends on besides the data. */
export function versions(source: Pick<ReportSource, 'modelCard'>, settings: ReportSettings): ReportHeader['versions'] {
  const model = source.modelCard[0]?.model_id;
  return [
    { name: '程序', version: settings.program },
    { name: '主题体系', version: settings.taxonomy.version },
    { name: '评分配置', version: settings.scoring.version },
    ...(model === undefined ? [] : [{ name: '识别模型', version: model }]),
  ];
}

function header(findings: Findings, source: ReportSource, settings: ReportSettings): ReportHeader {
  const { month } = findings;
  return {
    title: `${monthWords(month)}群众诉求与办理质效分析报告`,
    office: settings.office,
    month,
    monthWords: monthWords(month),
    previousMonth: earlierMonths(month).previous,
    versions: versions(source, settings),
    notes: notes(findings),
  };
}

function notes({ totals, overall }: Findings): string[] {
  const found: string[] = [];
  const { sources } = totals;
  if (sources.rejected > 0) {
    found.push(
      `读入 ${countText(sources.read)} 行，保留 ${countText(sources.kept)} 行，${countText(sources.rejected)} 行因数据问题未采用（原因见“总体情况”）。`,
    );
  }
  if (totals.cases.previous === null) found.push('没有上月数据，本期不作环比。');
  if (totals.comments.count === 0) found.push('本月没有有内容的评价留言，服务问题主题不作统计。');
  if (overall.every(rate => rate.denominator === 0)) found.push('本月没有可计算比率的件。');
  return found;
}
