import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labelAgreement, probeReplies, probes } from '../../src/stages/assess-replies/probes.js';
import { assessReply, examineReply, type ReplyInput } from '../../src/stages/assess-replies/reply.js';
import { decidingWords } from '../../src/stages/assess-replies/words.js';

const pair = (text: string, reply: string): ReplyInput => ({ text, reply, askedOn: 0, repliedOn: 8, dueOn: null });
const pairs = [
  pair(
    '青石巷路灯坏了一个多月，晚上漆黑一片，老人摔倒过两次。请问什么时候修好路灯？为什么报修多次没人来？',
    '您好，您反映的青石巷路灯问题收悉。经现场核查，巷内14盏路灯因电缆被雨水浸泡短路而熄灭，情况属实。' +
      '由于该段电缆已过保修期，原维修单位推诿，致使多次报修未处理。根据《城市照明管理规定》第二十一条，我所已更换电缆120米。' +
      '路灯于6月12日全部恢复，巷口已张贴报修电话。感谢您的监督！',
  ),
  pair(
    '我在云溪中学读初三的孩子被要求周末补课，每天交五十元，不交就坐最后一排。学校这样收费合法吗？请退还补课费。',
    '您好，来信收悉。经调查，云溪中学初三年级三个班在周末组织补课，每名学生每天收费五十元，共收取18600元，反映属实。' +
      '根据《中小学教师违反职业道德行为处理办法》，组织有偿补课属于违规行为。区教育局已责令学校停止补课，补课费于5月20日前退还学生。' +
      '对年级组长给予警告处分，因其以座位要挟家长。祝您生活愉快！',
  ),
  pair(
    '梧桐花园三期地下车库长期积水，电梯井也进水，物业不管。要求查明渗漏原因，明确谁来维修。',
    '业主您好，您反映的情况收悉。经区住建局与物业现场查看，梧桐花园三期地下车库积水系外墙防水层开裂、雨季地下水渗入所致。' +
      '该项目2022年交付，按照《建设工程质量管理条例》第四十条，防水工程保修期为五年，应由开发单位负责维修。' +
      '开发单位已进场注浆堵漏，电梯井加装了两台抽水泵，预计7月底完工。特此回复。',
  ),
];

describe('probes', () => {
  const results = probeReplies(pairs);

  test.each(results.map(result => [result.name, result] as const))('%s', (_, { pairs: taken, passed, failures }) => {
    expect(failures).toEqual({});
    expect([taken, passed]).toEqual([3, 3]);
  });

  test('every kind of alteration is there', () => {
    expect([...new Set(probes.map(probe => probe.kind))]).toEqual([
      'swapped',
      'cut',
      'stub',
      'unreasoned',
      'padded',
      'late',
    ]);
  });

  test('a measure of length alone fails where padding must not help, ties fail where a part must fall', () => {
    const long = probeReplies(pairs, input => {
      const length = input.reply.length / 10_000;
      return { ...assessReply(input), relevance: length, completeness: length, explanation: length, timeliness: 0.5 };
    });
    for (const { kind, passed, failed, failures } of long) {
      if (kind === 'padded') expect([passed, failures['completeness']]).toEqual([0, 3]);
      if (kind === 'cut') expect(passed).toBe(3);
      if (kind === 'late') expect([passed, failed]).toEqual([0, [0, 1, 2]]);
    }
  });

  test('short replies are left out', () => {
    expect(probeReplies([pair('路灯坏了', '已修复。')]).map(result => result.pairs)).toEqual(probes.map(() => 0));
  });

  test('agreement is the share of ordered couples', () => {
    const values = [pairs[0]!, pair(pairs[0]!.text, '已转办。'), pairs[1]!, pair(pairs[1]!.text, '收到。')];
    expect(labelAgreement(values, [true, false, true, null], 'completeness')).toEqual({ auc: 1, yes: 2, no: 1 });
    expect(labelAgreement(values, [false, true, null, true], 'explanation')).toEqual({ auc: 0, yes: 2, no: 1 });
    expect(labelAgreement(values, [null, false, null, true], 'explanation')?.auc).toBe(0.5);
    expect(labelAgreement(values, [true, true, null, null], 'explanation')).toBeNull();
  });
});

describe('decidingWords', () => {
  test('they are in the texts, and what is open shows', () => {
    for (const each of pairs) {
      const words = decidingWords(each, examineReply(each));
      for (const word of [...words.relevance, ...words.explanation]) expect(each.reply).toContain(word);
      for (const { text } of words.completeness.demands) expect(each.text).toContain(text);
      expect(words.relevance.length).toBeGreaterThan(0);
      expect(words.explanation.length).toBeGreaterThan(2);
      expect(words.timeliness).toBe(8);
    }
    const [lamp] = pairs;
    expect(decidingWords(lamp!, examineReply(lamp!)).relevance[0]).toMatch(/路灯|青石巷/u);
    const passed = { ...lamp!, reply: '您好，已转市政所处理。' };
    expect(decidingWords(passed, examineReply(passed)).completeness.passed_on).toEqual(['转市政所处理']);
    const demands = decidingWords(lamp!, examineReply(lamp!)).completeness.demands;
    expect(demands.map(demand => demand.answered > 0.3)).toEqual([true, true]);
  });
});

const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'messages_with_replies.jsonl');

test('on real letters each alteration moves the right part', context => {
  if (!existsSync(shared)) {
    console.log('skipped: no shared data');
    context.skip();
  }
  const rows = readFileSync(shared, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as { title: string; text: string; reply: string })
    .filter((_, at) => at % 6 === 1);
  for (const { name, pairs: taken, passed } of probeReplies(
    rows.map(row => pair(`${row.title}\n${row.text}`, row.reply)),
  )) {
    expect(passed / taken, name).toBeGreaterThan(name === 'padded_with_resolve' ? 0.9 : 0.945);
  }
});
