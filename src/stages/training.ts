import { z } from 'zod';
import {
  case_themes,
  commented_cases,
  training_digests,
  training_evidence,
  training_themes,
  training_workload,
} from '../core/counts.js';
import { issue_members, theme_tags } from '../core/findings.js';
import { comments, units } from '../core/records.js';
import { batchOf, type Row, rowsOf } from '../core/relation.js';
import { rates, theme_rates, training_needs } from '../core/scores.js';
import { type Scoring, scoringSchema } from '../core/scoring.js';
import { stage } from '../core/stage.js';
import { scoredThemes, type Taxonomy, type Theme, taxonomySchema } from '../core/taxonomy.js';

export type ThemeOfUnit = Row<typeof training_themes>;
export type Evidence = Row<typeof training_evidence>;
export type Workload = Row<typeof training_workload>;
export type Need = Row<typeof training_needs>;

/** A module with its scored themes and the weight of each. */
export interface Module {
  readonly id: string;
  readonly parts: readonly { readonly theme: Theme; readonly weight: number }[];
}

/** Modules that a scored theme calls for, in the taxonomy's order; a theme's first module counts fully. */
export function modulesOf(taxonomy: Taxonomy, scoring: Scoring): Module[] {
  const themes = scoredThemes(taxonomy);
  return taxonomy.training_modules.flatMap(({ id }) => {
    const parts = themes
      .filter(theme => theme.training.includes(id))
      .map(theme => ({ theme, weight: theme.training[0] === id ? 1 : scoring.training.secondary_weight }));
    return parts.length === 0 ? [] : [{ id, parts }];
  });
}

/** Rates weighted by theme and severity; not clipped, limits by MOVER as if the themes were independent. */
interface Burden {
  readonly unit: string;
  readonly tier: string;
  readonly rows: readonly ThemeOfUnit[];
  readonly commented: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Training needs of one month: every unit × module.
 *
 * need = 100 · Σ weight·severity·rate/full_loss, clipped to 0–100. Verdict:
 * - `need`: enough commented cases and evidence, and either the whole interval lies above the tier's mean and a theme
 *   of the module is above the rest of the tier with q ≤ flag_q, or the lower limit reaches `high_need`;
 * - `watch`: one of these signs alone, or a theme that rose since the month before with q ≤ flag_q;
 * - `no_evidence`: all else, also fewer than `least_commented` commented cases. It does not mean that all is well.
 *
 * Cause, the first that fits: `single_event` (one case, or one issue holds most of the evidence), `rule` (comments
 * blame the policy), `staffing` (deadlines missed under a workload far above the tier's median), `system` (the tier's
 * mean itself reaches `high_need` and the unit does not stand out), `skill` (the unit lies above its tier), else
 * `unclear`.
 */
export function needsOf(
  month: string,
  rows: readonly ThemeOfUnit[],
  evidence: readonly Evidence[],
  workload: readonly Workload[],
  modules: readonly Module[],
  scoring: Scoring,
): Need[] {
  const isAbove = aboveTier(rows, scoring.flag_q);
  const overloaded = overloadedUnits(rows, workload, scoring.training.workload_ratio);
  const found = new Map(evidence.map(each => [`${each.unit_id}\n${each.module_id}`, each]));
  return modules
    .flatMap(module => {
      const burdens = burdensOf(rows, module, scoring);
      const means = tierMeans(burdens);
      return burdens.map(burden => {
        const proof = found.get(`${burden.unit}\n${module.id}`) ?? noEvidence(burden.unit, module.id);
        const signs = {
          stands: burden.rows.some(isAbove),
          above: burden.low > means.get(burden.tier)!,
          high: burden.low >= scoring.training.high_need,
          shared: means.get(burden.tier)! >= scoring.training.high_need,
          rose: burden.rows.some(row => rose(row, scoring.flag_q)),
        };
        const verdict = verdictOf(burden, proof, signs, scoring);
        const tagged = burden.rows.filter(row => row.numerator > 0).sort(byNumerator);
        const hasValue = burden.commented > 0;
        return {
          month,
          unit_id: burden.unit,
          module_id: module.id,
          need: hasValue ? clip(burden.value) : null,
          low: hasValue ? clip(burden.low) : null,
          high: hasValue ? clip(burden.high) : null,
          cause: verdict === 'no_evidence' ? 'unclear' : causeOf(proof, signs, overloaded.has(burden.unit), scoring),
          themes: tagged.map(row => row.theme_id),
          evidence_count: proof.cases,
          verdict,
        };
      });
    })
    .sort((a, b) => (a.unit_id === b.unit_id ? 0 : a.unit_id < b.unit_id ? -1 : 1));
}

interface Signs {
  readonly stands: boolean;
  readonly above: boolean;
  readonly high: boolean;
  readonly shared: boolean;
  readonly rose: boolean;
}

function verdictOf(burden: Burden, proof: Evidence, signs: Signs, scoring: Scoring): 'need' | 'watch' | 'no_evidence' {
  const { least_commented, least_evidence } = scoring.training;
  if (burden.commented < least_commented || proof.cases === 0) return 'no_evidence';
  if (proof.cases >= least_evidence && ((signs.above && signs.stands) || signs.high)) return 'need';
  return signs.above || signs.stands || signs.high || signs.rose ? 'watch' : 'no_evidence';
}

function causeOf(proof: Evidence, signs: Signs, isOverloaded: boolean, scoring: Scoring): Need['cause'] {
  const { single_event_share, policy_share } = scoring.training;
  if (proof.cases === 1 || proof.issue_cases >= single_event_share * proof.cases) return 'single_event';
  if (proof.policy_cases >= policy_share * (proof.cases + proof.policy_cases)) return 'rule';
  if (isOverloaded) return 'staffing';
  if (signs.shared && !signs.stands) return 'system';
  return signs.stands || signs.above ? 'skill' : 'unclear';
}

function burdensOf(rows: readonly ThemeOfUnit[], module: Module, scoring: Scoring): Burden[] {
  const scales = new Map(
    module.parts.map(({ theme, weight }) => [
      theme.id,
      (100 * weight * scoring.severity[theme.severity]) / scoring.full_loss,
    ]),
  );
  return [...grouped(rows, row => row.unit_id)].map(([unit, all]) => {
    const own = all.filter(row => scales.has(row.theme_id));
    let value = 0;
    let below = 0;
    let above = 0;
    for (const row of own) {
      if (row.value === null) continue;
      const scale = scales.get(row.theme_id)!;
      value += scale * row.value;
      below += (scale * (row.value - row.low!)) ** 2;
      above += (scale * (row.high! - row.value)) ** 2;
    }
    const commented = own[0]?.denominator ?? 0;
    const limits = { low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
    return { unit, tier: all[0]!.tier, rows: own, commented, value, ...limits };
  });
}

/** Mean of the tier, by commented cases. */
function tierMeans(burdens: readonly Burden[]): Map<string, number> {
  const means = new Map<string, number>();
  for (const [tier, own] of grouped(burdens, burden => burden.tier)) {
    const cases = own.reduce((sum, burden) => sum + burden.commented, 0);
    means.set(tier, own.reduce((sum, burden) => sum + burden.commented * burden.value, 0) / Math.max(1, cases));
  }
  return means;
}

/** Whether a theme is more frequent in its unit than in the tier, chance allowed for. */
function aboveTier(rows: readonly ThemeOfUnit[], flag: number): (row: ThemeOfUnit) => boolean {
  const keyOf = (row: ThemeOfUnit) => `${row.tier}\n${row.theme_id}`;
  const sums = new Map<string, { x: number; n: number }>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row)) ?? { x: 0, n: 0 };
    sums.set(keyOf(row), { x: sum.x + row.numerator, n: sum.n + row.denominator });
  }
  return row => {
    const { x, n } = sums.get(keyOf(row))!;
    return row.q_value !== null && row.q_value <= flag && row.numerator * n > x * row.denominator;
  };
}

