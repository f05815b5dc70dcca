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

/** Cases of the month that a series is part of, and of the earlier months together. */
export interface Volume {
  readonly now: number;
  readonly earlier: number;
}

/**
 * Tests each series of a month against its own history; one family for Benjamini–Hochberg. Expected is what the series
 * would have as the same share of the month's cases as before: a month of twice the cases, or an earlier month of which
 * the data hold half, is no burst of everything.
 * @param volumes cases for issues and subjects, commented cases for themes; nothing is tested without earlier ones
 * @param untested groups that were looked at when issues were searched and are too small for a test: they count in the
 *   family as p = 1, since the issues tested are the largest of many
 */
export function burstRows(
  month: string,
  series: readonly Series[],
  volumes: { readonly cases: Volume; readonly commented: Volume },
  untested = 0,
): Row<typeof bursts>[] {
  const rows = series.flatMap(({ scope, scopeId, unitId, observed, earlier }) => {
    const volume = scope === 'theme' ? volumes.commented : volumes.cases;
    if (volume.now === 0 || volume.earlier === 0) return [];
    const expected = (earlier * volume.now) / volume.earlier;
    const limits = wilson({ x: observed, n: observed + earlier });
    return [
      {
        month,
        scope,
        scope_id: scopeId,
        unit_id: unitId,
        observed,
        expected,
        ratio: earlier === 0 ? null : observed / expected,
        low: limits && ratioOf(limits.low, volume),
        high: limits && ratioOf(limits.high, volume),
        p_value: riseP(observed, earlier, volume),
      },
    ];
  });
  const q = benjaminiHochberg([...rows.map(row => row.p_value), ...Array.from({ length: untested }, () => 1)]);
  return rows.map((row, at) => ({ ...row, q_value: q[at]! })).sort((a, b) => compare(keyOf(a), keyOf(b)));
}

/**
 * One-sided exact p-value that a Poisson count is above what the earlier counts make expected. These are uncertain
 * themselves: given all events, those of this month are binomial with its share of the volume under no change
 * (Przyborowski & Wilenski 1940, Biometrika 31:313).
 */
export function riseP(observed: number, earlier: number, volume: Volume): number {
  if (observed === 0) return 1;
  const all = observed + earlier;
  const share = volume.now / (volume.now + volume.earlier);
  const odds = volume.now / volume.earlier;
  if (observed <= all * share) {
    // The sum walks away from the mode: downwards, then the complement.
    const below = Math.exp(logBinomial(observed - 1, all, share, 1 - share));
    const tail = tailBeyond(below, observed - 1, step => (observed - step) / (all - observed + 1 + step) / odds);
    return Math.min(1, Math.max(0, 1 - below - tail));
  }
  const here = Math.exp(logBinomial(observed, all, share, 1 - share));
  return Math.min(1, here + tailBeyond(here, earlier, step => ((earlier - step + 1) / (observed + step)) * odds));
}

/** Ratio of observed to expected from this month's share of the series; null without bound. */
function ratioOf(share: number, { now, earlier }: Volume): number | null {
  return share >= 1 ? null : (share / (1 - share)) * (earlier / now);
}

function keyOf(row: { readonly scope: string; readonly scope_id: string; readonly unit_id: string }): string {
  return [row.scope, row.scope_id, row.unit_id].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
