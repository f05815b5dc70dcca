import { Z } from '../../stats/count.js';
import type { Draws, Stream } from '../../stats/draws.js';
import { type Component, type Indicator, kept, type Loss } from './components.js';
import type { Card } from './theme-rates.js';

/** Draws of one theme's measured errors, in the form in which they correct a share q: q·gain + offset. */
interface ErrorDraws {
  readonly gain: Float64Array;
  readonly offset: Float64Array;
  readonly sensitivity: number;
  readonly specificity: number;
}

/** A classifier drawn to be hardly better than chance would divide by almost nothing. */
const leastGain = 0.1;

/** Draws of the scores of a unit and month (scoring.md, section 4, interval). */
export interface ScoreDraws {
  readonly count: number;
  stream(month: string, unitId: string): Stream;
  /** Draws of an indicator's score, 0–100, into `out`. */
  indicator(stream: Stream, indicator: Indicator, out: Float64Array): void;
}

/**
 * Draws for all units of all months. Those of sensitivity and specificity are made once per theme: within a unit they
 * are independent of all else, and no interval looks at two units.
 */
export function createScoreDraws(draws: Draws, cards: ReadonlyMap<string, Card>, fullLoss: number): ScoreDraws {
  const { count } = draws;
  const errors = new Map([...cards].map(([theme, card]) => [theme, errorDraws(draws, theme, card)]));
  const values = new Float64Array(count);
  const losses = new Float64Array(count);

  const shareDraws = (stream: Stream, x: number, n: number, prior: { mean: number; strength: number }) => {
    const { mean, strength } = prior;
    draws.beta(stream, Math.max(0.5, x + mean * strength), Math.max(0.5, n - x + (1 - mean) * strength), values);
  };

  /** Adds severity·(rate + deviation)/full loss to `losses`. */
  const addLoss = (stream: Stream, { rate, severity }: Loss): void => {
    const { numerator: x, denominator: n } = rate.row;
    const { mean, strength } = rate.prior!;
    const estimate = rate.estimate!;
    const scale = severity / fullLoss;
    if (estimate.estimator === 'ppi') {
      const sd = ((n / (n + strength)) * (estimate.high - estimate.low)) / (2 * Z);
      draws.normal(stream, rate.shrunk!, sd, values);
      for (let at = 0; at < count; at += 1) losses[at]! += scale * values[at]!;
      return;
    }
    const share = (x + mean * strength) / (n + strength);
    shareDraws(stream, x, n, rate.prior!);
    if (estimate.estimator === 'raw') {
      const shift = rate.shrunk! - share;
      for (let at = 0; at < count; at += 1) losses[at]! += scale * (values[at]! + shift);
      return;
    }
    const { gain, offset, sensitivity, specificity } = errors.get(rate.theme.id)!;
    const shift = rate.shrunk! - (share + specificity - 1) / (sensitivity + specificity - 1);
    for (let at = 0; at < count; at += 1) losses[at]! += scale * (values[at]! * gain[at]! + offset[at]! + shift);
  };

  const addComponent = (stream: Stream, component: Component, out: Float64Array): void => {
    const points = 100 * component.weight;
    if (component.share) {
      const { cases, prior } = component.share;
      shareDraws(stream, cases.x, cases.n, prior);
      for (let at = 0; at < count; at += 1) out[at]! += points * values[at]!;
      return;
    }
    losses.fill(0);
    for (const loss of component.losses) addLoss(stream, loss);
    for (let at = 0; at < count; at += 1) out[at]! += points * kept(losses[at]!);
  };

  return {
    count,
    stream: (month, unitId) => draws.stream(`${month} ${unitId}`),
    indicator(stream, indicator, out) {
      out.fill(0);
      for (const component of indicator.components) addComponent(stream, component, out);
    },
  };
}

function errorDraws(draws: Draws, theme: string, card: Card): ErrorDraws {
  const stream = draws.stream(`errors ${theme}`);
  const beta = (x: number, n: number) => {
    const out = new Float64Array(draws.count);
    draws.beta(stream, x + 0.5, n - x + 0.5, out);
    return out;
  };
  const sensitivity = beta(card.sensitivity_x, card.sensitivity_n);
  const specificity = beta(card.specificity_x, card.specificity_n);
  const gain = sensitivity.map((se, at) => 1 / Math.max(leastGain, se + specificity[at]! - 1));
  return {
    gain,
    offset: gain.map((each, at) => (specificity[at]! - 1) * each),
    sensitivity: card.sensitivity_x / card.sensitivity_n,
    specificity: card.specificity_x / card.specificity_n,
  };
}