function rose(row: ThemeOfUnit, flag: number): boolean {
  if (row.q_previous === null || row.previous === null || row.q_previous > flag) return false;
  return row.numerator > row.previous * row.denominator;
}

/** Units that miss deadlines with far more cases per head than the median of their tier. */
function overloadedUnits(rows: readonly ThemeOfUnit[], workload: readonly Workload[], ratio: number): Set<string> {
  const tiers = new Map(rows.map(row => [row.unit_id, row.tier]));
  const loads = workload.flatMap(({ unit_id, cases, headcount, late }) =>
    headcount === null || headcount <= 0
      ? []
      : [{ unit_id, late, tier: tiers.get(unit_id) ?? '', load: cases / headcount }],
  );
  const overloaded = new Set<string>();
  for (const [, own] of grouped(loads, each => each.tier)) {
    const middle = median(own.map(each => each.load));
    for (const each of own) if (each.late && middle > 0 && each.load >= ratio * middle) overloaded.add(each.unit_id);
  }
  return overloaded;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function noEvidence(unit_id: string, module_id: string): Evidence {
  return { unit_id, module_id, cases: 0, policy_cases: 0, issue_cases: 0 };
}

function byNumerator(a: ThemeOfUnit, b: ThemeOfUnit): number {
  return b.numerator - a.numerator || (a.theme_id < b.theme_id ? -1 : 1);
}

function clip(score: number): number {
  return Math.min(100, Math.max(0, score));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Theme rates → what training each unit needs, every month. */
export const training = stage({
  name: 'training',
  version: 1,
  monthly: true,
  reads: [
    training_digests,
    training_themes,
    training_evidence,
    training_workload,
    theme_rates,
    rates,
    units,
    case_themes,
    commented_cases,
    comments,
    theme_tags,
    issue_members,
  ],
  writes: [training_needs],
  config: z.object({ scoring: scoringSchema, taxonomy: taxonomySchema }),
  async run(io, { scoring, taxonomy }) {
    const modules = modulesOf(taxonomy, scoring);
    const pairs = modules.flatMap(({ id, parts }) => parts.map(({ theme }) => [id, theme.id] as const));
    const digests = rowsOf(await io.all('training_digests'));
    const changed = await io.changedMonths(new Map(digests.map(({ month, digest }) => [month, digest])));
    for (const [index, month] of changed.entries()) {
      io.signal.throwIfAborted();
      const parameters = {
        month,
        flag_q: scoring.flag_q,
        modules: pairs.map(([module]) => module),
        themes: pairs.map(([, theme]) => theme),
      };
      const needs = needsOf(
        month,
        rowsOf(await io.all('training_themes', { parameters })),
        rowsOf(await io.all('training_evidence', { parameters })),
        rowsOf(await io.all('training_workload', { parameters })),
        modules,
        scoring,
      );
      await io.write('training_needs', batchOf(training_needs, needs));
      io.progress(index + 1, changed.length);
    }
  },
});
