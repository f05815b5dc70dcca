import { monthDays } from '../core/dates.js';
import { issueSheet, themeSheet } from './finding-sheets.js';
import type { ReportModel } from './report-model.js';
import { label } from './report-words.js';
import { rateSheet, scoreSheet, supervisionSheet, trainingSheet } from './unit-sheets.js';
import { column, renderWorkbook, type Sheet } from './workbook.js';

/** `report.xlsx`: one table per sheet, numbers as numbers. The same model gives the same bytes. */
export function renderReportXlsx(model: ReportModel): Promise<Uint8Array> {
  const sheets = [explanations, rateSheet, scoreSheet, themeSheet, issueSheet, supervisionSheet, trainingSheet];
  return renderWorkbook({
    title: model.header.title,
    day: monthDays(model.header.month).last,
    sheets: [...sheets.map(make => make(model)), definitionSheet(model)],
  });
}

function explanations(model: ReportModel): Sheet {
  const { header, totals, keyFacts } = model;
  const facts = [
    ...keyFacts.happened.map(fact => ['本月情况', fact.text]),
    ...keyFacts.matters.map(fact => ['值得关注', fact.text]),
    ...keyFacts.todo.map(fact => ['建议事项', fact.text]),
  ];
  const counts = (what: string, list: typeof totals.excluded) =>
    list.map(entry => [what, `${label(entry.label)}：${entry.count}`]);
  const rows = [
    ['标题', header.title],
    ['单位', header.office],
    ['月份', header.month],
    ...facts,
    ...header.notes.map(text => ['说明', text]),
    ['数字格式', '率为 0–100%，得分为 0–100；空格表示无值，不是 0。区间为 95%，“明显”指 q ≤ 0.05。'],
    ['使用范围', '机关内部版；发给责任单位的是 report-unit 中的单位版。'],
    ...counts('不计入考核', totals.excluded),
    ...counts('未打主题标签', totals.abstentions),
    ...counts('剔除行', totals.rejected),
    ...header.versions.map(({ name, version }) => ['版本', `${name} ${version}`]),
  ];
  return { name: '说明', columns: [column('项目', 14), column('内容', 100)], rows };
}

function definitionSheet(model: ReportModel): Sheet {
  const columns = [column('编号', 24), column('名称', 22), column('含义', 60), column('算法', 70)];
  const rows = model.definitions.map(({ id, name, words, formula }) => [id, name, words, formula]);
  return { name: '口径', columns, rows };
}
