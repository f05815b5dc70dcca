import { expect, test } from 'vitest';
import { splitClauses } from '../../src/text/clauses.js';

const clauses = (text: string) => splitClauses(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['态度很好，就是没解决。', ['态度很好', '就是没解决']],
  ['没人管!再问;还是没人管', ['没人管', '再问', '还是没人管']],
  ['第一行\n第二行\r\n\n第三行', ['第一行', '第二行', '第三行']],
  ['来了 看了 走了', ['来了', '看了', '走了']],
  ['拨打 12345 三次', ['拨打 12345 三次']],
  ['面积120.5平米，3,000元，9:30到', ['面积120.5平米', '3,000元', '9:30到']],
  ['他说：“不归我们管”', ['他说', '不归我们管']],
  ['，。！', []],
  ['', []],
  ['一整句', ['一整句']],
  ['　前后空白　', ['前后空白']],
])('%j', (text, wanted) => {
  expect(clauses(text)).toEqual(wanted);
});
