import type { bursts } from '../../core/findings.js';
import type { Row } from '../../core/relation.js';
import { logBinomial, tailBeyond } from '../../stats/binomial.js';
import { benjaminiHochberg } from '../../stats/fdr.js';
import { wilson } from '../../stats/wilson.js';

export interface Series {
  readonly scope: 'issue' | 'theme' | 'subject';
  readonly scopeId: string;
  /** '' = all units. */
  readonly unitId: string;
  /** Cases of the month. */
  readonly observed: number;
  /** Cases of the earlier months together. */
  readonly earlier: number;
}

/**
 * Tests each series of a month against its own history; one family for Benjamini–Hochberg.
 * @param months number of earlier months; with none there is nothing to compare with and no row
 */
export function burstRows(month: string, series: readonly Series[], months: number): Row<typeof bursts>[] {
  if (months === 0) return [];
  const rows = series.map(({ scope, scopeId, unitId, observed, earlier }) => {
    const limits = wilson({ x: observed, n: observed + earlier });
    return {
      month,
      scope,
      scope_id: scopeId,
      unit_id: unitId,
      observed,
      expected: earlier / months,
      ratio: earlier === 0 ? null : (observed * months) / earlier,
      low: limits && ratioOf(limits.low, months),
      high: limits && ratioOf(limits.high, months),
      p_value: riseP(observed, earlier, months),
    };
  });
  const q = benjaminiHochberg(rows.map(row => row.p_value));
  return rows.map((row, at) => ({ ...row, q_value: q[at]! })).sort((a, b) => compare(keyOf(a), keyOf(b)));
}

/**
 * One-sided exact p-value that a month's Poisson count is above the mean of `months` earlier ones. The mean is itself
 * uncertain: given all events, those of this month are binomial with share 1 / (months + 1) under no change
 * (Przyborowski & Wilenski 1940, Biometrika 31:313).
 */
export function riseP(observed: number, earlier: number, months: number): number {
  if (observed === 0) return 1;
  const all = observed + earlier;
  const share = 1 / (months + 1);
  const odds = share / (1 - share);
  if (observed <= all * share) {
    // The walk goes away from the mode: downwards, then the complement.
    const below = Math.exp(logBinomial(observed - 1, all, share, 1 - share));
    const tail = tailBeyond(below, observed - 1, step => (observed - step) / (all - observed + 1 + step) / odds);
    return Math.min(1, Math.max(0, 1 - below - tail));
  }
  const here = Math.exp(logBinomial(observed, all, share, 1 - share));
  return Math.min(1, here + tailBeyond(here, earlier, step => ((earlier - step + 1) / (observed + step)) * odds));
}

/** Ratio of this month to the mean of the others, from this month's share of all; null without bound. */
function ratioOf(share: number, months: number): number | null {
  return share >= 1 ? null : (share / (1 - share)) * months;
}

function keyOf(row: { readonly scope: string; readonly scope_id: string; readonly unit_id: string }): string {
  return [row.scope, row.scope_id, row.unit_id].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
