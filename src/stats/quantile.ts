/**
 * Sample quantile, linear between order statistics (type 7 of Hyndman & Fan 1996, Am Stat 50:361).
 * @param values in any order, left as they are; no NaN
 * @param p in [0, 1]
 * @throws RangeError where there is no value or p lies outside [0, 1]
 */
export function quantile7(values: ArrayLike<number>, p: number): number {
  if (values.length === 0 || !(p >= 0 && p <= 1)) {
    throw new RangeError(`a quantile needs values and a p in [0, 1]: got ${values.length} values, p = ${p}`);
  }
  return quantileFrom(Float64Array.from(values), 0, p);
}

/**
 * The 2.5 % and 97.5 % quantiles (type 7) of draws. For speed it partitions `values` in place: their order is lost.
 * @throws RangeError where there is no value
 */
export function central95(values: Float64Array): { low: number; high: number } {
  if (values.length === 0) throw new RangeError('an interval needs at least one draw');
  const low = quantileFrom(values, 0, 0.025);
  return { low, high: quantileFrom(values, Math.floor((values.length - 1) * 0.025), 0.975) };
}

/** `from`: everything before it is known to be no larger than everything from it on. */
function quantileFrom(values: Float64Array, from: number, p: number): number {
  const place = (values.length - 1) * p;
  const index = Math.floor(place);
  select(values, from, index);
  const here = values[index]!;
  if (index === place) return here;
  let next = values[index + 1]!;
  for (let at = index + 2; at < values.length; at += 1) if (values[at]! < next) next = values[at]!;
  return here + (place - index) * (next - here);
}

/** Moves the order statistic `index` to its place, nothing larger before it, nothing smaller behind (Hoare 1961). */
function select(values: Float64Array, from: number, index: number): void {
  let left = from;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[index]!;
    let low = left;
    let high = right;
    while (low <= high) {
      while (values[low]! < pivot) low += 1;
      while (pivot < values[high]!) high -= 1;
      if (low > high) break;
      const swapped = values[low]!;
      values[low] = values[high]!;
      values[high] = swapped;
      low += 1;
      high -= 1;
    }
    if (high < index) left = low;
    if (index < low) right = high;
  }
}
