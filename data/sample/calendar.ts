const millisecondsOfDay = 86_400_000;

/** Days since 1970-01-01. */
export function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / millisecondsOfDay;
}

/** YYYY-MM-DD. */
export function isoOf(day: number): string {
  return new Date(day * millisecondsOfDay).toISOString().slice(0, 10);
}

/** YYYY-MM. */
export function monthOf(day: number): string {
  return isoOf(day).slice(0, 7);
}

/** 2026/2/5, as spreadsheet programs write days. */
export function slashed(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}/${month}/${day}`;
}

export function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** Public offices work on the day itself or the next Monday. */
export function workday(day: number): number {
  let at = day;
  while (isWeekend(at)) at++;
  return at;
}

export function monthLength(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).getUTCDate();
}

/** 2026-03-05T21:40:00+08:00: `minutes` since midnight in the office's zone. */
export function timeOf(day: number, minutes: number): string {
  const total = day * 1440 + minutes;
  const ofDay = total % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${isoOf(Math.floor(total / 1440))}T${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}:00+08:00`;
}

/** The months that the sample reports on. */
export const reportMonths = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as const;

/** The exports were made at the end of this day: nothing later is known. */
export const lastDay = dayOf('2026-06-30');
