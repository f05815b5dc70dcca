import type { Found } from './redact.js';

// Kinds of person data that are made of digits and letters. Each rule finds spans; whether a span stands is decided
// by its own check (checksum, Luhn, calendar), not by its look alone.

interface Rule {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Group that holds the data; 0 = the whole match. */
  readonly group?: number;
  readonly holds?: (data: string, text: string, start: number) => boolean;
}

const left = '(?<![0-9A-Za-z０-９])';
const right = '(?![0-9A-Za-z０-９])';
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使';

const rules: readonly Rule[] = [
  { kind: 'email', pattern: /(?<![0-9A-Za-z._%+-])[0-9A-Za-z._%+-]{1,64}[@＠][0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+/gu },
  {
    kind: 'wechat',
    pattern:
      /(?:微信号?|[Vv]信|wei?xin|WeChat|[Vv][Xx]|[Ww][Xx])(?:号码?|ID)?\s*[是为]?[:：]?\s*([A-Za-z][-_A-Za-z0-9]{5,19})(?![A-Za-z0-9])/gu,
    group: 1,
  },
  { kind: 'qq', pattern: /(?:[Qq]{2}|[Ｑｑ]{2}|扣扣)(?:号码?)?\s*[是为]?[:：]?\s*([1-9]\d{4,10})(?!\d)/gu, group: 1 },
  {
    kind: 'id_number',
    pattern: new RegExp(`${left}[1-9]\\d{5}[\\s-]?(?:18|19|20)\\d{2}[\\s-]?\\d{4}[\\s-]?\\d{3}[0-9Xx]${right}`, 'gu'),
    holds: isIdNumber,
  },
  {
    kind: 'id_number',
    pattern: new RegExp(`${left}[1-8]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}${right}`, 'gu'),
    holds: isOldIdNumber,
  },
  {
    kind: 'bank_card',
    pattern: new RegExp(`${left}[3-6]\\d{3}(?:[\\s-]?\\d{4}){2,3}(?:[\\s-]?\\d{1,4})?${right}`, 'gu'),
    holds: isBankCard,
  },
  {
    kind: 'mobile',
    pattern:
      /(?<![0-9０-９])(?:[+＋]?(?:86|８６)[-\s]?)?[1１][3-9３-９][0-9０-９](?:[-\s—]?[0-9０-９]{4}){2}(?![0-9０-９])/gu,
  },
  {
    kind: 'mobile',
    pattern:
      /(?<![一二三四五六七八九零〇幺])[一幺][三四五六七八九][一二三四五六七八九零〇幺]{9}(?![一二三四五六七八九零〇幺])/gu,
  },
  {
    kind: 'landline',
    pattern:
      /(?<![0-9])[(（]?0(?:10|2\d|[3-9]\d{2})[)）]?[-\s—－]?[2-8]\d{6,7}(?!\d)(?:\s*(?:转|-|—|分机)\s*\d{1,5})?/gu,
  },
  {
    kind: 'landline',
    pattern:
      /(?:电话|座机|固话|联系方式|致电)(?:号码)?[是为]?[:：]?\s*([2-8]\d{6,7}(?!\d)(?:\s*(?:转|-|分机)\s*\d{1,5})?)/gu,
    group: 1,
  },
  { kind: 'passport', pattern: /(?:护照|通行证)(?:号码?)?[是为]?[:：]?\s*([A-Za-z]{1,2}\d{7,8})(?!\d)/gu, group: 1 },
  {
    kind: 'social_security',
    pattern: /(?:社保|医保|社会保障)(?:卡|账号|编)?(?:号码?)?[是为]?[:：]?\s*([A-Z]?\d{8,18})(?!\d)/gu,
    group: 1,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${provinces}][A-HJ-NP-Za-hj-np-z][·•.\\s-]?(?:[0-9A-HJ-NP-Za-hj-np-z]{5}[0-9DFdf]?|[0-9A-HJ-NP-Z]{4}[挂学警港澳])${right}`,
      'gu',
    ),
    holds: hasDigit,
  },
];

/** Finds numbers and addresses of people in a text, in the order of their rules; earlier rules win overlaps. */
export function findNumbers(text: string): Found[] {
  const found: Found[] = [];
  if (!/[0-9０-９@＠幺]|[一二三四五六七八九零〇]{9}/u.test(text)) return found;
  for (const rule of rules) {
    rule.pattern.lastIndex = 0;
    for (const match of text.matchAll(rule.pattern)) {
      const data = match[rule.group ?? 0]!;
      const start = match.index + match[0].lastIndexOf(data);
      if (rule.holds && !rule.holds(data, text, start)) continue;
      found.push({ start, end: start + data.length, kind: rule.kind });
    }
  }
  return found;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643-1999 and a birthday that exists. */
export function isIdNumber(data: string): boolean {
  const digits = data.replace(/[\s-]/gu, '').toUpperCase();
  if (!hasBirthday(digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14))) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] === digits[17];
}

/** 15 digits carry no checksum: a word that says so must stand before them. */
function isOldIdNumber(data: string, text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  return /身份证|证件/u.test(before) && hasBirthday(`19${data.slice(6, 8)}`, data.slice(8, 10), data.slice(10, 12));
}

function hasBirthday(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Luhn's sum (ISO/IEC 7812-1), unless the words before name a document or order number. */
function isBankCard(data: string, text: string, start: number): boolean {
  const digits = data.replace(/[\s-]/gu, '');
  if (digits.length < 15 || digits.length > 19) return false;
  if (/(?:编号|单号|工单|案号|文号|信访件)[号是为:：\s]*$/u.test(text.slice(Math.max(0, start - 8), start)))
    return false;
  return passesLuhn(digits);
}

/** True where the digits pass Luhn's sum. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

function hasDigit(data: string): boolean {
  return /\d/u.test(data.slice(2));
}
