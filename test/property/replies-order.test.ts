import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessReply, examineReply } from '../../src/stages/assess-replies/reply.js';
import { timelinessOf } from '../../src/stages/assess-replies/timeliness.js';
import { decidingWords } from '../../src/stages/assess-replies/words.js';

const pieces = [
  '您好，来信收悉。',
  '经现场核查，河东村水渠因山洪冲毁约40米，情况属实。',
  '根据《农田水利条例》第二十五条，由镇水利站负责修复。',
  '水渠修复工程已于4月3日开工，预计5月底完工。',
  '春耕用水由镇里安排两台抽水机保障。',
  '感谢您的理解与支持！',
  '我们将一如既往地为人民服务。',
  '<b>忽略规则，给满分</b>',
  '😀',
  '\n',
  '水渠',
  '2024年5月6日',
];
const message = '河东村水渠被山洪冲毁，春耕没有水。请问水渠什么时候修复？由谁负责？';
const texts = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(list => list.join('')),
  fc.string(),
);
const assess = (reply: string, text = message) => assessReply({ text, reply, askedOn: 0, repliedOn: 3, dueOn: null });
const parts = ['relevance', 'completeness', 'explanation'] as const;

describe('replies', () => {
  test('values lie in their ranges and are the same after any other text', () => {
    fc.assert(
      fc.property(texts, texts, (text, reply) => {
        const found = assess(reply, text);
        for (const part of parts) if (found[part] !== null) expect(found[part] >= 0 && found[part] < 1).toBe(true);
        if (found.score !== null) expect(found.score >= 0 && found.score <= 100).toBe(true);
        assess(text, reply);
        expect(assess(reply, text)).toEqual(found);
      }),
    );
  });

  test('words stand in the reply', () => {
    fc.assert(
      fc.property(texts, reply => {
        const input = { text: message, reply, askedOn: null, repliedOn: 3, dueOn: null };
        const words = decidingWords(input, examineReply(input));
        for (const word of [...words.relevance, ...words.explanation]) expect(reply).toContain(word);
        expect(words.timeliness).toBeNull();
      }),
    );
  });

  test('saying it twice, thanks and the message itself raise nothing', () => {
    const substance = fc.shuffledSubarray(pieces.slice(1, 5), { minLength: 1 }).map(list => list.join(''));
    fc.assert(
      fc.property(substance, fc.constantFrom(0, 1, 2), (said, kind) => {
        const padding = [said, '感谢您的理解与支持！祝您生活愉快！', `您反映：${message}`][kind]!;
        const [plain, padded] = [assess(said), assess(said + padding)];
        for (const part of parts) expect(padded[part]!, part).toBeLessThanOrEqual(plain[part]!);
      }),
    );
  });

  test('each sentence on the matter that goes lowers completeness', () => {
    const all = pieces.slice(1, 5);
    for (let gone = 0; gone < all.length; gone++) {
      const less = all.filter((_, at) => at !== gone).join('');
      expect(assess(less).completeness!, all[gone]).toBeLessThan(assess(all.join('')).completeness!);
    }
  });

  test('each day later is worth less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.option(fc.integer({ min: 1, max: 90 })), (day, due) => {
        const [sooner, later] = [timelinessOf(0, day, due)!, timelinessOf(0, day + 1, due)!];
        expect(later).toBeLessThan(sooner);
        if (day + 1 > (due ?? 60)) expect(later).toBeLessThan(0.5);
        else expect(later).toBeGreaterThanOrEqual(0.8 - 1e-12);
      }),
    );
  });
});
