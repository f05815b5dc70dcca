import { expect, test } from 'vitest';
import { bigrams, jaccard, nearDuplicates } from '../../src/stages/detect-issues/duplicates.js';

const letter = '夜里渣土车成队通过喇叭声不断孩子白天上课打瞌睡请求限制夜间通行时间并安排人员值守';

test('a pasted and a lightly edited text repeat the first', () => {
  const texts = [
    letter,
    '路灯坏了三个月没人修晚上走路看不见',
    `尊敬的领导，${letter}！`,
    letter.replace('安排人员', '派人'),
  ];
  expect(nearDuplicates(texts, 0.7)).toEqual([null, null, 0, 0]);
});

test('another text on the same matter repeats nothing', () => {
  expect(nearDuplicates([letter, '渣土车夜里太吵，白天没法上课，希望管一管'], 0.7)).toEqual([null, null]);
});

test('texts without letters repeat nothing', () => {
  expect(nearDuplicates(['。。。', '。。。', ''], 0.7)).toEqual([null, null, null]);
});

test('similarity is the share of common pairs of characters', () => {
  expect(jaccard(bigrams('停水三天'), bigrams('停水三天'))).toBe(1);
  expect(jaccard(bigrams('停水三天'), bigrams('停水两天'))).toBe(1 / 5);
  expect(jaccard(bigrams('停 水，三天'), bigrams('停水三天'))).toBe(1);
});
