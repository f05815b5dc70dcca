import { afterEach, expect, test, vi } from 'vitest';
import { normalise } from '../../src/text/normalise.js';
import { redact } from '../../src/text/redact.js';

// Long texts made to hurt: work is counted, not timed.

const units = [
  '1', '12 ', '1-', '一', '〔', '〔姓名〕', '·', '阿·', '买买提·', 'a', 'a@', '@', 'a.', 'a@b.', '王', '王某', '李*', '张X', '我叫',
  '姓名：', '：', ' ', '\n', '李老师', '王芳、', '张伟', '1栋', '3-', '电话', '电话 ', '社保 ', '微信', 'QQ:', '京A', '&', '&#', '業(', '業(yè)',
  '13812345678', '138 1234 5678 ', '(', '身份证', '+86', '0898-', '姓', '老王', '转', '〇', '\u200b', '👍', '主任', '的',
]; // biome-ignore format: a list of small strings

interface Work {
  calls: number;
  characters: number;
  sources: Set<string>;
}

/** Runs `task` and counts how often patterns are asked and how much text they are given. */
function workOf(task: () => unknown): Work {
  const work: Work = { calls: 0, characters: 0, sources: new Set() };
  const exec = RegExp.prototype.exec;
  const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    work.calls++;
    work.characters += this.global || this.sticky ? 0 : text.length;
    work.sources.add(this.source);
    return exec.call(this, text);
  });
  task();
  spy.mockRestore();
  return work;
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(units)('work on %j repeated grows with the length of the text', unit => {
  const of = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const [half, whole] = [of(10_000), of(20_000)].map(text => workOf(() => redact(text)));
  expect(whole!.calls).toBeLessThan(3 * half!.calls + 100);
  expect(whole!.characters).toBeLessThan(3 * half!.characters + 5_000);
});

test('no pattern can run on: each repetition has a limit, or is all there is', () => {
  const given = `我姓王，叫张伟，联系人：李明 电话138 1234 5678，一三八一二三四五六七八，a@b.cn，微信abc_1234，老王，3栋2单元501，
王某、艾力·买买提反映，&amp;業(yè)\u200b，0898-66778899转12，身份证110101900307861，6222021234567890128，工单1，2号楼`;
  const { sources } = workOf(() => [redact(given), redact(`〔姓名〕${given}`), normalise(given)]);
  expect(sources.size).toBeGreaterThan(20);
  const open = /(?<!\\)(?:[*+]|\{\d+,\})(?![^[]*\])/u;
  const alone = /^\(?\[(?:[^\]\\]|\\.)+\]\+\)?$/u;
  expect([...sources].filter(source => open.test(source) && !alone.test(source))).toEqual([]);
});
