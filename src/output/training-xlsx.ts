import { monthDays } from '../core/dates.js';
import type { Row } from '../core/relation.js';
import type { training_needs } from '../core/scores.js';
import { label, monthWords, tierNames } from './report-words.js';
import { type Cell, column, renderWorkbook, type Sheet } from './workbook.js';

export type Need = Row<typeof training_needs>;

/** Training needs of one month with the names that people read. */
export interface TrainingContent {
  readonly month: string;
  readonly needs: readonly Need[];
  readonly units: readonly { readonly unit_id: string; readonly name: string; readonly tier: string }[];
  readonly modules: readonly { readonly id: string; readonly zh: string }[];
  readonly themes: readonly { readonly id: string; readonly zh: string }[];
  readonly taxonomyVersion: string;
  readonly scoringVersion: string;
}

const order = ['need', 'watch', 'no_evidence'];

/** `training-needs.xlsx`: explanations, needs by unit and module, totals by module, and the matrix. */
export function renderTrainingXlsx(content: TrainingContent): Promise<Uint8Array> {
  const day = monthDays(content.month).last;
  const sheets = [explanations(content), needList(content), moduleTotals(content), matrix(content)];
  return renderWorkbook({ title: `${monthWords(content.month)}培训需求分析`, day, sheets });
}

function explanations(content: TrainingContent): Sheet {
  const found = (verdict: string) => content.needs.filter(need => need.verdict === verdict);
  const units = new Set(found('need').map(need => need.unit_id)).size;
  const rows: Cell[][] = [
    ['所属月份', content.month],
    ['结果', `${units} 个单位的 ${found('need').length} 项需要培训，${found('watch').length} 项${label('watch')}。`],
    ['需求指数', '0–100，越高越需要；由与模块相关的服务问题主题在该单位的发生率推算，附 95% 区间。'],
    [label('need'), '证据充分，并且高于同层级水平。'],
    [label('watch'), '有迹象但区间较宽，建议下月再看。'],
    ['证据不足', '留言太少，不能下结论；不等于没有问题。'],
    ['成因类别', '能力不足之外的成因（人手、制度、系统、单一事件）靠培训解决不了，应另行整改。'],
    ['证据件数', '带有相关主题标签的有留言信访件数，一件只计一次。'],
    ['使用范围', '机关内部使用，不含留言原文和个人信息；对象是单位，不用于评价个人。'],
    ['版本', `主题体系 ${content.taxonomyVersion}，评分口径 ${content.scoringVersion}。`],
  ];
  return { name: '说明', columns: [column('项目', 14), column('内容', 90)], rows };
}

function needList(content: TrainingContent): Sheet {
  const columns = [
    column('单位', 26),
    column('层级', 8),
    column('培训模块', 32),
    column('结论', 12),
    column('需求指数', 11, 'score'),
    column('区间下限', 11, 'score'),
    column('区间上限', 11, 'score'),
    column('成因类别', 12),
    column('涉及主题', 40),
    column('证据件数', 11, 'count'),
  ];
  const rows = content.needs
    .filter(need => need.verdict !== 'no_evidence')
    .sort(byUrgency)
    .map(need => {
      const unit = content.units.find(candidate => candidate.unit_id === need.unit_id);
      return [
        unit?.name ?? need.unit_id,
        tierNames[unit?.tier ?? ''] ?? '',
        nameIn(content.modules, need.module_id),
        label(need.verdict),
        need.need,
        need.low,
        need.high,
        label(need.cause),
        themeNames(content, need.themes),
        need.evidence_count,
      ];
    });
  return { name: '培训需求', columns, rows, fixedColumns: 1 };
}

function moduleTotals(content: TrainingContent): Sheet {
  const columns = [
    column('培训模块', 34),
    column(`${label('need')}单位数`, 16, 'count'),
    column(`${label('watch')}单位数`, 16, 'count'),
    column('证据不足单位数', 16, 'count'),
    column('最高需求指数', 14, 'score'),
    column('证据件数合计', 14, 'count'),
    column('涉及主题', 50),
  ];
  const rows = content.modules.map(module => {
    const needs = content.needs.filter(need => need.module_id === module.id);
    const counts = order.map(verdict => needs.filter(need => need.verdict === verdict).length);
    const shown = needs.filter(need => need.verdict !== 'no_evidence');
    const highest = shown.reduce<number | null>(
      (most, { need }) => (need === null ? most : Math.max(most ?? 0, need)),
      null,
    );
    const evidence = needs.reduce((sum, need) => sum + need.evidence_count, 0);
    const themes = content.themes.filter(theme => shown.some(need => need.themes.includes(theme.id)));
    return [module.zh, ...counts, highest, evidence, themes.map(theme => theme.zh).join('、')];
  });
  return { name: '模块汇总', columns, rows, fixedColumns: 1 };
}

function matrix(content: TrainingContent): Sheet {
  const columns = [
    column('单位', 26),
    column('层级', 8),
    ...content.modules.map(module => column(module.zh, 14, 'score')),
  ];
  const byUnit = new Map<string, Map<string, Need>>();
  for (const need of content.needs) {
    const own = byUnit.get(need.unit_id) ?? new Map<string, Need>();
    byUnit.set(need.unit_id, own.set(need.module_id, need));
  }
  const rows = content.units
    .filter(unit => byUnit.has(unit.unit_id))
    .map(unit => [
      unit.name,
      tierNames[unit.tier] ?? unit.tier,
      ...content.modules.map(module => {
        const need = byUnit.get(unit.unit_id)?.get(module.id);
        return need === undefined || need.verdict === 'no_evidence' ? '证据不足' : need.need;
      }),
    ]);
  return { name: '单位模块矩阵', columns, rows, fixedColumns: 1 };
}

function byUrgency(a: Need, b: Need): number {
  return (
    order.indexOf(a.verdict) - order.indexOf(b.verdict) ||
    (b.need ?? -1) - (a.need ?? -1) ||
    compare(a.unit_id, b.unit_id) ||
    compare(a.module_id, b.module_id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function themeNames(content: TrainingContent, ids: readonly string[]): string {
  return ids.map(id => nameIn(content.themes, id)).join('、');
}

function nameIn(list: readonly { readonly id: string; readonly zh: string }[], id: string): string {
  return list.find(item => item.id === id)?.zh ?? id;
}
