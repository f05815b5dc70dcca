import { hasBirthday, isBankCard, isIdNumber, isLandlineDate } from './checks.js';
import type { Found } from './redact.js';

// Kinds of person data made of digits and letters, in text of half width. Each rule finds spans; whether a span stands is
// decided by its own check (checksum, Luhn, calendar, the words before), not by its look alone.

interface Rule {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Group that holds the data; 0 = the whole match. */
  readonly group?: number;
  readonly holds?: (data: string, text: string, start: number) => boolean;
}

const left = '(?<![0-9A-Za-z])';
const right = '(?![0-9A-Za-z])';
const is = '(?:号码|号|账号|ID|id)?\\s{0,3}[是为:：(（]{0,3}\\s{0,3}';
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使';
const plate = 'A-HJ-NP-Za-hj-np-z';
const gap = '(?:[-\\s.—－]|\\s\\s|——)?';
const extension = '(?:\\s?[,，]?(?:转分机|转|分机号?|ext\\.?|-|—)[:：]?\\s?\\d{1,5}(?!\\d))?';
const order =
  /(?:编号|单号|工单|案号|文号|件号|订单|流水|受理号|合同号|发票号|条形码|代码|学号|批号)(?:号码?)?[是为:：\s]{0,6}$/u;

const rules: readonly Rule[] = [
  { kind: 'email', pattern: /[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63}){1,5}/gu },
  {
    kind: 'id_number',
    pattern: new RegExp(`${left}[1-9](?:[\\s-]?\\d){16}[\\s-]?[0-9Xx]${right}`, 'gu'),
    holds: (data, text, start) =>
      isIdNumber(data) || /(?:身份证|证件)[^0-9]{0,6}$/u.test(text.slice(Math.max(0, start - 10), start)),
  },
  {
    kind: 'id_number',
    pattern: new RegExp(`${left}[1-8]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}${right}`, 'gu'),
    holds: isOldIdNumber,
  },
  {
    kind: 'social_security',
    pattern: new RegExp(`(?:社会?保[障险]?|医保)(?:卡|编|个人)?${is}([A-Z]?\\d{8,18})(?!\\d)`, 'gu'),
    group: 1,
  },
  {
    kind: 'passport',
    pattern:
      /(?:护照|通行证|军官证|士兵证|台胞证|军人证|passport)[^0-9A-Za-z。；，,]{0,6}([A-Za-z]{1,2}\s?[0-9A-Za-z]?\d{6,8}|[一-龥]字第\d{6,8}|\d{8})(?!\d)/giu,
    group: 1,
  },
  {
    kind: 'bank_card',
    pattern: new RegExp(`${left}[3-6]\\d{3}(?:[\\s-]?\\d{4}){2,3}(?:[\\s-]?\\d{1,4})?${right}`, 'gu'),
    holds: (data, text, start) => isBankCard(data) && !after(order, text, start),
  },
  {
    kind: 'bank_card',
    pattern: new RegExp(
      `(?:银行卡|储蓄卡|工资卡|卡号|账号|帐号|账户|帐户|存折)${is}(\\d(?:[\\s-]?\\d){11,20})(?!\\d)`,
      'gu',
    ),
    group: 1,
  },
  {
    kind: 'mobile',
    pattern: new RegExp(
      `(?<![0-9])(?:(?:\\+|00)?86[-\\s]?|[(（]\\+?86[)）]\\s?)?1(?:[-\\s][3-9](?:[-\\s]\\d){9}|[3-9](?:${[
        `\\d${gap}\\d{4}${gap}\\d{4}`,
        '\\d[-\\s]\\d{3}[-\\s]\\d{5}',
        '\\d{3}[-\\s]\\d{6}',
        '\\d{2}[-\\s]\\d{3}[-\\s]\\d{4}',
        '\\d{2}[-\\s]\\d{4}[-\\s]\\d{3}',
        '\\d{3}[-\\s]\\d{3}[-\\s]\\d{3}',
        '\\d[-\\s]\\d{3}[-\\s]\\d{3}[-\\s]\\d{2}',
      ].join('|')}))(?![0-9])(?!\\s?(?:元|万|亿|平方|平米|立方|吨|公里|块钱|人次))`,
      'gu',
    ),
    holds: (_, text, start) =>
      !after(order, text, start) &&
      (!after(/[A-Za-z]$/u, text, start) || after(/(?:tel|phone|mobile|vx|wx|v)$/iu, text, start)),
  },
  {
    kind: 'landline',
    pattern: new RegExp(
      `(?<![0-9A-Za-z])(?:\\+?86[-\\s]?)?(?:[(（]0(?:10|2\\d|[3-9]\\d{2})[)）]|0?(?:10|2\\d|[3-9]\\d{2})(?<=(?:0|86[-\\s]?)\\d{2,3}))${gap}[2-8]\\d{2,3}[-\\s]?\\d{4}(?!\\d)${extension}`,
      'gu',
    ),
  },
  {
    kind: 'landline',
    pattern: new RegExp(
      `(?:电话|座机|固话|联系方式|致电|来电|拨打|传真|tel)${is}([2-8]\\d{2,3}[-\\s]?\\d{4}(?!\\d)${extension})`,
      'giu',
    ),
    group: 1,
    holds: data => !isLandlineDate(data),
  },
  {
    kind: 'wechat',
    pattern:
      /(?:微\s?信|[Vv]\s?信|wei?xin|WeChat|(?<![A-Za-z])[Vv][Xx]|(?<![A-Za-z])[Ww][Xx](?!id)|加[VvＶ]|薇信)(?:号码?|ID|id)?\s{0,3}[是为]?[:：(（]?\s{0,3}([A-Za-z][-_A-Za-z0-9]{5,19}|\d{6,11})(?![A-Za-z0-9])/gu,
    group: 1,
  },
  { kind: 'wechat', pattern: /(?<![A-Za-z0-9_])wxid_[A-Za-z0-9]{6,20}/gu },
  {
    kind: 'qq',
    pattern: /(?:[Qq]{2}|扣扣|企鹅号|[Qq]群)群?(?:号码?)?\s{0,3}[是为]?[:：(（]?\s{0,3}([1-9]\d{4,10})(?!\d)/gu,
    group: 1,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${provinces}][${plate}][·•.\\s-]{0,2}(?:[0-9DFdf][0-9${plate}]\\d{3}[0-9DFdf]|[0-9${plate}]{5}|[0-9${plate}]{4}[挂学警港澳领使试超])${right}`,
      'gu',
    ),
    holds: data => /\d/u.test(data.slice(2)),
  },
];

const figures: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零洞', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖'].flatMap((forms, digit) =>
    [...forms].map(form => [form, String(digit)]),
  ),
);
const figure = '[0-9〇零洞一壹幺二贰两三叁四肆五伍六陆七柒拐八捌九玖]';
const spelled = new RegExp(`(?<!${figure})${figure}(?:[-\\s—]?${figure}){9,17}(?!${figure})`, 'gu');

/** Finds numbers and addresses of people in a text, in the order of their rules; earlier rules win overlaps. */
export function findNumbers(given: string): Found[] {
  const found: Found[] = [];
  const text = /[一二三四五六七八九零〇幺壹贰叁肆伍陆柒捌玖]/u.test(given) ? withDigits(given) : given;
  const mayHold =
    /\d{4}|@|[A-Za-z]{3}|[A-Za-z][·•.\s-]{0,2}[0-9A-Za-z]{3}|\d[-\s.]\d{3}|[A-Za-z][-_A-Za-z0-9]{5}|\d[-\s]\d[-\s]\d/u.test(
      text,
    );
  if (!mayHold) return found;
  for (const rule of rules) {
    for (const match of text.matchAll(rule.pattern)) {
      const data = match[rule.group ?? 0]!;
      const start = match.index + match[0].lastIndexOf(data);
      if (rule.holds && !rule.holds(data, text, start)) continue;
      found.push({ start, end: start + data.length, kind: rule.kind });
    }
  }
  return found;
}

/** Numbers of ten to eighteen figures of which some are Chinese, in digits; offsets stay. 一二三四五六七八九十 is none. */
function withDigits(text: string): string {
  return text.replace(spelled, run => run.replace(/[^\d\s—-]/gu, form => figures[form] ?? form));
}

function after(pattern: RegExp, text: string, start: number): boolean {
  return pattern.test(text.slice(Math.max(0, start - 8), start));
}

/** 15 digits carry no checksum: a word that says so must stand before them. */
function isOldIdNumber(data: string, text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  return /身份证|证件/u.test(before) && hasBirthday(`19${data.slice(6, 8)}`, data.slice(8, 10), data.slice(10, 12));
}
