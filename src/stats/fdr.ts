import { checkShare } from './count.js';

/**
 * Adjusted p-values that bound the false discovery rate (Benjamini & Hochberg 1995, JRSS B 57:289):
 * q of the i-th smallest of m = min over j >= i of p(j)·m/j, at most 1.
 * @param p one family; null where there was no test: it stays null and does not count in m
 * @returns q-values in the order given
 * @throws RangeError for a p outside [0, 1]
 */
export function benjaminiHochberg(p: (number | null)[]): (number | null)[] {
  const tested: number[] = [];
  p.forEach((value, at) => {
    if (value === null) return;
    checkShare(value, 'a p-value');
    tested.push(at);
  });
  tested.sort((left, right) => p[right]! - p[left]!);

  const q: (number | null)[] = p.map(() => null);
  const m = tested.length;
  let least = 1;
  tested.forEach((at, larger) => {
    least = Math.min(least, (m / (m - larger)) * p[at]!);
    q[at] = least;
  });
  return q;
}
