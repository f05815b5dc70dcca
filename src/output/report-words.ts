import { addMonths } from '../core/dates.js';
import type { CountChange, Funnel, ScoreCell, UnitLine } from './report-model.js';

/** Limit of the false-discovery rate below which a change or a difference is called real. */
export const realBelow = 0.05;
/** Denominators below this are marked in the office edition and hidden in a unit's. */
export const smallBelow = 10;

export const noValue = '—';

/** A rate or share (0–1) as per cent with one decimal; `—` for null. */
export function percent(value: number | null, decimals = 1): string {
  return value === null ? noValue : `${fixed(value * 100, decimals)}%`;
}

/** A difference of two rates in percentage points, with its sign. */
export function points(change: number | null): string {
  if (change === null) return noValue;
  return `${signed(change * 100, 1)} 个百分点`;
}

/** A score (0–100) with one decimal; `—` for null. */
export function scoreText(score: number | null): string {
  return score === null ? noValue : fixed(score, 1);
}

/** `（78.0%–87.2%）`; empty where there is no interval. */
export function interval(estimate: { readonly low: number | null; readonly high: number | null }): string {
  if (estimate.low === null || estimate.high === null) return '';
  return `（${percent(estimate.low)}–${percent(estimate.high)}）`;
}

/** A number with a sign and fixed decimals: `+1.2`, `−0.4`, `0.0`. */
export function signed(value: number, decimals: number): string {
  const text = fixed(Math.abs(value), decimals);
  if (Number(text) === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** Fixed decimals without a negative zero. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A count with thousands separated by a comma. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 2025年6月 of `2025-06`; other period labels as they are. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-');
  return number !== undefined && /^\d\d$/.test(number) ? `${year}年${Number(number)}月` : month;
}

/** 6月 of `2025-06`, for chart axes. */
export function shortMonth(month: string): string {
  return `${Number(month.slice(5, 7))}月`;
}

/** The calendar month before, and the same month of the year before. */
export function earlierMonths(month: string): { previous: string; yearAgo: string } {
  return { previous: addMonths(month, -1), yearAgo: addMonths(month, -12) };
}

export function isReal(q: number | null): boolean {
  return q !== null && q <= realBelow;
}

/**
 * What may be said about the change of a rate: 明显 only where the test passed (q ≤ 0.05), otherwise that chance can
 * explain it. Empty without a month before.
 */
export function changeWords(value: number | null, previous: number | null, q: number | null): string {
  if (value === null || previous === null || q === null) return '';
  const size = points(value - previous);
  if (!isReal(q)) return `较上月 ${size}，在随机波动范围内`;
  return `较上月明显${value > previous ? '上升' : '下降'}（${size}）`;
}

/** As `changeWords`, for a count and its share of change. */
export function countChangeWords(change: CountChange): string {
  if (change.previous === null) return '';
  const size = countDifference(change.count, change.previous);
  if (change.previous === 0 && change.count === 0) return '与上月相同';
  if (change.qPrevious === null) return `较上月 ${size}`;
  if (!isReal(change.qPrevious)) return `较上月 ${size}，在随机波动范围内`;
  return `较上月明显${change.count > change.previous ? '增加' : '减少'}（${size}）`;
}

/** `+12 件，+8.5%` */
export function countDifference(count: number, previous: number, measure = '件'): string {
  const difference = count - previous;
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
  const share = previous === 0 ? '' : `，${signed((difference / previous) * 100, 1)}%`;
  return `${sign}${countText(Math.abs(difference))} ${measure}${share}`;
}

/** What history let expect, for a burst. */
export function expectedWords(expected: number): string {
  return expected < 0.05 ? '此前几乎没有' : `按历史约应 ${fixed(expected, 1)} 件`;
}

/** A ratio, coarser the larger it is: `2.4`, `34`. */
export function ratioText(ratio: number): string {
  return fixed(ratio, ratio < 10 ? 1 : 0);
}

/** How unlikely the change is by chance, for tables: `q=0.003`. */
export function qText(q: number | null): string {
  if (q === null) return noValue;
  return q < 0.001 ? '<0.001' : fixed(q, 3);
}

const funnels: Record<Funnel, string> = {
  inside: '在控制限内',
  above_95: '高于 95% 控制限',
  below_95: '低于 95% 控制限',
  above_998: '高于 99.8% 控制限',
  below_998: '低于 99.8% 控制限',
};

export function funnelWords(funnel: Funnel | null): string {
  return funnel === null ? noValue : funnels[funnel];
}

/** Whether the cell rests on so few cases that it must not be over-read. */
export function isSmall(denominator: number): boolean {
  return denominator > 0 && denominator < smallBelow;
}

/** No rank: how many units of the tier lie wholly above this one. */
export function positionWords(unit: Pick<UnitLine, 'above' | 'compared'>): string {
  if (unit.above === null) return noValue;
  if (unit.above === 0) return '无单位整体高于';
  return `${unit.above}/${unit.compared - 1} 家整体高于`;
}

/** `82.1（75.0–88.9）` */
export function scoreInterval(cell: Pick<ScoreCell, 'score' | 'low' | 'high'>): string {
  if (cell.score === null) return noValue;
  if (cell.low === null || cell.high === null || cell.low === cell.high) return scoreText(cell.score);
  return `${scoreText(cell.score)}（${scoreText(cell.low)}–${scoreText(cell.high)}）`;
}

/** `甲、乙、丙等 5 家` of at most `limit` names. */
export function listWords(names: readonly string[], limit: number, measure = '家'): string {
  const shown = names.slice(0, limit).join('、');
  return names.length > limit ? `${shown} 等 ${names.length} ${measure}` : shown;
}

export const tierNames: Readonly<Record<string, string>> = { grassroots: '基层单位', upper: '上级单位' };

export const indicatorNames: Readonly<Record<ScoreCell['indicatorId'], string>> = {
  performance: '履职效能',
  service: '服务质量',
  compliance: '执行规范',
  emergency: '应急能力',
  citizens: '群众评价综合',
  superior: '上级督查',
  third_party: '第三方暗访',
  deduction: '督办扣分',
  final: '综合得分',
};

const labels: Readonly<Record<string, string>> = {
  not_counted: '不纳入统计',
  litigation: '涉法涉诉（诉访分离）',
  duplicate: '完全重复登记',
  no_content: '无实质内容',
  no_service_cue: '未涉及办理服务',
  outside_taxonomy: '体系外问题',
  uncertain: '不确定（留待人工）',
  missing_required: '缺必填项',
  bad_date: '日期有误',
  bad_number: '数字有误',
  unknown_rating: '满意度等级不识别',
  duplicate_key: '编号重复',
  unknown_case: '信访件不存在',
  unknown_unit: '责任单位不存在',
  too_long: '文本过长',
  bad_encoding: '编码错误',
  unparseable_row: '行无法解析',
  excluded_by_profile: '已撤回或作废',
  skill: '能力不足',
  staffing: '人手不足',
  rule: '规定不清',
  system: '流程或系统',
  single_event: '单一事件',
  unclear: '原因不明',
  acceptance: '受理超期',
  completion: '办结超期',
  open: '未办结',
  closed: '已办结',
  candidate: '候选（待人工确认）',
  confirmed: '已确认',
  rejected: '已排除',
  appeal_open: '异议待处理',
  appeal_upheld: '异议成立',
  appeal_rejected: '异议不成立',
  need: '需要培训',
  watch: '继续观察',
  ppi: '预测增强推断（PPI）',
  rogan_gladen: 'Rogan–Gladen 校正',
  raw: '未校正',
  issue: '高频问题',
  theme: '服务主题',
  subject: '内容分类',
  window_open: '未满观察期',
  '': '未填写',
};

/** The Chinese word of a code; what has none stands as it is. */
export function label(code: string): string {
  return labels[code] ?? code;
}
