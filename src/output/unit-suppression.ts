/** Counts from 1 to 4 are shown nowhere outside the office; rates on fewer than ten cases neither. */
const largestSmall = 4;
const fewestCases = 10;
/** Hidden cells of one column must leave this many values open even to a reader who knows their sum. */
const room = 4;

export interface Ratio {
  readonly x: number;
  readonly n: number;
}

/**
 * Which of one column's counts (one per unit, whole numbers) are hidden, so that neither the column itself nor the
 * column's total minus what is shown gives a count of 1–4 away. Beyond the small ones the smallest others are hidden:
 * at least two cells, whose sum exceeds their number by `room`; a zero only where nothing else is left.
 */
export function hiddenCounts(counts: readonly number[]): boolean[] {
  const hidden = counts.map(isSmallCount);
  if (!hidden.includes(true)) return hidden;
  widen(hidden, counts);
  return hidden;
}

/**
 * Which units' rates x / n of one definition or theme are hidden: those on fewer than ten cases, those with 1–4
 * successes or failures, those whose n is hidden, and as many others as protect them against subtraction from the
 * totals of successes, of failures and of cases.
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
  if (!hidden.some((isHidden, index) => isHidden && cells[index]!.n > 0)) return hidden;
  widen(hidden, successes);
  widen(hidden, failures);
  return hidden;
}

function isSmallCount(count: number): boolean {
  return count >= 1 && count <= largestSmall;
}

/** Hides more cells, the smallest first, until those hidden leave room; changes `hidden`. */
function widen(hidden: boolean[], counts: readonly number[]): void {
  const order = counts
    .map((count, index) => ({ count, index }))
    .filter(({ index }) => !hidden[index])
    .sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count || a.index - b.index);
  for (const { count, index } of order) {
    const { cells, sum } = extent(hidden, counts);
    if (cells >= 2 && (sum === 0 || sum >= cells + room || count === 0)) return;
    hidden[index] = true;
  }
}

function extent(hidden: readonly boolean[], counts: readonly number[]): { cells: number; sum: number } {
  let cells = 0;
  let sum = 0;
  hidden.forEach((isHidden, index) => {
    if (!isHidden) return;
    cells += 1;
    sum += counts[index]!;
  });
  return { cells, sum };
}
