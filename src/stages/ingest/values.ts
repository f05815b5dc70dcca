import { dayNumber } from '../../core/dates.js';

/** A value that was read, or the reason why the row is refused. */
export type Read<T> =
  | { readonly value: T }
  | { readonly reason: 'bad_date' | 'bad_number' | 'unknown_rating' | 'too_long' };

const maximalLength = 20_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;
const everyControl = new RegExp(controls.source, 'gu');
const nothing = new Set(['', '-', '—', '－', '无', '/', '／', 'null', 'NULL', 'None', 'NaN']);

/** Whether a cell is empty or only marks an empty place. */
export function saysNothing(cell: string): boolean {
  return nothing.has(cell.trim());
}

function folded(cell: string): string {
  return /^[!-~]*$/u.test(cell) ? cell : cell.normalize('NFKC').trim();
}

/** An id as text: leading zeros stay; a leading apostrophe, tab or `="…"` goes; digits lost in a float are refused. */
export function readId(cell: string): Read<string | null> {
  const text = unwrapped(folded(cell));
  if (/^\d(\.\d+)?e\+?\d+$/iu.test(text)) return { reason: 'bad_number' };
  return { value: text === '' ? null : text };
}

/** Without what spreadsheets put around an id to keep it text. */
function unwrapped(text: string): string {
  return text
    .replace(/^="(.*)"$/su, '$1')
    .replace(/^['\t]+/u, '')
    .trim();
}

/** A unit as written: an id in ASCII is folded as other ids are, a Chinese name keeps its own brackets and digits. */
export function readUnit(cell: string): Read<string | null> {
  const id = readId(cell);
  if ('reason' in id) return id;
  if (id.value === null || nothing.has(id.value)) return { value: null };
  if (/^[!-~]*$/u.test(id.value)) return id;
  const name = unwrapped(cleaned(cell).trim());
  return { value: name };
}

/** Whole words of the office: trimmed, cleaned as texts are; empty and `-`, `无`, `/` are nothing. */
export function readWord(cell: string): Read<string | null> {
  const text = cleaned(cell).trim();
  return { value: nothing.has(text) ? null : text };
}

/**
 * Comment or reply text as written: control characters other than tab and line feed are removed, entities decoded.
 * Text over 20,000 UTF-16 units is refused.
 */
export function readText(cell: string): Read<string> {
  if (cell.length > maximalLength) return { reason: 'too_long' };
  return { value: cleaned(cell).trim() };
}

function cleaned(cell: string): string {
  let text = cell;
  if (controls.test(text)) text = text.replace(/\r\n?/gu, '\n').replace(everyControl, '');
  if (text.includes('&')) text = text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/giu, decodeEntity);
  return text;
}

/** Names that exports of web pages use; any other name stays as it is. */
const entities: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
  ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', laquo: '«', raquo: '»', hellip: '…', mdash: '—', ndash: '–' },
  ...{ middot: '·', bull: '•', times: '×', deg: '°', yen: '¥', sect: '§', copy: '©', reg: '®', shy: '' },
};

function decodeEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name) return Object.hasOwn(entities, name.toLowerCase()) ? entities[name.toLowerCase()]! : whole;
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal!, 16);
  const isChar = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  const char = isChar ? String.fromCodePoint(code) : '';
  return controls.test(char) ? '' : char;
}

const datePattern =
  /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[秒分]?)?\s*(Z|[+-]\d{2}:?\d{2})?$/u;

/**
 * A point of time in the configured zone, in milliseconds of its wall clock. Reads ISO, 2024年3月5日, 2024/3/5 9:05,
 * 2024.03.05, full width, 20240305 and Excel serials. `zoneMinutes` is the zone's offset from UTC, used only where
 * the cell names another zone.
 */
export function readTime(cell: string, zoneMinutes = 480): Read<number | null> {
  let text = cell.trim();
  if (nothing.has(text)) return { value: null };
  if (/[^ -~年月日时分秒点]/u.test(text)) text = text.normalize('NFKC');
  const match = datePattern.exec(text);
  if (match) return fromParts(match, zoneMinutes);
  if (/^\d{5}(\.\d+)?$/u.test(text)) return { value: Math.round((Number(text) - 25_569) * 86_400_000) };
  return { reason: 'bad_date' };
}

function fromParts(match: RegExpExecArray, zoneMinutes: number): Read<number | null> {
  const [, year, month, day, compactMonth, compactDay, hour, minute, second, zone] = match;
  const date = dayNumber(Number(year), Number(month ?? compactMonth), Number(day ?? compactDay));
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (date === null || h > 24 || m > 59 || s > 59 || (h === 24 && (m > 0 || s > 0))) return { reason: 'bad_date' };
  const wall = date * 86_400_000 + ((h * 60 + m) * 60 + s) * 1000;
  return { value: zone ? wall + (zoneMinutes - zoneOffset(zone)) * 60_000 : wall };
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith('-') ? -minutes : minutes;
}

/** A day in the configured zone, as days since 1970-01-01. */
export function readDay(cell: string, zoneMinutes = 480): Read<number | null> {
  const known = zoneMinutes === 480 ? knownDays.get(cell) : undefined;
  if (known) return known;
  const time = readTime(cell, zoneMinutes);
  if ('reason' in time || time.value === null) return time;
  const day = { value: Math.floor(time.value / 86_400_000) };
  if (zoneMinutes === 480 && knownDays.size < mostKnownDays) knownDays.set(cell, day);
  return day;
}

/** The same few thousand days stand in a file again and again. */
const knownDays = new Map<string, Read<number | null>>();
const mostKnownDays = 20_000;

const yes = new Set(['true', '1', '是', 'y', 'yes', '√']);
const no = new Set(['false', '0', '否', 'n', 'no', '×']);

/** true/false, 1/0, 是/否; empty is null, anything else is refused as a bad number. */
export function readFlag(cell: string): Read<boolean | null> {
  const text = folded(cell).toLowerCase();
  if (nothing.has(text)) return { value: null };
  if (yes.has(text)) return { value: true };
  return no.has(text) ? { value: false } : { reason: 'bad_number' };
}

/** A decimal number within bounds. */
export function readNumber(cell: string, low: number, high: number, whole = false): Read<number | null> {
  const text = folded(cell);
  if (nothing.has(text)) return { value: null };
  const value = /^[+-]?\d+(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
  const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
  return fits ? { value } : { reason: 'bad_number' };
}
