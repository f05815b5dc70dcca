import type { Row } from '../../core/relation.js';
import type { theme_rates } from '../../core/scores.js';
import type { Theme } from '../../core/taxonomy.js';
import type { Count } from '../../stats/count.js';
import { benjaminiHochberg } from '../../stats/fdr.js';
import { type Quantity, quantify } from '../../stats/quantify.js';
import type { BetaPrior } from '../../stats/shrinkage.js';
import { type Cell, compare, type Unit } from './cells.js';

export type ThemeRow = Row<typeof theme_rates>;

/** What was counted of one unit and theme in one month. */
export interface ThemeCount {
  readonly numerator: number;
  readonly known: number;
  readonly tagged: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Commented cases of one unit in one month. */
export interface Commented {
  readonly commented: number;
  readonly known: number;
  readonly reviewed: number;
}

export interface MonthThemes {
  theme(unitId: string, themeId: string): ThemeCount;
  commented(unitId: string): Commented;
}

export interface ErrorCounts {
  readonly sensitivity: Count;
  readonly specificity: Count;
}

export interface ScoredTheme {
  readonly row: ThemeRow;
  readonly theme: Theme;
  readonly count: Count;
  readonly prior: BetaPrior | null;
  readonly quantity: Quantity | null;
  /** Rate that enters the score: v shrunk toward the tier's mean of v; null without commented cases. */
  readonly rate: number | null;
}

/** All theme rates of one month, every unit × scored theme, in that order (scoring, section 3). */
export function themeRows(
  month: string,
  units: readonly Unit[],
  themes: readonly Theme[],
  now: MonthThemes,
  before: MonthThemes,
  errors: ReadonlyMap<string, ErrorCounts>,
): ScoredTheme[] {
  const scored = themes.flatMap(theme => ofTheme(month, units, theme, now, before, errors.get(theme.id)));
  const q = benjaminiHochberg(scored.map(rate => rate.row.p_value));
  const qPrevious = benjaminiHochberg(scored.map(rate => rate.row.p_previous));
  return scored.map((rate, index) => ({
    ...rate,
    row: { ...rate.row, q_value: q[index]!, q_previous: qPrevious[index]! },
  }));
}

function ofTheme(
  month: string,
  units: readonly Unit[],
  theme: Theme,
  now: MonthThemes,
  before: MonthThemes,
  errors: ErrorCounts | undefined,
): ScoredTheme[] {
  const cells: Cell[] = units.map(unit => ({
    unit,
    count: { x: now.theme(unit.unitId, theme.id).numerator, n: now.commented(unit.unitId).commented },
    previous: { x: before.theme(unit.unitId, theme.id).numerator, n: before.commented(unit.unitId).commented },
  }));
  const compared = compare(cells);
  const quantities = cells.map(cell =>
    quantityOf(now.theme(cell.unit.unitId, theme.id), now.commented(cell.unit.unitId), errors),
  );
  const means = tierMeans(cells, quantities);
  return cells.map((cell, index) => {
    const { prior, p, pPrevious } = compared[index]!;
    const quantity = quantities[index]!;
    const { x, n } = cell.count;
    const mean = means.get(cell.unit.tier) ?? 0;
    return {
      theme,
      count: cell.count,
      prior,
      quantity,
      rate: quantity && prior ? (n * quantity.unclipped + prior.strength * mean) / (n + prior.strength) : null,
      row: {
        month,
        unit_id: cell.unit.unitId,
        theme_id: theme.id,
        numerator: x,
        denominator: n,
        raw: n === 0 ? null : x / n,
        value: quantity?.value ?? null,
        low: quantity?.low ?? null,
        high: quantity?.high ?? null,
        estimator: quantity?.estimator ?? null,
        p_value: p,
        q_value: null,
        p_previous: pPrevious,
        q_previous: null,
      },
    };
  });
}

function quantityOf(theme: ThemeCount, commented: Commented, errors: ErrorCounts | undefined): Quantity | null {
  const { tp, fp, fn } = theme;
  const tn = commented.reviewed - tp - fp - fn;
  return quantify(
    {
      all: { x: theme.tagged, n: commented.commented - commented.known },
      ...(commented.reviewed > 0 && { reviewed: { tp, fp, fn, tn } }),
      ...(errors && { sensitivity: errors.sensitivity, specificity: errors.specificity }),
    },
    { x: theme.known, n: commented.known },
  );
}

/** Mean of the unclipped estimates over each tier, weighted by commented cases. */
function tierMeans(cells: readonly Cell[], quantities: readonly (Quantity | null)[]): Map<string, number> {
  const sums = new Map<string, { nv: number; n: number }>();
  cells.forEach((cell, index) => {
    const quantity = quantities[index];
    if (!quantity) return;
    const sum = sums.get(cell.unit.tier) ?? { nv: 0, n: 0 };
    sum.nv += cell.count.n * quantity.unclipped;
    sum.n += cell.count.n;
    sums.set(cell.unit.tier, sum);
  });
  return new Map([...sums].map(([tier, sum]) => [tier, sum.nv / sum.n]));
}
