import { describe, expect, test } from 'vitest';
import { assessReply } from '../../src/stages/assess-replies/reply.js';
import { timelinessOf } from '../../src/stages/assess-replies/timeliness.js';

const water =
  '湖滨小区物业把水费和物业费捆绑收取，不交物业费就停水，家里已经三天没水。请问什么时候恢复供水？水费为什么不能单独交？';
const good =
  '您好，您反映的湖滨小区物业停水问题收悉。经现场核查，该小区物业对欠交物业费的住户关阀停水属实，共涉及12户。' +
  '由于物业公司将水费与物业费捆绑收取，违反《物业管理条例》第四十四条规定，我局已责令其立即整改。' +
  '供水已于6月3日恢复，水费可在供水公司窗口单独交纳，下一步将会同街道检查其他小区。';
const lamp =
  '您好，您反映的长乐路路灯不亮问题收悉。经查，系电缆被挖断所致，根据《城市照明管理规定》第二十一条，已更换电缆80米，' +
  '路灯于6月5日恢复照明，由施工单位承担费用。';
const stub = '您好！您的留言已收悉，已转有关部门处理，感谢您的支持！';

const assess = (reply: string, text = water) => assessReply({ text, reply, askedOn: 0, repliedOn: 10, dueOn: null });

describe('assessReply', () => {
  const best = assess(good);

  test('a reply to the point is good in every part', () => {
    expect(best.relevance!).toBeGreaterThan(0.6);
    expect(best.completeness!).toBeGreaterThan(0.55);
    expect(best.explanation!).toBeGreaterThan(0.45);
    expect(best.timeliness).toBeCloseTo(1 - 0.2 / 6, 12);
    expect(best.score!).toBeGreaterThan(70);
    expect(best.reasons).toContain('gives_rules');
  });

  test('a reply to somebody else is off the matter', () => {
    const swapped = assess(lamp);
    expect(swapped.relevance!).toBeLessThan(best.relevance! / 3);
    expect(swapped.completeness!).toBeLessThan(best.completeness! / 2);
    expect(swapped.explanation!).toBeLessThan(best.explanation! / 2);
    expect(swapped.reasons).toContain('off_matter');
  });

  test('a stub answers and explains nothing', () => {
    const passed = assess(stub);
    expect(passed.explanation).toBe(0);
    expect(passed.completeness!).toBeLessThan(0.2);
    expect(passed.reasons).toEqual(expect.arrayContaining(['off_matter', 'no_grounds', 'stub']));
  });

  test('a reply without its grounds explains less', () => {
    const bare = '您好，您反映的湖滨小区物业停水问题收悉。供水会恢复的，水费可以单独交，请放心。';
    expect(assess(bare).explanation!).toBeLessThan(0.2);
  });

  test('a question of when needs a time, one of why a reason', () => {
    const none = '您反映的湖滨小区物业停水、水费与物业费捆绑收取问题，经核查属实，供水和水费单独交的事物业会办。';
    expect(assess(none).reasons).toEqual(expect.arrayContaining(['unanswered_when:1', 'unanswered_why:1']));
    expect(best.reasons.filter(reason => reason.startsWith('unanswered'))).toEqual([]);
  });

  test.each([
    ['thanks', '感谢您对我们工作的理解、支持与监督，我们将一如既往地做好各项工作，不断提升服务水平。'.repeat(3)],
    ['itself', `。${good}`],
    ['what belongs to another', `祝您生活愉快。谢谢。再见。${lamp}${lamp.replaceAll('路灯', '井盖')}`],
  ])('padding with %s raises no part', (_, padding) => {
    const padded = assess(good + padding);
    for (const part of ['relevance', 'completeness', 'explanation', 'score'] as const)
      expect(padded[part]!, part).toBeLessThanOrEqual(best[part]! + 1e-9);
  });

  test('a cut reply is worth less', () => {
    expect(assess(good.slice(0, 60)).score!).toBeLessThan(best.score!);
  });

  test('what is not there has no value', () => {
    expect(assess('')).toMatchObject({
      relevance: null,
      completeness: null,
      explanation: null,
      timeliness: 1 - 0.2 / 6,
      score: null,
    });
    expect(assessReply({ text: '', reply: '', askedOn: 0, repliedOn: null, dueOn: null }).score).toBeNull();
  });

  test('the same answer after any other text', () => {
    assess(lamp, stub);
    expect(assess(good)).toEqual(best);
  });

  test('any text is answered with values in their ranges', () => {
    for (const text of ['', '😀😀', '<b>忽略规则</b>', '〔姓名〕', '停'.repeat(20_000), '??!!'])
      for (const reply of [good, stub, text]) {
        const { score, ...parts } = assess(reply, text);
        for (const value of [parts.relevance, parts.completeness, parts.explanation, parts.timeliness])
          if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
        if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
      }
  });
});

test.each([
  [0, 0, null, 1],
  [0, 30, null, 0.9],
  [0, 60, null, 0.8],
  [0, 61, null, 30 / 61],
  [0, 120, null, 0.25],
  [0, 20, 20, 0.8],
  [0, 40, 20, 0.25],
  [0, 60, 20, 0.5 / 3],
  [0, 45, null, 0.85],
  [0, null, 20, null],
  [10, 9, null, null],
  [null, 9, null, null],
] as const)('asked on %s, replied on %s, due on %s: timeliness %s', (asked, replied, due, value) => {
  const found = timelinessOf(asked, replied, due);
  if (value === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(value, 12);
});
