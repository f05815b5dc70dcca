import type { FileChild } from 'docx';
import type { ReportModel, TrainingEntry } from '../report-model.js';
import { countText, label, noValue, scoreText, signed } from '../report-words.js';
import { body, heading, note, table, tableTitle, withInterval } from './blocks.js';

const listedNeeds = 30;

/** 六、督办与整改 */
export function supervisionSection(model: ReportModel): FileChild[] {
  const { supervision } = model;
  const appeals = supervision.appeals.map(appeal => `${label(appeal.label)} ${countText(appeal.count)} 件`);
  return [
    heading(1, '六、督办与整改'),
    body(
      `本月到期未受理或超期受理 ${countText(supervision.acceptance)} 件，到期未办结或超期办结 ` +
        `${countText(supervision.completion)} 件，全部转入督办；截至月末尚未办结的督办件 ${countText(supervision.open)} 件。`,
    ),
    ...overdueUnits(model),
    ...vetoes(model),
    ...(appeals.length === 0 ? [] : [body(`${appeals.join('，')}。`)]),
  ];
}

function overdueUnits(model: ReportModel): FileChild[] {
  const { units } = model.supervision;
  if (units.length === 0) return [];
  const columns = [
    { header: '单位', share: 5, align: 'left' as const },
    { header: '受理超期', share: 2 },
    { header: '办结超期', share: 2 },
    { header: '尚未办结', share: 2 },
    { header: '最长超期（天）', share: 3 },
    { header: '扣分', share: 2 },
  ];
  const rows = units.map(unit => [
    unit.name,
    countText(unit.acceptance),
    countText(unit.completion),
    countText(unit.open),
    unit.longest === 0 ? noValue : countText(unit.longest),
    unit.deduction === 0 ? noValue : signed(unit.deduction, 1),
  ]);
  return [
    tableTitle('超期督办情况'),
    table(columns, rows),
    note('扣分只计已由专人确认的督办件；未办结的逐件清单见附表。'),
  ];
}

function vetoes(model: ReportModel): FileChild[] {
  const list = model.supervision.vetoes;
  if (list.length === 0) return [body('本月没有一票否决的候选事项。')];
  const columns = [
    { header: '单位', share: 4, align: 'left' as const },
    { header: '事由', share: 3 },
    { header: '状态', share: 3 },
    { header: '依据（件）', share: 2 },
    { header: '确认理由', share: 5, align: 'left' as const },
  ];
  const rows = list.map(veto => [
    veto.unit,
    label(veto.kind),
    label(veto.state),
    countText(veto.evidence),
    veto.reason ?? noValue,
  ]);
  return [
    tableTitle('一票否决事项'),
    table(columns, rows),
    note('候选事项须经专人核实、署名确认后才产生后果；未确认的不影响得分和档次。'),
  ];
}

/** 七、工作建议 */
export function suggestionSection(model: ReportModel): FileChild[] {
  const suggestions = model.suggestions.map((suggestion, index) =>
    body([{ text: `${index + 1}. ${suggestion.text}`, look: 'bold' }, `　依据：${suggestion.because}`]),
  );
  return [
    heading(1, '七、工作建议'),
    heading(2, '（一）措施建议'),
    ...(suggestions.length === 0 ? [body('本月数据没有指向需要专门部署的事项。')] : suggestions),
    heading(2, '（二）培训需求'),
    ...training(model.training),
  ];
}

function training(entries: readonly TrainingEntry[]): FileChild[] {
  if (entries.length === 0) return [body('本月没有证据充分的培训需求；证据不足不等于没有问题。')];
  const columns = [
    { header: '单位', share: 3.5, align: 'left' as const },
    { header: '培训模块', share: 4, align: 'left' as const },
    { header: '结论', share: 1.8 },
    { header: '需求及区间', share: 2.2 },
    { header: '成因', share: 2 },
    { header: '涉及主题', share: 4, align: 'left' as const },
    { header: '件数', share: 1.4 },
  ];
  const rows = entries
    .slice(0, listedNeeds)
    .map(entry => [
      entry.unit,
      entry.module,
      label(entry.verdict),
      withInterval(scoreText(entry.need), bound(entry.low), bound(entry.high)),
      entry.causeWords,
      entry.themes.join('、'),
      countText(entry.evidenceCount),
    ]);
  const rest = entries.length > listedNeeds ? `共 ${entries.length} 项，此处列前 ${listedNeeds} 项。` : '';
  return [
    tableTitle('培训需求'),
    table(columns, rows),
    note(
      `${rest}需求指数 0–100，第二行为 95% 区间；全部见 training-needs.xlsx。成因不是能力不足的，培训解决不了，应另行整改。`,
    ),
  ];
}

function bound(limit: number | null): string | null {
  return limit === null ? null : scoreText(limit);
}
