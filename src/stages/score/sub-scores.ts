import type { Row } from '../../core/relation.js';
import type { sub_scores } from '../../core/scores.js';
import { bandOf, lowestBand, type Scoring } from '../../core/scoring.js';
import { central95 } from '../../stats/quantile.js';
import type { Unit } from './cohorts.js';
import type { Indicator } from './components.js';
import type { ScoreDraws } from './interval.js';

export type SubScoreRow = Row<typeof sub_scores>;

/** What a unit's scores rest on besides its indicators. */
export interface Outside {
  readonly superior: number | null;
  readonly third_party: number | null;
  /** Cases with a confirmed deduction. */
  readonly deducted: number;
  /** A veto was confirmed by a named person. */
  readonly vetoed: boolean;
}

/** Parts of a weighted total: a part without a score gives its weight to the others. */
interface Part {
  readonly id: string;
  readonly score: number | null;
  readonly weight: number;
}

interface Total {
  readonly score: number | null;
  readonly weights: readonly number[];
  readonly missing: readonly string[];
}

/** Σ weight·score, the weights redistributed over the parts with a score; 0 where there is none. */
export function weightedTotal(parts: readonly Part[]): Total {
  const sum = parts.reduce((total, part) => total + (part.score === null ? 0 : part.weight), 0);
  const weights = parts.map(part => (part.score === null || sum === 0 ? 0 : part.weight / sum));
  return {
    score: sum === 0 ? null : parts.reduce((total, part, at) => total + weights[at]! * (part.score ?? 0), 0),
    weights,
    missing: parts.filter(part => part.score === null).map(part => part.id),
  };
}

/** Writes the nine rows of a unit and month; its buffers are kept from unit to unit. */
export function createSubScores(scoring: Scoring, draws: ScoreDraws) {
  const vector = () => new Float64Array(draws.count);
  const ofIndicators = [vector(), vector(), vector(), vector()];
  const ofCitizens = vector();

  return (month: string, unit: Unit, indicators: readonly Indicator[], outside: Outside): SubScoreRow[] => {
    const weightsOfTier = scoring.citizens[unit.tier as keyof Scoring['citizens']];
    const citizens = weightedTotal(
      indicators.map(each => ({ id: each.id, score: each.score, weight: weightsOfTier[each.id] })),
    );
    const { superior, third_party } = outside;
    const sources = weightedTotal([
      { id: 'citizens', score: citizens.score, weight: scoring.final.citizens },
      { id: 'superior', score: superior, weight: scoring.final.superior },
      { id: 'third_party', score: third_party, weight: scoring.final.third_party },
    ]);
    const [citizensWeight, superiorWeight, thirdWeight] = sources.weights as [number, number, number];
    const points = Math.min(scoring.deduction.most, scoring.deduction.per_case * outside.deducted);
    const deduction = points === 0 ? 0 : -points;
    const hasFinal = citizens.score !== null && sources.score !== null;

    const stream = draws.stream(month, unit.unit_id);
    indicators.forEach((indicator, at) => {
      if (indicator.score !== null) draws.indicator(stream, indicator, ofIndicators[at]!);
    });
    ofCitizens.fill(0);
    citizens.weights.forEach((weight, at) => {
      if (weight > 0) addWeighted(ofCitizens, ofIndicators[at]!, weight);
    });
    const fixed = superiorWeight * (superior ?? 0) + thirdWeight * (third_party ?? 0) + deduction;

    const row = (
      id: string,
      score: number | null,
      limits: Limits,
      weight: number | null,
      missing: readonly string[],
    ) => ({
      month,
      unit_id: unit.unit_id,
      indicator_id: id,
      score,
      low: score === null ? null : limits.low,
      high: score === null ? null : limits.high,
      band: id === 'deduction' ? null : bandOf(scoring, score),
      weight,
      missing,
    });
    const drawn = (score: number | null, vectorOf: Float64Array): Limits =>
      score === null ? exactly(null) : central95(vectorOf);
    const limits = drawn(citizens.score, ofCitizens);
    const final = hasFinal ? score0to100(sources.score! + deduction) : null;
    // The final score rises with the citizens' one, so that its quantiles are theirs, moved.
    const moved = (limit: number | null) => score0to100(citizensWeight * (limit ?? 0) + fixed);
    const finalLimits = { low: moved(limits.low), high: moved(limits.high) };
    const last = row('final', final, finalLimits, null, sources.missing);
    return [
      ...indicators.map((each, at) =>
        row(each.id, each.score, drawn(each.score, ofIndicators[at]!), citizens.weights[at]!, each.missing),
      ),
      row('citizens', citizens.score, limits, citizensWeight, citizens.missing),
      row('superior', superior, exactly(superior), superiorWeight, []),
      row('third_party', third_party, exactly(third_party), thirdWeight, []),
      row('deduction', deduction, exactly(deduction), null, []),
      outside.vetoed ? { ...last, band: lowestBand(scoring) } : last,
    ];
  };
}

interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

function exactly(score: number | null): Limits {
  return { low: score, high: score };
}

function addWeighted(out: Float64Array, part: Float64Array, weight: number): void {
  for (let at = 0; at < out.length; at += 1) out[at]! += weight * part[at]!;
}

function score0to100(score: number): number {
  return Math.min(100, Math.max(0, score));
}
