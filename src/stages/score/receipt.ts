import { MinshengError } from '../../core/errors.js';
import { type Batch, type Row, rowsOf } from '../../core/relation.js';
import type { rates, score_components, sub_scores, theme_rates } from '../../core/scores.js';
import { indicatorIds } from '../../core/taxonomy.js';

type ScoreRow = Row<typeof sub_scores>;
type ComponentRow = Row<typeof score_components>;
type RateRow = Row<typeof rates>;
type ThemeRow = Row<typeof theme_rates>;
type ThemeLoss = NonNullable<ComponentRow['detail']>[number];

/** The chain from a final score down to the counts it rests on. */
export interface Receipt {
  readonly month: string;
  readonly unitId: string;
  readonly final: ScoreRow;
  readonly deduction: ScoreRow;
  /** Citizens, superior, third party: points = weight × score; the weights sum to 1. */
  readonly sources: readonly { readonly row: ScoreRow; readonly points: number }[];
  readonly indicators: readonly IndicatorReceipt[];
  /** Every sum that was recomputed; all hold to 1e-9. */
  readonly checks: readonly { readonly what: string; readonly stated: number; readonly recomputed: number }[];
}

export interface IndicatorReceipt {
  readonly row: ScoreRow;
  /** Share of the indicator in the citizens' score × its score. */
  readonly points: number;
  readonly components: readonly ComponentReceipt[];
}

export interface ComponentReceipt {
  readonly row: ComponentRow;
  /** The row of `rates` that it names; null for reply quality and themes. */
  readonly rate: RateRow | null;
  readonly themes: readonly { readonly loss: ThemeLoss; readonly rate: ThemeRow }[];
}

export interface ReceiptBatches {
  readonly sub_scores: Batch<typeof sub_scores>;
  readonly score_components: Batch<typeof score_components>;
  readonly rates: Batch<typeof rates>;
  readonly theme_rates: Batch<typeof theme_rates>;
}

/** Sums may differ by this much from what is stated. */
const tolerance = 1e-9;
const notScored = new Set(['reply_quality', 'theme']);

/**
 * Receipt of one unit and month.
 * @returns null where the unit has no scores in the month
 * @throws MinshengError (contract) that lists the sums that do not add up, or rows that are missing.
 */
export function receiptOf(batches: ReceiptBatches, month: string, unitId: string): Receipt | null {
  const isOurs = (row: { month: string; unit_id: string }) => row.month === month && row.unit_id === unitId;
  const scores = new Map(
    rowsOf(batches.sub_scores)
      .filter(isOurs)
      .map(row => [row.indicator_id, row]),
  );
  if (scores.size === 0) return null;
  const scoreOf = (id: string) => scores.get(id) ?? missing(`sub_scores ${id}`, month, unitId);
  const components = rowsOf(batches.score_components).filter(isOurs);
  const rateRows = rowsOf(batches.rates).filter(isOurs);
  const themeRows = rowsOf(batches.theme_rates).filter(isOurs);

  const indicators = indicatorIds.map(id => ({
    row: scoreOf(id),
    points: pointsOf(scoreOf(id)),
    components: components
      .filter(row => row.indicator_id === id)
      .map(row => ({
        row,
        rate: notScored.has(row.component_id)
          ? null
          : (rateRows.find(rate => rate.definition_id === row.component_id) ??
            missing(`rates ${row.component_id}`, month, unitId)),
        themes: (row.detail ?? []).map(loss => ({
          loss,
          rate:
            themeRows.find(rate => rate.theme_id === loss.theme_id) ??
            missing(`theme_rates ${loss.theme_id}`, month, unitId),
        })),
      })),
  }));
  const sources = ['citizens', 'superior', 'third_party'].map(id => ({
    row: scoreOf(id),
    points: pointsOf(scoreOf(id)),
  }));
  const receipt = { month, unitId, final: scoreOf('final'), deduction: scoreOf('deduction'), sources, indicators };
  const checks = checksOf(receipt);
  const wrong = checks.filter(each => !(Math.abs(each.stated - each.recomputed) <= tolerance));
  if (wrong.length > 0) {
    const lines = wrong.map(each => `  ${each.what}: ${each.stated} stated, ${each.recomputed} recomputed`);
    throw new MinshengError(
      'contract',
      `the scores of ${unitId} in ${month} do not add up:\n${lines.join('\n')}`,
      'Run `minsheng run --force`; if it happens again, report it.',
    );
  }
  return { ...receipt, checks };
}

function checksOf({ final, deduction, sources, indicators }: Omit<Receipt, 'checks'>): Receipt['checks'] {
  const checks: { what: string; stated: number; recomputed: number }[] = [];
  const check = (what: string, stated: number | null, recomputed: number) => {
    if (stated !== null) checks.push({ what, stated, recomputed });
  };
  for (const { row, components } of indicators) {
    for (const { row: component, rate, themes } of components) {
      const name = `${row.indicator_id}/${component.component_id}`;
      check(`${name} points`, component.points, 100 * component.weight * component.value);
      if (rate) check(`${name} value`, component.value, rate.shrunk ?? Number.NaN);
      if (component.detail) {
        const lost = sum(themes.map(theme => theme.loss.loss));
        check(`${name} value`, component.value, 1 - Math.min(1, Math.max(0, lost)));
      }
    }
    if (components.length > 0) check(`${row.indicator_id} weights`, 1, sum(components.map(each => each.row.weight)));
    check(row.indicator_id, row.score, sum(components.map(each => each.row.points)));
  }
  const citizens = sources[0]!.row;
  if (citizens.score !== null) check('indicator weights', 1, sum(indicators.map(each => each.row.weight ?? 0)));
  check('citizens', citizens.score, sum(indicators.map(each => each.points)));
  if (final.score !== null) check('source weights', 1, sum(sources.map(each => each.row.weight ?? 0)));
  const total = sum(sources.map(each => each.points)) + (deduction.score ?? 0);
  check('final', final.score, Math.min(100, Math.max(0, total)));
  return checks;
}

function pointsOf(row: ScoreRow): number {
  return (row.weight ?? 0) * (row.score ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function missing(what: string, month: string, unitId: string): never {
  throw new MinshengError('contract', `${what} of ${unitId} in ${month} is missing`, 'Run `minsheng run --force`.');
}
