import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateSubjects } from '../../src/inference/subject-evaluation.js';
import { loadSubjects } from '../../src/inference/subject-model.js';

const card = JSON.parse(readFileSync('models/subject/card.json', 'utf8'));
const bytes = new Uint8Array(inflateRawSync(readFileSync('models/subject/weights.bin')));
const ids: string[] = card.header.subjects.map((subject: { id: string }) => subject.id);
const words = fc.array(
  fc.constantFrom('学校', '工资', '废气', '，', '\n', '医院', '公交', '物业', '超市', 'abc', '99', '很好'),
  {
    maxLength: 60,
  },
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  words.map(each => each.join('')),
);

test('any text gives one of the subjects with a probability, or null; the same from a fresh model', () => {
  const model = loadSubjects(card, bytes);
  fc.assert(
    fc.property(texts, text => {
      const answer = model.subject(text);
      expect(model.subject(text)).toEqual(answer);
      if (answer === null) return;
      expect(ids).toContain(answer.id);
      expect(answer.confidence).toBeGreaterThanOrEqual(1 / ids.length);
      expect(answer.confidence).toBeLessThanOrEqual(1);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('punctuation, letter case and full width do not change an answer', () => {
  const model = loadSubjects(card, bytes);
  fc.assert(
    fc.property(words, each => {
      const text = each.join('');
      const answer = model.subject(text);
      expect(model.subject(text.replaceAll('，', '！。'))).toEqual(answer);
      expect(model.subject(text.replaceAll('abc', 'ＡＢＣ'))).toEqual(answer);
      expect(model.subject(`  ${text}。。。`)).toEqual(answer);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('answers equal to the gold ones measure 1, none measure 0', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 }), subjects => {
      const rows = subjects.map((subject, at) => ({ id: String(at), text: '', subject }));
      const right = rows.map(row => ({ id: row.subject, confidence: 1 }));
      expect(evaluateSubjects(rows, right).macro_f1.value).toBe(1);
      expect(evaluateSubjects(rows, right).errors).toEqual([]);
      const none = evaluateSubjects(
        rows,
        rows.map(() => null),
      );
      expect(none.macro_f1.value).toBe(0);
      expect(none.unanswered).toBe(rows.length);
    }),
    { seed: 5, numRuns: 50 },
  );
});
