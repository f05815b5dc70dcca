import { type Count, checkCount, Z } from './count.js';

/**
 * Score interval of a share, 95 % (Wilson 1927, JASA 22:209).
 * @param c successes and cases, may be fractional
 * @returns limits in [0, 1]; null where n = 0
 * @throws RangeError unless 0 <= x <= n, finite
 */
export function wilson(c: Count): { low: number; high: number } | null {
  checkCount(c, 'fractional');
  const { x, n } = c;
  if (n === 0) return null;
  const centre = x + (Z * Z) / 2;
  const half = Z * Math.sqrt(x * (1 - x / n) + (Z * Z) / 4);
  const scale = n + Z * Z;
  return {
    low: Math.max(0, (centre - half) / scale),
    high: x === n ? 1 : Math.min(1, (centre + half) / scale),
  };
}
