/** Days since 1970-01-01 of a civil date (proleptic Gregorian); null for a date that does not exist. */
export function dayNumber(year: number, month: number, day: number): number | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms / 86_400_000 : null;
}

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** `YYYY-MM` of a day number. */
export function monthOf(day: number): string {
  return isoDay(day).slice(0, 7);
}

/** First and last day of a month `YYYY-MM`. */
export function monthDays(month: string): { first: number; last: number } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return { first: Date.UTC(year, number - 1, 1) / 86_400_000, last: Date.UTC(year, number, 1) / 86_400_000 - 1 };
}

/** The calendar month `offset` months after `month` (`YYYY-MM`). */
export function addMonths(month: string, offset: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + offset, 1)).toISOString().slice(0, 7);
}
