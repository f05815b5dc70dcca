/** Successes `x` among `n`: 0 <= x <= n, finite; whole numbers unless the function that takes it says otherwise. */
export type Count = { x: number; n: number };

/** A share with a 95 % interval, each in [0, 1]; `unclipped` is the estimate before clipping. */
export type Estimate = { value: number; low: number; high: number; unclipped: number };

/** A share with limits that may lie outside [0, 1]. */
export type Limits = { value: number; low: number; high: number };

/** 97.5 % point of the standard normal distribution. */
export const Z = 1.959963984540054;

/** Throws a RangeError unless 0 <= x <= n, both finite and, for `whole`, whole numbers. */
export function checkCount(count: Count, kind: 'whole' | 'fractional'): void {
  const { x, n } = count;
  if (!(x >= 0 && x <= n && n < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a count needs 0 <= x <= n, both finite: got x = ${x}, n = ${n}`);
  }
  if (kind === 'whole' && !(Number.isSafeInteger(x) && Number.isSafeInteger(n))) {
    throw new RangeError(`a count of whole numbers was expected: got x = ${x}, n = ${n}`);
  }
}

/** Throws a RangeError unless `value` lies in [0, 1]; `name` goes into the message. */
export function checkShare(value: number, name: string): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must lie in [0, 1]: got ${value}`);
}

/** Value and limits clipped to [0, 1], the unclipped value kept. */
export function clipped(limits: Limits): Estimate {
  return { value: unit(limits.value), low: unit(limits.low), high: unit(limits.high), unclipped: limits.value };
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
