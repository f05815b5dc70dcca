import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseHeader } from '../../src/core/profile.js';
import { joinHeaders } from '../../src/stages/ingest/table.js';
import { readUnit } from '../../src/stages/ingest/values.js';
import { readRows, tableOf } from '../support/profiles.js';

const header = ['工单编号', '来电时间', '承办单位'];
const order = (id: string) => [id, '2026-03-01', '城管局'];

test('no row of data is lost, whatever blank, subtotal and signature rows stand between', async () => {
  const between = fc.constantFrom([''], ['小计', '3'], ['审核人：'], []);
  const rows = fc.array(fc.oneof(between, fc.integer({ min: 1, max: 10 ** 6 })), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (drawn, perBatch) => {
      const cells = drawn.map(each => (typeof each === 'number' ? order(String(each)) : each));
      const read = await readRows(tableOf([header, ...cells], 'a.csv', perBatch));
      const expected = drawn.flatMap((each, index) => (typeof each === 'number' ? [[index + 2, String(each)]] : []));
      expect(read.data.map(row => [row.row, row.records[0]?.['case_id']])).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('dressed header names compare equal to the bare ones', () => {
  const bare = fc.constantFrom('信访件编号', '登记时间', '评价内容', 'case_id');
  const dress = fc.constantFrom<((name: string) => string)[]>(
    (name: string) => [...name].join(' '),
    (name: string) => `${name}（必填）`,
    (name: string) => `${name}\n[格式:年-月-日]`,
    (name: string) => `${name}***`,
    (name: string) => name.replace(/[a-z_]/gu, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  );
  fc.assert(
    fc.property(bare, fc.array(dress, { maxLength: 3 }), (name, dresses) => {
      const dressed = dresses.reduce<string>((text, each) => each(text), name);
      expect(normaliseHeader(dressed)).toBe(name);
      expect(normaliseHeader(normaliseHeader(dressed))).toBe(name);
    }),
  );
});

test('two header rows name every filled column, whichever way merged cells arrive', () => {
  const groups = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(groups, fc.boolean(), (sizes, repeats) => {
      const names = sizes.flatMap((size, group) =>
        Array.from({ length: size }, (_, index) => (size === 1 ? `单${group}` : `组${group}/名${index}`)),
      );
      const upper = sizes.flatMap((size, group) =>
        Array.from({ length: size }, (_, index) =>
          size === 1 ? `单${group}` : index === 0 || repeats ? `组${group}` : '',
        ),
      );
      const lower = sizes.flatMap((size, group) =>
        size === 1 ? [repeats ? `单${group}` : ''] : Array.from({ length: size }, (_, index) => `名${index}`),
      );
      expect(joinHeaders(upper, lower)).toEqual(names);
    }),
  );
});

test('a unit keeps its own writing; an id in ASCII does not depend on its width', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,8}$/u), id => {
      const wide = [...id].map(char => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
      expect(readUnit(wide)).toEqual({ value: id });
      expect(readUnit(` 第${wide}（分）局 `)).toEqual({ value: `第${wide}（分）局` });
    }),
  );
});
