import { describe, expect, test } from 'vitest';
import { findPlaces, givenPlace } from '../../src/stages/detect-issues/places.js';

const none = (texts: readonly string[]) => texts.map(() => null);
const first = (texts: readonly string[], given: readonly (string | null)[] = none(texts)) =>
  findPlaces(texts, given).map(list => list[0]?.name ?? null);

describe('findPlaces', () => {
  test('learns where a name begins from the texts together', () => {
    const texts = ['投诉青湖雅苑乱收费', '我住青湖雅苑三期', '青湖雅苑的电梯坏了', '昨天青湖雅苑停水'];
    expect(first(texts)).toEqual(['青湖雅苑', '青湖雅苑', '青湖雅苑', '青湖雅苑']);
  });

  test('takes the end of a longer, more frequent name for that name', () => {
    const texts = ['滨河苑车位', '景云园滨河苑车位', '景云园滨河苑停车', '景云园滨河苑门禁'];
    expect(new Set(first(texts))).toEqual(new Set(['景云园滨河苑']));
  });

  test('writes X and X小区 as the more frequent of the two', () => {
    const texts = ['翠微苑停水', '翠微苑停电', '翠微苑漏水', '翠微苑小区停水'];
    expect(new Set(first(texts))).toEqual(new Set(['翠微苑']));
  });

  test('names neither common nouns nor what one text alone says', () => {
    const texts = ['物业公司乱收费', '物业公司态度差', '马路不平', '马路积水', '独此一家小区漏水'];
    expect(findPlaces(texts, none(texts)).flat()).toEqual([]);
  });

  test('puts the estate before the road and the road before the town', () => {
    const texts = ['青石镇长乐路青湖雅苑停水', '青石镇长乐路青湖雅苑漏水'];
    expect(findPlaces(texts, none(texts))[0]!.map(({ name, kind }) => [name, kind])).toEqual([
      ['青湖雅苑', 'site'],
      ['长乐路', 'road'],
      ['青石镇', 'town'],
    ]);
  });

  test('keeps the place of the record where no text names one', () => {
    expect(first(['没有水'], ['柳荫街道梧桐里'])).toEqual(['梧桐里']);
  });
});

test.each([
  ['云溪街道锦绣小区', '锦绣小区', 'site'],
  ['青石镇上坪村', '上坪村', 'village'],
  ['临河街道临河大道', '临河大道', 'road'],
  ['柳荫街道', '柳荫街道', 'town'],
  ['区服务大厅', '区服务大厅', 'site'],
] as const)('the record names %s: %s', (given, name, kind) => {
  expect(givenPlace(given)).toEqual({ name, kind });
});

test('an empty place is none', () => {
  expect(givenPlace('  ')).toBeNull();
  expect(givenPlace(null)).toBeNull();
});
