import { type Count, checkCount, clipped, type Estimate, type Limits, Z } from './count.js';

/** Why a classifier's measured errors cannot correct a share. */
export type CorrectionRefusal = 'sensitivity_n' | 'specificity_n' | 'weak_classifier';

const FEWEST_GOLD = 10;

/**
 * Why the correction would amplify noise instead of removing bias: fewer than 10 gold labels with, or without, the
 * theme, or sensitivity + specificity - 1 < 0.2; null where it may be used. Compared in whole numbers: the
 * boundary 0.6 + 0.6 - 1 must not turn on a rounding error.
 */
export function correctionRefusal(sensitivity: Count, specificity: Count): CorrectionRefusal | null {
  if (sensitivity.n < FEWEST_GOLD) return 'sensitivity_n';
  if (specificity.n < FEWEST_GOLD) return 'specificity_n';
  const scale = sensitivity.n * specificity.n;
  const gain = sensitivity.x * specificity.n + specificity.x * sensitivity.n - scale;
  return 5 * gain < scale ? 'weak_classifier' : null;
}

/**
 * Share of cases that have a theme, from the share a classifier tagged and its measured errors: estimate of Rogan &
 * Gladen 1978 (Am J Epidemiol 107:71), 95 % interval of Lang & Reiczigel 2014 (Prev Vet Med 113:13).
 * @param c tagged cases and cases, whole numbers
 * @param sensitivity of gold cases with the theme: tagged, all
 * @param specificity of gold cases without the theme: not tagged, all
 * @returns null where n = 0 or `correctionRefusal` names a reason
 * @throws RangeError for a count that is no whole 0 <= x <= n
 */
export function roganGladen(c: Count, sensitivity: Count, specificity: Count): Estimate | null {
  for (const count of [c, sensitivity, specificity]) checkCount(count, 'whole');
  if (c.n === 0 || correctionRefusal(sensitivity, specificity) !== null) return null;
  return clipped(correctedLimits(c, sensitivity, specificity));
}

/** The same, neither checked nor clipped: a term of a larger sum. */
export function correctedLimits(c: Count, sensitivity: Count, specificity: Count): Limits {
  const se = sensitivity.x / sensitivity.n;
  const sp = specificity.x / specificity.n;
  const value = (c.x / c.n + sp - 1) / (se + sp - 1);

  const size = c.n + Z * Z;
  const share = (c.x + (Z * Z) / 2) / size;
  const sePlus = (sensitivity.x + 1) / (sensitivity.n + 2);
  const spPlus = (specificity.x + 1) / (specificity.n + 2);
  const gain = sePlus + spPlus - 1;
  const centre = (share + spPlus - 1) / gain;
  const seVariance = (sePlus * (1 - sePlus)) / (sensitivity.n + 2);
  const spVariance = (spPlus * (1 - spPlus)) / (specificity.n + 2);
  const shift = 2 * Z * Z * (centre * seVariance - (1 - centre) * spVariance);
  const variance = (share * (1 - share)) / size + centre ** 2 * seVariance + (1 - centre) ** 2 * spVariance;
  const half = (Z * Math.sqrt(variance)) / gain;
  return { value, low: centre + shift - half, high: centre + shift + half };
}
