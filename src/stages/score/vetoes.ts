import type { confirmations, veto_tags } from '../../core/counts.js';
import type { Row } from '../../core/relation.js';
import type { vetoes } from '../../core/scores.js';
import type { Scoring } from '../../core/scoring.js';
import type { ThemeRow } from './theme-rates.js';

export type VetoRow = Row<typeof vetoes>;
export type Tag = Row<typeof veto_tags>;
export type Confirmation = Row<typeof confirmations>;

/** Whether a theme of a unit is more frequent than in the rest of its tier, chance allowed for. */
export type IsAboveTier = (unitId: string, themeId: string) => boolean;

/**
 * Grounds for a veto (一票否决) of one month by the rules of scoring.yaml. All are candidates until a named person
 * confirms or rejects them with a reason; what was confirmed stays, whatever a later model tags.
 * @param tags of the month, by tag_id
 * @param decisions on vetoes of the month
 */
export function vetoesOf(
  month: string,
  scoring: Scoring,
  tags: readonly Tag[],
  decisions: readonly Confirmation[],
  isAboveTier: IsAboveTier,
): VetoRow[] {
  const decided = latestDecisions(decisions);
  const found = new Map<string, VetoRow>();
  for (const rule of scoring.vetoes) {
    const fitting = tags.filter(tag => rule.themes.includes(tag.theme_id) && tag.confidence >= rule.least_confidence);
    for (const unitId of [...new Set(fitting.map(tag => tag.unit_id))].sort()) {
      const own = fitting.filter(tag => tag.unit_id === unitId);
      if (new Set(own.map(tag => tag.case_id)).size < rule.least_cases) continue;
      if (rule.above_tier && !rule.themes.some(theme => isAboveTier(unitId, theme))) continue;
      const evidence = own.map(tag => tag.tag_id).sort();
      found.set(`${unitId}\n${rule.kind}`, { ...undecided(month, unitId, rule.kind), evidence });
    }
  }
  for (const decision of decided.values()) {
    const key = `${decision.unit_id}\n${decision.subject_id}`;
    const row = found.get(key);
    if (!row && decision.decision !== 'confirmed') continue;
    found.set(key, {
      ...(row ?? undecided(month, decision.unit_id, decision.subject_id)),
      state: decision.decision,
      confirmed_by: decision.confirmed_by,
      confirmed_at: decision.confirmed_at,
      reason: decision.reason,
    });
  }
  return [...found.values()].sort((a, b) => (a.unit_id + a.kind < b.unit_id + b.kind ? -1 : 1));
}

/** Whether a theme rate lies above the rest of the tier with q ≤ flag_q: its share exceeds that of all others. */
export function aboveTier(rows: readonly ThemeRow[], tierOf: (unitId: string) => string, flag: number): IsAboveTier {
  const sums = new Map<string, { x: number; n: number }>();
  for (const row of rows) {
    const key = `${tierOf(row.unit_id)}\n${row.theme_id}`;
    const sum = sums.get(key) ?? { x: 0, n: 0 };
    sums.set(key, { x: sum.x + row.numerator, n: sum.n + row.denominator });
  }
  const above = new Set<string>();
  for (const row of rows) {
    const sum = sums.get(`${tierOf(row.unit_id)}\n${row.theme_id}`)!;
    const isHigher = row.numerator * sum.n > sum.x * row.denominator;
    if (row.q_value !== null && row.q_value <= flag && isHigher) above.add(`${row.unit_id}\n${row.theme_id}`);
  }
  return (unitId, themeId) => above.has(`${unitId}\n${themeId}`);
}

function undecided(month: string, unit_id: string, kind: string): VetoRow {
  return {
    month,
    unit_id,
    kind,
    state: 'candidate',
    evidence: [],
    confirmed_by: null,
    confirmed_at: null,
    reason: null,
  };
}

/** The latest complete decision on each unit and kind: a name, a time and a reason are needed. */
function latestDecisions(decisions: readonly Confirmation[]): Map<string, Confirmation> {
  const complete = decisions.filter(each => each.confirmed_by && each.confirmed_at !== null && each.reason);
  const latest = new Map<string, Confirmation>();
  for (const each of complete) {
    const key = `${each.unit_id}\n${each.subject_id}`;
    const known = latest.get(key);
    if (!known || isLater(each, known)) latest.set(key, each);
  }
  return latest;
}

function isLater(one: Confirmation, other: Confirmation): boolean {
  if (one.confirmed_at !== other.confirmed_at) return one.confirmed_at! > other.confirmed_at!;
  return one.confirmation_id > other.confirmation_id;
}

/** Rows of a batch by month. */
export function byMonth<R extends { readonly month: string }>(rows: readonly R[]): (month: string) => readonly R[] {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.month);
    if (group) group.push(row);
    else groups.set(row.month, [row]);
  }
  return month => groups.get(month) ?? [];
}
