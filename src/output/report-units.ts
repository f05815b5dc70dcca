import type { Taxonomy } from '../core/taxonomy.js';
import { rateOrder } from './report-definitions.js';
import type { RateCell, ScoreCell, TrainingEntry, UnitLine } from './report-model.js';
import type { ReportSource } from './report-source.js';
import { label, tierNames } from './report-words.js';
import type { SupervisionSummary } from './supervision-model.js';

const scoreOrder = [
  'performance',
  'service',
  'compliance',
  'emergency',
  'citizens',
  'superior',
  'third_party',
  'deduction',
  'final',
] as const satisfies readonly ScoreCell['indicatorId'][];

/** One line for every unit, by tier (grassroots first), then unit id. */
export function unitLines(source: ReportSource): UnitLine[] {
  const rates = grouped(source.rates);
  const scores = grouped(source.scores);
  const lines = source.units.map(unit => {
    const ofUnit = new Map((rates.get(unit.unit_id) ?? []).map(row => [row.definition_id, row]));
    const scored = new Map((scores.get(unit.unit_id) ?? []).map(row => [row.indicator_id, row]));
    return {
      unitId: unit.unit_id,
      name: unit.name,
      tier: unit.tier,
      tierName: tierNames[unit.tier] ?? unit.tier,
      cases: unit.cases,
      commented: unit.commented,
      rates: rateOrder.map(id => rateCell(id, ofUnit.get(id))),
      scores: scoreOrder.map(id => scoreCell(id, scored.get(id))),
      overdue: unit.acceptance + unit.completion,
      open: unit.open,
    };
  });
  return withPositions(lines).sort(byTier);
}

/** Adds `above` and `compared`: intervals of the final score against each other within a tier. */
function withPositions(lines: readonly Omit<UnitLine, 'above' | 'compared'>[]): UnitLine[] {
  const finals = lines.map(line => line.scores.at(-1)!);
  const lows = new Map<string, number[]>();
  lines.forEach((line, index) => {
    const low = finals[index]!.low;
    if (low !== null) lows.set(line.tier, [...(lows.get(line.tier) ?? []), low]);
  });
  return lines.map((line, index) => {
    const high = finals[index]!.high;
    const ofTier = lows.get(line.tier) ?? [];
    const above = high === null ? null : ofTier.filter(low => low > high).length;
    return { ...line, above, compared: ofTier.length };
  });
}

function rateCell(definitionId: string, row: ReportSource['rates'][number] | undefined): RateCell {
  return {
    definitionId,
    numerator: row?.numerator ?? 0,
    denominator: row?.denominator ?? 0,
    value: row?.value ?? null,
    low: row?.low ?? null,
    high: row?.high ?? null,
    shrunk: row?.shrunk ?? null,
    tierMean: row?.tier_mean ?? null,
    qValue: row?.q_value ?? null,
    previous: row?.previous ?? null,
    qPrevious: row?.q_previous ?? null,
    funnel: (row?.funnel ?? null) as RateCell['funnel'],
    note: row?.note ?? null,
  };
}

function scoreCell(indicatorId: ScoreCell['indicatorId'], row: ReportSource['scores'][number] | undefined): ScoreCell {
  return {
    indicatorId,
    score: row?.score ?? null,
    low: row?.low ?? null,
    high: row?.high ?? null,
    band: row?.band ?? null,
    weight: row?.weight ?? null,
    missing: row?.missing ?? [],
  };
}

/** Missed deadlines by unit, the longest open ones, vetoes and appeals of the month. */
export function supervisionSummary(source: ReportSource): SupervisionSummary {
  const sum = (of: (unit: ReportSource['units'][number]) => number) =>
    source.units.reduce((total, unit) => total + of(unit), 0);
  const names = unitNames(source);
  return {
    acceptance: sum(unit => unit.acceptance),
    completion: sum(unit => unit.completion),
    open: sum(unit => unit.open),
    units: source.units
      .filter(unit => unit.acceptance + unit.completion + unit.open > 0 || unit.deduction !== 0)
      .map(({ name, acceptance, completion, open, longest, deduction }) => ({
        name,
        acceptance,
        completion,
        open,
        longest,
        deduction,
      }))
      .sort(
        (a, b) =>
          b.completion + b.acceptance - a.completion - a.acceptance || b.open - a.open || byText(a.name, b.name),
      ),
    cases: source.supervision.map(row => ({
      caseId: row.case_id,
      unit: row.unit,
      kind: row.kind as 'acceptance' | 'completion',
      dueOn: row.due_on,
      daysOver: row.days_over,
      state: row.state as 'open' | 'closed',
    })),
    vetoes: source.vetoes.map(row => ({
      unit: names.get(row.unit_id) ?? row.unit_id,
      kind: row.kind,
      state: label(row.state),
      evidence: row.evidence.length,
      reason: row.reason,
    })),
    appeals: source.counts
      .filter(row => row.kind === 'appeal')
      .map(row => ({ label: label(`appeal_${row.label}`), count: row.count })),
  };
}

/** Needs and watches of the month, the greatest need first. */
export function trainingEntries(source: ReportSource, taxonomy: Taxonomy): TrainingEntry[] {
  const names = unitNames(source);
  const modules = new Map(taxonomy.training_modules.map(module => [module.id, module.zh]));
  const themes = new Map(taxonomy.themes.filter(theme => !theme.red_flag).map(theme => [theme.id, theme.zh]));
  return source.training
    .filter(row => row.verdict === 'need' || row.verdict === 'watch')
    .map(row => ({
      unitId: row.unit_id,
      unit: names.get(row.unit_id) ?? row.unit_id,
      moduleId: row.module_id,
      module: modules.get(row.module_id) ?? row.module_id,
      need: row.need,
      low: row.low,
      high: row.high,
      cause: row.cause,
      causeWords: label(row.cause),
      themes: row.themes.flatMap(id => themes.get(id) ?? []),
      evidenceCount: row.evidence_count,
      verdict: row.verdict as 'need' | 'watch',
    }))
    .sort(
      (a, b) =>
        byText(a.verdict, b.verdict) ||
        (b.need ?? -1) - (a.need ?? -1) ||
        byText(a.unitId, b.unitId) ||
        byText(a.moduleId, b.moduleId),
    );
}

export function unitNames(source: Pick<ReportSource, 'units'>): Map<string, string> {
  return new Map(source.units.map(unit => [unit.unit_id, unit.name]));
}

/** Rows by unit, in their order. */
export function grouped<R extends { readonly unit_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.unit_id);
    if (group) group.push(row);
    else groups.set(row.unit_id, [row]);
  }
  return groups;
}

/** Order by code units, the same in any locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byTier(a: UnitLine, b: UnitLine): number {
  const place = (tier: string) => (tier === 'grassroots' ? 0 : 1);
  return place(a.tier) - place(b.tier) || byText(a.unitId, b.unitId);
}
