/** Numbers from here on have lost digits of an id as a float. */
const firstInexact = 1e15;

/**
 * A value of a typed file as a cell: nothing is empty, lists are joined by commas, objects are JSON. A float of 1e15
 * or more is written with an exponent, so that no reader takes it for an id; a whole number kept as such is exact.
 */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Date) return timeText(value.getTime(), false);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(valueText).join(',');
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

/** A number as people see it in a spreadsheet. */
export function numberText(value: number): string {
  return Math.abs(value) >= firstInexact ? value.toExponential() : String(value);
}

/**
 * Milliseconds since 1970 as ISO text: a day where the time is midnight, otherwise to the second. `isInstant`: a
 * point of time in UTC rather than a wall clock's reading; the text then says so.
 */
export function timeText(time: number, isInstant: boolean): string {
  const seconds = Math.round(time / 1000) * 1000;
  if (!(Math.abs(seconds) < 8.64e15)) return '';
  const text = new Date(seconds).toISOString();
  if (isInstant) return text.replace('.000Z', 'Z');
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, -14) : text.slice(0, -5);
}

const msPerDay = 86_400_000;
/** Days from the epochs of the two date systems to 1970-01-01; 29 February 1900, which never was, is counted. */
const epochs = { 1900: 25_569, 1904: 24_107 } as const;

/**
 * An Excel serial with a date format as ISO text; a serial below 1 with a time format as a time of day. A serial
 * that is no day stays a number.
 */
export function serialText(serial: number, format: 'date' | 'time', system: 1900 | 1904): string {
  if (format === 'time' && serial >= 0 && serial < 1) return timeText(serial * msPerDay, false).slice(11) || '00:00:00';
  if (serial < (system === 1900 ? 1 : 0) || serial > 2_958_466) return numberText(serial);
  const days = system === 1900 && serial < 60 ? serial + 1 : serial;
  return timeText((days - epochs[system]) * msPerDay, false);
}

/** What a number format makes of a number: a day, a time of day, leading zeros up to so many digits, or nothing. */
export type NumberFormat = 'date' | 'time' | number | null;

const builtIn: Readonly<Record<string, 'date' | 'time'>> = Object.fromEntries(
  [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
    .map((id): [number, 'date' | 'time'] => [id, 'date'])
    .concat([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map(id => [id, 'time'])),
);

/** Reads a number format by its number (ECMA-376 18.8.30, with the Chinese ones) or its code. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtIn[id] ?? null;
  if (/^0{2,}$/u.test(code)) return code.length;
  const bare = code
    .split(';', 1)[0]!
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, match => (/^\[(h+|m+|s+)\]$/iu.test(match) ? 'General' : ''));
  if (/general|g\/|[#?]|0[.0]*e[+-]/iu.test(bare)) return null;
  if (/[yde]/iu.test(bare) || (/m/iu.test(bare) && !/[hs]/iu.test(bare))) return 'date';
  return /[hs]/iu.test(bare) ? 'time' : null;
}

/** A number of a spreadsheet as people see it under its format. */
export function formattedNumber(value: number, format: NumberFormat, system: 1900 | 1904): string {
  if (format === null || !Number.isFinite(value)) return numberText(value);
  if (typeof format === 'string') return serialText(value, format, system);
  return Number.isInteger(value) && value >= 0 ? numberText(value).padStart(format, '0') : numberText(value);
}
