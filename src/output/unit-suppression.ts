/** Counts from 1 to 4 are shown nowhere outside the office; rates on fewer than ten cases neither. */
const largestSmall = 4;
const fewestCases = 10;
/** A reader who knows a column's total must be left with this many values more than one for a hidden small count. */
const room = 4;
/** More than any count. */
const unlimited = 1e9;

export interface Ratio {
  readonly x: number;
  readonly n: number;
}

/**
 * Which of one column's counts (one per unit, whole numbers) are hidden, so that neither the column itself nor the
 * column's total minus what is shown gives a count of 1–4 away. Beyond the small ones the smallest others are hidden,
 * a zero only where nothing else is left.
 */
export function hiddenCounts(counts: readonly number[]): boolean[] {
  const hidden = counts.map(isSmallCount);
  widen(
    hidden,
    counts,
    counts.map(() => unlimited),
  );
  return hidden;
}

/**
 * Which units' rates x / n of one definition or theme are hidden: those on fewer than ten cases, those with 1–4
 * successes or failures, those whose n is hidden, and as many others as protect them against subtraction from the
 * totals of successes, of failures and of cases. The reader may know every n that is not in `hiddenN`.
 */
export function hiddenRatios(cells: readonly Ratio[], hiddenN: readonly boolean[]): boolean[] {
  const successes = cells.map(cell => cell.x);
  const failures = cells.map(cell => cell.n - cell.x);
  const hidden = cells.map(
    ({ n }, index) =>
      hiddenN[index] === true ||
      (n > 0 && n < fewestCases) ||
      isSmallCount(successes[index]!) ||
      isSmallCount(failures[index]!),
  );
  const unknown = cells.reduce((sum, cell, index) => sum + (hiddenN[index] ? cell.n : 0), 0);
  const most = cells.map((cell, index) => (hiddenN[index] ? unknown : cell.n));
  widen(hidden, successes, most);
  widen(hidden, failures, most);
  return hidden;
}

function isSmallCount(count: number): boolean {
  return count >= 1 && count <= largestSmall;
}

/** Hides more cells, the smallest first, until the hidden small counts have room; changes `hidden`. */
function widen(hidden: boolean[], counts: readonly number[], most: readonly number[]): void {
  const order = counts
    .map((count, index) => ({ count, index }))
    .filter(({ index }) => !hidden[index] && most[index]! > 0)
    .sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count || a.index - b.index);
  for (const { count, index } of order) {
    const width = leastRoom(hidden, counts, most);
    if (width >= room || (count === 0 && width > 0)) return;
    hidden[index] = true;
  }
}

/** The narrowest range that the totals leave to a hidden small count; `most` bounds each cell. */
function leastRoom(hidden: readonly boolean[], counts: readonly number[], most: readonly number[]): number {
  const add = (values: readonly number[]) => values.reduce((sum, value, index) => sum + (hidden[index] ? value : 0), 0);
  const [sum, space] = [add(counts), add(most)];
  let least = unlimited;
  counts.forEach((count, index) => {
    if (!hidden[index] || !isSmallCount(count)) return;
    const lowest = Math.max(0, sum - (space - most[index]!));
    least = Math.min(least, Math.min(most[index]!, sum) - lowest);
  });
  return least;
}
