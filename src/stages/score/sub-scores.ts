import type { Row } from '../../core/relation.js';
import type { score_components, sub_scores } from '../../core/scores.js';
import type { Scoring } from '../../core/scoring.js';
import { type IndicatorId, indicatorIds } from '../../core/taxonomy.js';
import type { Count } from '../../stats/count.js';
import type { Draws } from '../../stats/draws.js';
import { central95 } from '../../stats/quantile.js';
import type { BetaPrior } from '../../stats/shrinkage.js';
import type { Unit } from './cells.js';
import { drawBeta, type ErrorDraws, themeDeviations } from './intervals.js';
import type { ScoredTheme } from './themes.js';

export type ComponentRow = Row<typeof score_components>;
export type SubScoreRow = Row<typeof sub_scores>;

/** A share that enters a score: its value and what its interval is drawn from. */
export interface Share {
  readonly value: number;
  readonly count: Count;
  readonly prior: BetaPrior;
}

export interface UnitInput {
  readonly unit: Unit;
  readonly month: string;
  /** Shares by component id; a component without a value is absent. */
  readonly shares: ReadonlyMap<string, Share>;
  readonly themes: readonly ScoredTheme[];
  readonly appraisals: { readonly superior: number | null; readonly third_party: number | null };
  readonly confirmedCases: number;
  readonly isVetoed: boolean;
}

interface Part {
  readonly row: ComponentRow;
  readonly draws: Float64Array;
}

interface Scored {
  readonly score: number;
  readonly draws: Float64Array;
}

/** Components and sub-scores of one unit and month (scoring, section 4). */
export function unitScores(
  input: UnitInput,
  scoring: Scoring,
  draws: Draws,
  errors: ErrorDraws,
): { components: ComponentRow[]; scores: SubScoreRow[] } {
  const stream = draws.stream(`${input.month} ${input.unit.unitId}`);
  const components: ComponentRow[] = [];
  const scores: SubScoreRow[] = [];
  const indicators = new Map<IndicatorId, Scored>();
  const missing: string[] = [];
  for (const indicator of indicatorIds) {
    const weights = scoring.indicators[indicator] as Record<string, number>;
    const parts: Part[] = [];
    const absent: string[] = [];
    for (const component of Object.keys(weights)) {
      const part =
        component === 'theme'
          ? themePart(input, indicator, scoring, draws, stream, errors)
          : sharePart(input, indicator, component, draws, stream);
      if (part) parts.push(part);
      else absent.push(component);
    }
    const total = parts.reduce((sum, part) => sum + weights[part.row.component_id]!, 0);
    const vector = new Float64Array(draws.count);
    let score = 0;
    for (const part of parts) {
      const weight = weights[part.row.component_id]! / total;
      const row = { ...part.row, weight, points: 100 * weight * part.row.value };
      components.push(row);
      score += row.points;
      for (let index = 0; index < vector.length; index++)
        vector[index] = vector[index]! + 100 * weight * part.draws[index]!;
    }
    if (parts.length > 0) indicators.set(indicator, { score, draws: vector });
    else missing.push(indicator);
    scores.push(scoreRow(input, indicator, parts.length > 0 ? { score, draws: vector } : null, absent));
  }
  const citizens = weighted(scoring.citizens[input.unit.tier as 'grassroots' | 'upper'], indicators, draws.count);
  setWeights(scores, scoring.citizens[input.unit.tier as 'grassroots' | 'upper'], indicators);
  scores.push(scoreRow(input, 'citizens', citizens, missing), ...finalRows(input, citizens, scoring, draws.count));
  return { components, scores };
}

function sharePart(
  input: UnitInput,
  indicator: string,
  component: string,
  draws: Draws,
  stream: ReturnType<Draws['stream']>,
): Part | null {
  const share = input.shares.get(component);
  if (!share) return null;
  return {
    row: componentRow(input, indicator, component, share.value, null),
    draws: drawBeta(draws, stream, share.count, share.prior),
  };
}

function themePart(
  input: UnitInput,
  indicator: IndicatorId,
  scoring: Scoring,
  draws: Draws,
  stream: ReturnType<Draws['stream']>,
  errors: ErrorDraws,
): Part | null {
  const themes = input.themes.filter(theme => theme.theme.indicator_primary === indicator);
  if (themes.length === 0 || themes.some(theme => theme.rate === null)) return null;
  const detail = themes.map(theme => {
    const severity = scoring.severity[theme.theme.severity];
    const rate = theme.rate!;
    return { theme_id: theme.theme.id, severity, rate, loss: (severity * rate) / scoring.full_loss };
  });
  const losses = new Float64Array(draws.count);
  themes.forEach((theme, place) => {
    const { severity, rate } = detail[place]!;
    const deviations = themeDeviations(theme, draws, stream, errors);
    for (let index = 0; index < losses.length; index++) {
      losses[index] = losses[index]! + (severity * (rate + deviations[index]!)) / scoring.full_loss;
    }
  });
  const kept = (loss: number) => 1 - Math.min(1, Math.max(0, loss));
  const value = kept(detail.reduce((sum, item) => sum + item.loss, 0));
  return { row: componentRow(input, indicator, 'theme', value, detail), draws: losses.map(kept) };
}

