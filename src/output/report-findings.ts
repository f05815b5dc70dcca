import type { Span } from '../core/classification.js';
import { addMonths } from '../core/dates.js';
import { scoredThemes, type Taxonomy } from '../core/taxonomy.js';
import type { BurstEntry, IssueEntry, Passage, ThemeEntry, ThemeUnit } from './report-model.js';
import type { ReportSource } from './report-source.js';
import { byText } from './report-units.js';
import { isReal } from './report-words.js';

/** Longest passage printed, in UTF-16 units. */
const passageLength = 120;

/** The month's issues by rank with their units, places and typical passages. */
export function issueEntries(source: ReportSource): IssueEntry[] {
  const labels = (issueId: string, kind: string) =>
    source.issueLabels
      .filter(row => row.issue_id === issueId && row.kind === kind)
      .map(row => ({ label: row.label, count: row.count, previous: null }));
  return source.issues.map(row => ({
    issueId: row.issue_id,
    rank: row.rank,
    title: row.title,
    subject: row.subject,
    place: row.place,
    object: row.object,
    cases: row.cases,
    distinctEvents: row.distinct_events,
    share: row.share,
    low: row.low,
    high: row.high,
    previousCases: row.previous_cases,
    change: row.change,
    qValue: row.q_value,
    isNew: row.is_new,
    firstSeenOn: row.first_seen_on,
    heat: row.heat,
    units: labels(row.issue_id, 'unit'),
    places: labels(row.issue_id, 'place'),
    passages: passages(source, 'issue', row.issue_id),
  }));
}

/** Series that stand out of their own history; themes that must not be named (red flags) are left out. */
export function burstEntries(source: ReportSource, taxonomy: Taxonomy): BurstEntry[] {
  const themes = new Map(scoredThemes(taxonomy).map(theme => [theme.id, theme.zh]));
  return source.bursts
    .filter(row => isReal(row.q_value) && (row.scope !== 'theme' || themes.has(row.scope_id)))
    .map(row => ({
      scope: row.scope as BurstEntry['scope'],
      label: row.scope === 'theme' ? themes.get(row.scope_id)! : row.label,
      unit: row.unit_id === '' ? null : (row.unit ?? row.unit_id),
      observed: row.observed,
      expected: row.expected,
      ratio: row.ratio,
      low: row.low,
      high: row.high,
      qValue: row.q_value,
    }));
}

/** All scored themes, the highest corrected rate first, with the units that differ for certain. */
export function themeEntries(source: ReportSource, taxonomy: Taxonomy): ThemeEntry[] {
  const now = new Map(
    source.officeThemes.filter(row => row.month === source.month).map(row => [row.theme_id, row] as const),
  );
  const before = addMonths(source.month, -1);
  const previous = new Map(
    source.officeThemes.filter(row => row.month === before).map(row => [row.theme_id, row.value] as const),
  );
  const indicators = new Map(taxonomy.indicators.map(indicator => [indicator.id, indicator.zh]));
  return scoredThemes(taxonomy)
    .map(theme => {
      const row = now.get(theme.id);
      return {
        themeId: theme.id,
        name: theme.zh,
        definition: theme.definition,
        indicatorId: theme.indicator_primary,
        indicator: indicators.get(theme.indicator_primary) ?? theme.indicator_primary,
        numerator: row?.numerator ?? 0,
        denominator: row?.denominator ?? 0,
        raw: row?.raw ?? null,
        value: row?.value ?? null,
        low: row?.low ?? null,
        high: row?.high ?? null,
        estimator: (row?.estimator ?? null) as ThemeEntry['estimator'],
        previous: previous.get(theme.id) ?? null,
        qPrevious: row?.q_previous ?? null,
        units: themeUnits(source, theme.id),
        passages: passages(source, 'theme', theme.id),
      };
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (b.raw ?? -1) - (a.raw ?? -1) || byText(a.themeId, b.themeId));
}

function themeUnits(source: ReportSource, themeId: string): ThemeUnit[] {
  const units = new Map(source.units.map(unit => [unit.unit_id, unit]));
  const tierOf = (unitId: string) => units.get(unitId)?.tier ?? '';
  const rows = source.themes.filter(row => row.theme_id === themeId);
  const flagged = rows.filter(row => isReal(row.q_value) || isReal(row.q_previous));
  return flagged
    .map(row => {
      const rest = shareOf(rows.filter(other => other !== row && tierOf(other.unit_id) === tierOf(row.unit_id)));
      const side: ThemeUnit['side'] = isReal(row.q_value) ? ((row.raw ?? 0) > rest ? 'above' : 'below') : null;
      return {
        unitId: row.unit_id,
        name: units.get(row.unit_id)?.name ?? row.unit_id,
        numerator: row.numerator,
        denominator: row.denominator,
        value: row.value,
        low: row.low,
        high: row.high,
        raw: row.raw,
        qValue: row.q_value,
        qPrevious: row.q_previous,
        previousRaw: row.previous_raw,
        side,
      };
    })
    .sort((a, b) => (b.raw ?? 0) - (a.raw ?? 0) || byText(a.unitId, b.unitId));
}

function shareOf(rows: readonly { readonly numerator: number; readonly denominator: number }[]): number {
  const tagged = rows.reduce((sum, row) => sum + row.numerator, 0);
  return (
    tagged /
    Math.max(
      1,
      rows.reduce((sum, row) => sum + row.denominator, 0),
    )
  );
}

function passages(source: ReportSource, scope: 'issue' | 'theme', id: string): Passage[] {
  return source.passages
    .filter(row => row.scope === scope && row.scope_id === id)
    .map(row => ({
      owner: row.owner as Passage['owner'],
      id: row.id,
      unit: row.unit,
      ...excerpt(row.text, row.evidence, passageLength),
    }));
}

/**
 * The part of a text around its first evidence, at most `limit` UTF-16 units plus an ellipsis where it was cut, never
 * between the halves of a surrogate pair. Evidence is shifted to the excerpt and kept where it lies wholly inside.
 */
export function excerpt(
  text: string,
  evidence: readonly Span[],
  limit: number,
): { text: string; evidence: readonly Span[] } {
  const sorted = [...evidence].sort((a, b) => a.start - b.start || a.end - b.end);
  if (text.length <= limit) return { text, evidence: sorted };
  const first = sorted[0];
  const wanted = first ? Math.max(0, first.start - Math.floor(limit / 3)) : 0;
  const start = wholeCharacter(text, Math.min(wanted, text.length - limit));
  const end = wholeCharacter(text, Math.min(text.length, start + limit));
  const before = start > 0 ? '…' : '';
  const shift = before.length - start;
  return {
    text: `${before}${text.slice(start, end)}${end < text.length ? '…' : ''}`,
    evidence: sorted
      .filter(span => span.start >= start && span.end <= end)
      .map(span => ({ start: span.start + shift, end: span.end + shift })),
  };
}

function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
