import type { Row } from '../../core/relation.js';
import type { score_components } from '../../core/scores.js';
import { type ComponentId, componentsOf, type Scoring } from '../../core/scoring.js';
import { type IndicatorId, indicatorIds } from '../../core/taxonomy.js';
import type { Count } from '../../stats/count.js';
import type { BetaPrior } from '../../stats/shrinkage.js';
import type { ThemeRate } from './theme-rates.js';

export type ComponentRow = Row<typeof score_components>;

/** A share that enters a score: its shrunk value, counts as cases, the prior it was shrunk to. */
export interface Share {
  readonly value: number;
  readonly cases: Count;
  readonly prior: BetaPrior;
}

/** What one unit has in one month: a component without a value is absent. */
export interface UnitValues {
  readonly shares: ReadonlyMap<ComponentId, Share>;
  /** All scored themes, in the order of the taxonomy. */
  readonly themes: readonly ThemeRate[];
}

export interface Loss {
  readonly rate: ThemeRate;
  readonly severity: number;
  readonly loss: number;
}

/** One component with its weight after redistribution; either `share` or `losses` says where the value is from. */
export interface Component {
  readonly id: ComponentId;
  readonly value: number;
  readonly weight: number;
  readonly points: number;
  readonly share: Share | null;
  readonly losses: readonly Loss[];
}

export interface Indicator {
  readonly id: IndicatorId;
  readonly score: number | null;
  readonly components: readonly Component[];
  readonly missing: readonly string[];
}

/** The four indicators of a unit: S = Σ 100·w·c, w redistributed over the components with a value (section 4). */
export function indicatorsOf(scoring: Scoring, values: UnitValues): Indicator[] {
  return indicatorIds.map(id => {
    const parts = componentsOf(scoring, id).map(({ id: component, weight }) => ({
      id: component,
      given: weight,
      ...(component === 'theme' ? themeValue(scoring, id, values.themes) : shareValue(values.shares.get(component))),
    }));
    const total = parts.reduce((sum, part) => sum + (part.value === null ? 0 : part.given), 0);
    const components = parts.flatMap(({ given, value, ...part }) => {
      if (value === null) return [];
      const weight = given / total;
      return [{ ...part, value, weight, points: 100 * weight * value }];
    });
    return {
      id,
      score: components.length === 0 ? null : components.reduce((sum, component) => sum + component.points, 0),
      components,
      missing: parts.filter(part => part.value === null).map(part => part.id),
    };
  });
}

function shareValue(share: Share | undefined) {
  return { value: share?.value ?? null, share: share ?? null, losses: [] as Loss[] };
}

/**
 * c = 1 − min(1, max(0, Σ severity·rate/full_loss)) over the themes of the indicator. A rate may be negative: without
 * that, the noise of many rare themes would add up against small units.
 */
function themeValue(scoring: Scoring, indicator: IndicatorId, themes: readonly ThemeRate[]) {
  const losses = themes
    .filter(rate => rate.theme.indicator_primary === indicator)
    .flatMap(rate => {
      if (rate.shrunk === null) return [];
      const severity = scoring.severity[rate.theme.severity];
      return [{ rate, severity, loss: (severity * rate.shrunk) / scoring.full_loss }];
    });
  const sum = losses.reduce((total, each) => total + each.loss, 0);
  return { value: losses.length === 0 ? null : kept(sum), share: null, losses };
}

/** What a sum of losses leaves of a component. */
export function kept(loss: number): number {
  return 1 - Math.min(1, Math.max(0, loss));
}

/** Rows of `score_components`. */
export function componentRows(month: string, unit_id: string, indicators: readonly Indicator[]): ComponentRow[] {
  return indicators.flatMap(indicator =>
    indicator.components.map(({ id, value, weight, points, losses }) => ({
      month,
      unit_id,
      indicator_id: indicator.id,
      component_id: id,
      value,
      weight,
      points,
      detail:
        id === 'theme'
          ? losses.map(({ rate, severity, loss }) => ({
              theme_id: rate.theme.id,
              severity,
              rate: rate.shrunk!,
              loss,
            }))
          : null,
    })),
  );
}