function componentRow(
  input: UnitInput,
  indicator: string,
  component: string,
  value: number,
  detail: ComponentRow['detail'],
): ComponentRow {
  return {
    month: input.month,
    unit_id: input.unit.unitId,
    indicator_id: indicator,
    component_id: component,
    value,
    weight: 0,
    points: 0,
    detail,
  };
}

/** Weighted mean of the indicators that have a score. */
function weighted(
  weights: Readonly<Record<IndicatorId, number>>,
  indicators: ReadonlyMap<IndicatorId, Scored>,
  count: number,
): Scored | null {
  if (indicators.size === 0) return null;
  const total = [...indicators.keys()].reduce((sum, indicator) => sum + weights[indicator], 0);
  const draws = new Float64Array(count);
  let score = 0;
  for (const [indicator, scored] of indicators) {
    const weight = weights[indicator] / total;
    score += weight * scored.score;
    for (let index = 0; index < count; index++) draws[index] = draws[index]! + weight * scored.draws[index]!;
  }
  return { score, draws };
}

function setWeights(
  scores: SubScoreRow[],
  weights: Readonly<Record<IndicatorId, number>>,
  indicators: ReadonlyMap<IndicatorId, Scored>,
): void {
  const total = [...indicators.keys()].reduce((sum, indicator) => sum + weights[indicator], 0);
  scores.forEach((row, index) => {
    const indicator = row.indicator_id as IndicatorId;
    scores[index] = { ...row, weight: indicators.has(indicator) ? weights[indicator] / total : 0 };
  });
}

/** Citizens, superior and third party together, the deduction, and the final score. */
function finalRows(input: UnitInput, citizens: Scored | null, scoring: Scoring, count: number): SubScoreRow[] {
  const { superior, third_party } = input.appraisals;
  const deduction =
    input.confirmedCases === 0 ? 0 : -Math.min(scoring.deduction.most, scoring.deduction.per_case * input.confirmedCases);
  const given = { citizens: citizens?.score ?? null, superior, third_party };
  const total = Object.entries(given).reduce(
    (sum, [name, value]) => sum + (value === null ? 0 : scoring.final[name as keyof typeof given]),
    0,
  );
  const weightOf = (name: keyof typeof given) =>
    given[name] === null || total === 0 ? 0 : scoring.final[name] / total;
  const outside = weightOf('superior') * (superior ?? 0) + weightOf('third_party') * (third_party ?? 0);
  const clip = (score: number) => Math.min(100, Math.max(0, score));
  const final = citizens && {
    score: clip(weightOf('citizens') * citizens.score + outside + deduction),
    draws: Float64Array.from({ length: count }, (_, index) =>
      clip(weightOf('citizens') * citizens.draws[index]! + outside + deduction),
    ),
  };
  const missing = Object.entries(given)
    .filter(([, value]) => value === null)
    .map(([name]) => name);
  const fixed = (id: string, score: number | null, weight: number | null): SubScoreRow => ({
    month: input.month,
    unit_id: input.unit.unitId,
    indicator_id: id,
    score,
    low: score,
    high: score,
    band: id === 'deduction' ? null : bandOf(score),
    weight,
    missing: [],
  });
  const last = scoreRow(input, 'final', final, missing);
  return [
    fixed('superior', superior, weightOf('superior')),
    fixed('third_party', third_party, weightOf('third_party')),
    fixed('deduction', deduction, null),
    { ...last, weight: null, band: input.isVetoed && last.band !== null ? '待改进' : last.band },
  ].map(row => row) as SubScoreRow[];
}

function scoreRow(input: UnitInput, indicator: string, scored: Scored | null, missing: readonly string[]): SubScoreRow {
  const limits = scored && central95(Float64Array.from(scored.draws));
  return {
    month: input.month,
    unit_id: input.unit.unitId,
    indicator_id: indicator,
    score: scored?.score ?? null,
    low: limits?.low ?? null,
    high: limits?.high ?? null,
    band: bandOf(scored?.score ?? null),
    weight: 0,
    missing,
  };
}

/** 优 from 90, 良 from 80, 中 from 60, else 待改进; null for no score. */
export function bandOf(score: number | null): string | null {
  if (score === null) return null;
  if (score >= 90) return '优';
  if (score >= 80) return '良';
  return score >= 60 ? '中' : '待改进';
}
