import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIdNumber, passesLuhn } from '../../src/text/checks.js';
import { splitClauses } from '../../src/text/clauses.js';
import { normalise } from '../../src/text/normalise.js';
import { placeholders, redact } from '../../src/text/redact.js';

const pieces = fc.constantFrom(
  ...'我叫|张伟|李建国|欧阳|先生|主任|，|。|：|、| |联系人|电话|13812345678|0898-66778899|身份证|110101199003078611|琼A12345|微信|abc_123456|QQ|12345678|3栋2单元501|小区|〔手机〕|〔姓名〕|〔2019〕12号|的|和|反映|张某某|王×|&amp;|業|(yè)|１３８|\u200b|\n|阿依古丽·买买提|a@b.cn|村|路|👍|老王|谢谢|没有|不予受理'.split(
    '|',
  ),
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('redacting twice is redacting once', () => {
  fc.assert(
    fc.property(texts, text => {
      const once = redact(text).text;
      expect(redact(once)).toEqual({ text: once, redactions: [] });
    }),
    { numRuns: 600 },
  );
});

test('redactions stand in order, apart, each over a placeholder of its kind', () => {
  fc.assert(
    fc.property(texts, given => {
      const { text, redactions } = redact(given);
      let last = 0;
      for (const { start, end, kind } of redactions) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end)).toBe(placeholders[kind]);
        last = end;
      }
    }),
    { numRuns: 600 },
  );
});

test('what is left of the text is left as it was, in its order', () => {
  fc.assert(
    fc.property(texts, given => {
      const { text, redactions } = redact(given);
      let at = 0;
      let from = 0;
      for (const { start, end } of [...redactions, { start: text.length, end: text.length }]) {
        const kept = text.slice(from, start);
        const found = given.indexOf(kept, at);
        expect(found).toBeGreaterThanOrEqual(at);
        [at, from] = [found + kept.length, end];
      }
    }),
    { numRuns: 400 },
  );
});

const tail = fc.tuple(fc.constantFrom('，', '。', ' 请回电', '（本人）', '')).map(([end]) => end);

test('a mobile number never survives, however it is written', () => {
  const digits = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
  fc.assert(
    fc.property(
      digits,
      fc.constantFrom('', ' ', '-'),
      fc.constantFrom('', '+86', '86 ', '0086'),
      fc.boolean(),
      tail,
      ([second, rest], gap, country, isWide, end) => {
        const all = `1${second}${String(rest).padStart(9, '0')}`;
        const plain = `${country}${all.slice(0, 3)}${gap}${all.slice(3, 7)}${gap}${all.slice(7)}`;
        const written = isWide
          ? plain.replace(/\d/gu, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
          : plain;
        expect(redact(`我的电话${written}${end}`).text).toBe(`我的电话〔手机〕${end}`);
      },
    ),
  );
});

test('an identity number is one by its check character, a card by its sum', () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const born = fc.tuple(
    fc.integer({ min: 1930, max: 2020 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  );
  fc.assert(
    fc.property(
      born,
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 1, max: 9 }),
      ([year, month, day], order, off) => {
        const two = (part: number) => String(part).padStart(2, '0');
        const body = `460100${year}${two(month)}${two(day)}${String(order).padStart(3, '0')}`;
        const rest = [...body].reduce((sum, digit, index) => sum + Number(digit) * weights[index]!, 0) % 11;
        const right = '10X98765432'[rest]!;
        const wrong = '10X98765432'[(rest + off) % 11]!;
        expect(isIdNumber(body + right)).toBe(true);
        expect(isIdNumber(body + wrong)).toBe(false);
        expect(redact(`号码${body}${right}，`).text).toBe('号码〔证件号〕，');
      },
    ),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 1, max: 9 }), (rest, off) => {
      const body = `622202${String(rest).padStart(12, '0')}`;
      const check = [...'0123456789'].find(digit => passesLuhn(body + digit))!;
      expect(passesLuhn(body + String((Number(check) + off) % 10))).toBe(false);
      expect(redact(`打到${body}${check}上`).text).toBe('打到〔银行卡〕上');
    }),
  );
});

test('clauses are in order, apart, not empty, and hold every Chinese character', () => {
  fc.assert(
    fc.property(texts, text => {
      const spans = splitClauses(text);
      let last = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end).trim()).not.toBe('');
        last = end;
      }
      const inside = spans.map(({ start, end }) => text.slice(start, end)).join('');
      const han = /[^\u3400-\u9fff]/gu;
      expect(inside.replace(han, '')).toBe(text.replace(han, ''));
    }),
    { numRuns: 400 },
  );
});

test('offsets of normalised text lead back in order and end at the end', () => {
  fc.assert(
    fc.property(texts, given => {
      const { text, map } = normalise(given);
      for (let at = 0; at < text.length; at++) expect(map(at + 1)).toBeGreaterThanOrEqual(map(at));
      expect(map(text.length)).toBe(given.length);
      expect(normalise(text).text.length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 400 },
  );
});
