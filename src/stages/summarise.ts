import { z } from 'zod';
import { addMonths, monthDays } from '../core/dates.js';
import { abstentions, model_card } from '../core/findings.js';
import {
  office_counts,
  office_event_counts,
  office_rate_counts,
  office_rates,
  office_theme_counts,
  office_theme_rates,
} from '../core/office-rates.js';
import { cases, comments } from '../core/records.js';
import { batchOf, type Row, rowsOf } from '../core/relation.js';
import { rates, theme_rates } from '../core/scores.js';
import type { DefinitionId } from '../core/scoring.js';
import { stage } from '../core/stage.js';
import { benjaminiHochberg } from '../stats/fdr.js';
import { midP } from '../stats/midp.js';
import { themeRate } from '../stats/quantify.js';
import { wilson } from '../stats/wilson.js';
import { asCases, asWholeCases } from './score/cohorts.js';
import { monthsBetween } from './score/stage.js';

type Keyed = { readonly month: string };
type RateCounts = Row<typeof office_rate_counts>;
type ThemeCounts = Row<typeof office_theme_counts>;
type EventCount = Row<typeof office_event_counts>;

export const measures = ['cases', 'completed', 'comments', 'rated'] as const;

/** The office's rates of all months with Wilson intervals and the test against the month before. */
export function officeRates(counts: readonly RateCounts[]): Row<typeof office_rates>[] {
  const at = byMonth(counts, row => row.definition_id);
  const rows = counts.map(row => {
    const definition = row.definition_id as DefinitionId;
    const { numerator: x, denominator: n } = row;
    const before = at(addMonths(row.month, -1), row.definition_id);
    const limits = wilson(asCases(definition, { x, n }));
    return {
      ...row,
      value: n === 0 ? null : x / n,
      low: limits?.low ?? null,
      high: limits?.high ?? null,
      p_previous: before
        ? midP(
            asWholeCases(definition, { x, n }),
            asWholeCases(definition, { x: before.numerator, n: before.denominator }),
          )
        : null,
    };
  });
  return adjusted(rows);
}

/**
 * The office's theme rates: the units' counts taken together and corrected for the model's errors as a unit's are
 * (scoring.md, section 3, without reviews).
 */
export function officeThemeRates(
  counts: readonly ThemeCounts[],
  card: readonly Row<typeof model_card>[],
): Row<typeof office_theme_rates>[] {
  const at = byMonth(counts, row => row.theme_id);
  const cards = new Map(card.map(row => [row.theme_id, row]));
  const rows = counts.map(row => {
    const { numerator: x, denominator: n } = row;
    const known = cards.get(row.theme_id);
    const estimate = themeRate({
      all: { x, n },
      ...(known && {
        sensitivity: { x: known.sensitivity_x, n: known.sensitivity_n },
        specificity: { x: known.specificity_x, n: known.specificity_n },
      }),
    });
    const before = at(addMonths(row.month, -1), row.theme_id);
    return {
      ...row,
      raw: n === 0 ? null : x / n,
      value: estimate?.value ?? null,
      low: estimate?.low ?? null,
      high: estimate?.high ?? null,
      estimator: estimate?.estimator ?? null,
      p_previous: before ? midP({ x, n }, { x: before.numerator, n: before.denominator }) : null,
    };
  });
  return adjusted(rows);
}

/**
 * Counts of every month from the first to the last, also empty ones, against the month before: under no change each
 * of the two months' events falls into this one with probability ½ (conditional test of two Poisson counts, mid-p).
 */
export function officeCounts(events: readonly EventCount[]): Row<typeof office_counts>[] {
  const at = byMonth(events, row => row.measure);
  const rows = measures.flatMap(measure => {
    const days = events.filter(row => row.measure === measure).map(row => monthDays(row.month).first);
    const months = days.length === 0 ? [] : monthsBetween(Math.min(...days), Math.max(...days));
    const first = months[0];
    const countAt = (month: string): number | null =>
      first !== undefined && month >= first ? (at(month, measure)?.count ?? 0) : null;
    return months.map(month => {
      const count = countAt(month) ?? 0;
      const previous = countAt(addMonths(month, -1));
      return {
        month,
        measure,
        count,
        previous,
        year_ago: countAt(addMonths(month, -12)),
        p_previous: previous === null ? null : midP({ x: count, n: count + previous }, 0.5),
      };
    });
  });
  return adjusted(rows);
}

export const summarise = stage({
  name: 'summarise',
  version: 1,
  reads: [
    office_rate_counts,
    office_theme_counts,
    office_event_counts,
    rates,
    theme_rates,
    model_card,
    cases,
    comments,
    abstentions,
  ],
  writes: [office_rates, office_theme_rates, office_counts],
  config: z.object({}),
  async run(io) {
    const card = rowsOf(await io.all('model_card'));
    const ofRates = officeRates(rowsOf(await io.all('office_rate_counts')));
    const ofThemes = officeThemeRates(rowsOf(await io.all('office_theme_counts')), card);
    const ofEvents = officeCounts(rowsOf(await io.all('office_event_counts')));
    await io.write('office_rates', batchOf(office_rates, ofRates));
    await io.write('office_theme_rates', batchOf(office_theme_rates, ofThemes));
    await io.write('office_counts', batchOf(office_counts, ofEvents));
  },
});

/** Adds q_previous: Benjamini–Hochberg within each month. */
function adjusted<R extends Keyed & { readonly p_previous: number | null }>(
  rows: readonly R[],
): (R & { readonly q_previous: number | null })[] {
  const families = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const family = families.get(row.month);
    if (family) family.push(index);
    else families.set(row.month, [index]);
  });
  const q: (number | null)[] = rows.map(() => null);
  for (const family of families.values()) {
    const values = benjaminiHochberg(family.map(index => rows[index]!.p_previous));
    family.forEach((index, place) => {
      q[index] = values[place] ?? null;
    });
  }
  return rows.map((row, index) => ({ ...row, q_previous: q[index] ?? null }));
}

function byMonth<R extends Keyed>(rows: readonly R[], key: (row: R) => string) {
  const index = new Map(rows.map(row => [`${row.month} ${key(row)}`, row]));
  return (month: string, id: string): R | undefined => index.get(`${month} ${id}`);
}
