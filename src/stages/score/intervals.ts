import { type Count, Z } from '../../stats/count.js';
import type { Draws, Stream } from '../../stats/draws.js';
import type { BetaPrior } from '../../stats/shrinkage.js';
import type { ErrorCounts, ScoredTheme } from './themes.js';

/** Draws of a theme's sensitivity and specificity, made once for all units. */
export type ErrorDraws = ReadonlyMap<
  string,
  { readonly sensitivity: Float64Array; readonly specificity: Float64Array; readonly counts: ErrorCounts }
>;

const leastInformedness = 0.1;

/** Draws of every theme's measured errors: Beta(x + ½, n − x + ½). */
export function drawErrors(draws: Draws, errors: ReadonlyMap<string, ErrorCounts>): ErrorDraws {
  return new Map(
    [...errors].map(([theme, counts]) => {
      const stream = draws.stream(`errors ${theme}`);
      const of = ({ x, n }: Count) => {
        const out = new Float64Array(draws.count);
        draws.beta(stream, x + 0.5, n - x + 0.5, out);
        return out;
      };
      return [theme, { sensitivity: of(counts.sensitivity), specificity: of(counts.specificity), counts }];
    }),
  );
}

/** Draws of a share given its count and the tier's prior: Beta(max(½, x + μM), max(½, n − x + (1 − μ)M)). */
export function drawBeta(draws: Draws, stream: Stream, count: Count, prior: BetaPrior): Float64Array {
  const out = new Float64Array(draws.count);
  const { mean, strength } = prior;
  draws.beta(
    stream,
    Math.max(0.5, count.x + mean * strength),
    Math.max(0.5, count.n - count.x + (1 - mean) * strength),
    out,
  );
  return out;
}

/** Draws of how far a theme's rate may lie from its estimate (scoring, section 4, interval). */
export function themeDeviations(theme: ScoredTheme, draws: Draws, stream: Stream, errors: ErrorDraws): Float64Array {
  const { count, quantity, prior } = theme;
  const { mean, strength } = prior!;
  if (quantity!.estimator === 'ppi') {
    const out = new Float64Array(draws.count);
    const sd = ((count.n / (count.n + strength)) * (quantity!.high - quantity!.low)) / (2 * Z);
    draws.normal(stream, 0, sd, out);
    return out;
  }
  const shares = drawBeta(draws, stream, count, prior!);
  const shrunk = (count.x + mean * strength) / (count.n + strength);
  const known = errors.get(theme.theme.id);
  if (quantity!.estimator === 'raw' || !known) return shares.map(share => share - shrunk);
  const se = known.counts.sensitivity.x / known.counts.sensitivity.n;
  const sp = known.counts.specificity.x / known.counts.specificity.n;
  const centre = (shrunk + sp - 1) / (se + sp - 1);
  return shares.map((share, index) => {
    const sensitivity = known.sensitivity[index]!;
    const specificity = known.specificity[index]!;
    return (share + specificity - 1) / Math.max(leastInformedness, sensitivity + specificity - 1) - centre;
  });
}
