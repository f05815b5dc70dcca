import { addMonths } from '../core/dates.js';
import { rateNames, rateOrder } from './report-definitions.js';
import type { CountChange, Labelled, OverallRate, Totals } from './report-model.js';
import type { ReportSource } from './report-source.js';
import { label } from './report-words.js';

/** Counts of the month, of the month before and of the year before. */
export function totals(source: ReportSource): Totals {
  const all = new Map(source.counts.filter(row => row.kind === 'source').map(row => [row.label, row.count]));
  return {
    cases: countChange(source, 'cases'),
    completed: countChange(source, 'completed'),
    comments: countChange(source, 'comments'),
    rated: countChange(source, 'rated'),
    channels: labelled(source, 'channel'),
    subjects: labelled(source, 'subject'),
    ratings: labelled(source, 'rating'),
    excluded: labelled(source, 'excluded'),
    abstentions: labelled(source, 'abstention'),
    rejected: labelled(source, 'rejected').map(row => ({ ...row, previous: null })),
    sources: {
      files: all.get('files') ?? 0,
      read: all.get('read') ?? 0,
      kept: all.get('kept') ?? 0,
      rejected: all.get('rejected') ?? 0,
    },
    history: history(source),
  };
}

/** The office's rates with up to six months, in the order of `rateOrder`. */
export function overallRates(source: ReportSource): OverallRate[] {
  const first = addMonths(source.month, -5);
  const before = addMonths(source.month, -1);
  return rateOrder.flatMap(definitionId => {
    const rows = source.officeRates
      .filter(row => row.definition_id === definitionId && row.month >= first && row.month <= source.month)
      .sort((a, b) => (a.month < b.month ? -1 : 1));
    const now = rows.at(-1);
    if (now?.month !== source.month) return [];
    return {
      definitionId,
      name: rateNames[definitionId]!,
      numerator: now.numerator,
      denominator: now.denominator,
      value: now.value,
      low: now.low,
      high: now.high,
      previous: rows.find(row => row.month === before)?.value ?? null,
      qPrevious: now.q_previous,
      history: rows.map(({ month, numerator, denominator, value, low, high }) => ({
        month,
        numerator,
        denominator,
        value,
        low,
        high,
      })),
    };
  });
}

function countChange(source: ReportSource, measure: string): CountChange {
  const row = source.officeCounts.find(each => each.month === source.month && each.measure === measure);
  if (!row) return { count: 0, previous: null, yearAgo: null, qPrevious: null };
  return { count: row.count, previous: row.previous, yearAgo: row.year_ago, qPrevious: row.q_previous };
}

function labelled(source: ReportSource, kind: string): Labelled[] {
  const hasPrevious = source.officeCounts.some(
    row => row.month === source.month && row.measure === 'cases' && row.previous !== null,
  );
  return source.counts
    .filter(row => row.kind === kind)
    .map(row => ({ label: label(row.label), count: row.count, previous: hasPrevious ? row.previous : null }));
}

function history(source: ReportSource): Totals['history'] {
  const first = addMonths(source.month, -12);
  const months = new Map<string, { cases: number; comments: number }>();
  for (const row of source.officeCounts) {
    if (row.month < first || row.month > source.month) continue;
    if (row.measure !== 'cases' && row.measure !== 'comments') continue;
    const entry = months.get(row.month) ?? { cases: 0, comments: 0 };
    entry[row.measure] = row.count;
    months.set(row.month, entry);
  }
  return [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, counts]) => ({ month, ...counts }));
}
