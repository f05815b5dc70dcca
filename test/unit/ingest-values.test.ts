import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, isoDay } from '../../src/core/dates.js';
import {
  readDay,
  readFlag,
  readId,
  readNumber,
  readText,
  readTime,
  readUnit,
  readWord,
} from '../../src/stages/ingest/values.js';

const day = (cell: string) => {
  const read = readDay(cell);
  return 'value' in read ? read.value && isoDay(read.value) : read.reason;
};

test.each([
  ['2024-03-05', '2024-03-05'],
  ['2024/3/5', '2024-03-05'],
  ['2024/3/5 9:05', '2024-03-05'],
  ['2024.03.05', '2024-03-05'],
  ['2024年3月5日', '2024-03-05'],
  ['2024年3月5日 9时05分', '2024-03-05'],
  ['２０２４－０３－０５', '2024-03-05'],
  ['20240305', '2024-03-05'],
  ['45356', '2024-03-05'],
  ['2024-03-04T17:30:00Z', '2024-03-05'],
  ['2024-03-05T01:00:00+08:00', '2024-03-05'],
  ['', null],
  ['-', null],
  ['无', null],
  ['/', null],
  ['2024-02-30', 'bad_date'],
  ['2024-13-01', 'bad_date'],
  ['昨天', 'bad_date'],
  ['3月5日', 'bad_date'],
])('day %s → %s', (cell, expected) => {
  expect(day(cell)).toBe(expected);
});

test('every day comes back from each of its forms', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayNumber(1990, 1, 1)!, max: dayNumber(2099, 12, 31)! }), number => {
      const iso = isoDay(number);
      const [year, month, date] = iso.split('-').map(Number);
      for (const form of [iso, `${year}/${month}/${date}`, `${year}年${month}月${date}日`, iso.replaceAll('-', '')]) {
        expect(readDay(form)).toEqual({ value: number });
      }
    }),
  );
});

test('times are wall-clock milliseconds of the zone', () => {
  expect(readTime('2024-03-05 08:30')).toEqual(readTime('2024-03-05T00:30:00Z'));
  expect(readTime('2024-03-05 25:00')).toEqual({ reason: 'bad_date' });
});

test('ids keep leading zeros and refuse lost digits', () => {
  expect(readId('0012')).toEqual({ value: '0012' });
  expect(readId("'0012")).toEqual({ value: '0012' });
  expect(readId('="0012"')).toEqual({ value: '0012' });
  expect(readId('ＸＦ１２')).toEqual({ value: 'XF12' });
  expect(readId('1.23E+15')).toEqual({ reason: 'bad_number' });
  expect(readId('  ')).toEqual({ value: null });
});

test('words, flags, numbers', () => {
  expect(readWord(' 来电 ')).toEqual({ value: '来电' });
  expect(readWord('无')).toEqual({ value: null });
  expect(readUnit("'市住建局（物业科）")).toEqual({ value: '市住建局（物业科）' });
  expect(['-', '无', ''].map(readUnit)).toEqual(Array(3).fill({ value: null }));
  expect(readUnit('1.2E+16')).toEqual({ reason: 'bad_number' });
  expect(['是', '1', 'TRUE'].map(readFlag)).toEqual(Array(3).fill({ value: true }));
  expect(['否', '0', 'false'].map(readFlag)).toEqual(Array(3).fill({ value: false }));
  expect(readFlag('也许')).toEqual({ reason: 'bad_number' });
  expect(readNumber('９２.5', 0, 100)).toEqual({ value: 92.5 });
  expect(readNumber('101', 0, 100)).toEqual({ reason: 'bad_number' });
  expect(readNumber('1.5', 0, 9, true)).toEqual({ reason: 'bad_number' });
});

test('text loses control characters, keeps tabs and line feeds, decodes entities, has a limit', () => {
  expect(readText('a\u0000b\tc\r\nd&amp;e&#20320;')).toEqual({ value: 'ab\tc\nd&e你' });
  expect(readText('a\u0085b&#133;c&ldquo;d&rdquo;&#10;e&unknown;')).toEqual({ value: 'abc“d”\ne&unknown;' });
  expect(readText('长'.repeat(20_000))).toEqual({ value: '长'.repeat(20_000) });
  expect(readText('长'.repeat(20_001))).toEqual({ reason: 'too_long' });
});
