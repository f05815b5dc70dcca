import { expect, test } from 'vitest';
import { normalise } from '../../src/text/normalise.js';

test.each([
  ['１３８ＡＢＣ％', '138ABC%'],
  ['業主反映後續處理', '业主反映后续处理'],
  ['業(yè)主們(men)', '业主们'],
  ['政府(gov)和微信(weixin)', '政府(gov)和微信(weixin)'],
  ['甲&amp;乙&nbsp;丙&#20013;&#x6587;', '甲&乙 丙中文'],
  ['甲&#xd800;乙&#9999999;丙', '甲 乙 丙'],
  ['手\u200b机\u0000号\ufeff', '手机号'],
  ['甲\u3000乙\u00a0丙', '甲 乙 丙'],
  ['（全角标点，保留）', '（全角标点，保留）'],
])('%j reads %j', (given, read) => {
  expect(normalise(given).text).toBe(read);
});

test('text that needs nothing is the same string', () => {
  const text = '街道没有答复，已经两个月了。\n请 尽快 处理';
  expect(normalise(text).text).toBe(text);
  expect(normalise(text).map(7)).toBe(7);
});

test('offsets lead back to the text given', () => {
  const given = '我叫張(zhāng)偉(wěi)&amp;李四，電話１３８';
  const { text, map } = normalise(given);
  expect(text).toBe('我叫张伟&李四，电话138');
  const at = text.indexOf('张伟');
  expect(given.slice(map(at), map(at + 2))).toBe('張(zhāng)偉(wěi)');
  const and = text.indexOf('&');
  expect(given.slice(map(and), map(and + 1))).toBe('&amp;');
  const number = text.indexOf('138');
  expect(given.slice(map(number), map(number + 3))).toBe('１３８');
  expect(map(text.length)).toBe(given.length);
});
