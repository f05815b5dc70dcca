import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { createClassifier } from '../../src/inference/classifier.js';
import { loadLinear } from '../../src/inference/linear.js';
import { passagesOf } from '../../src/inference/passages.js';
import { CueRules, parseCues } from '../../src/inference/rules.js';

const taxonomy = parseTaxonomy(parse(readFileSync('pipelines/taxonomy.yaml', 'utf8')));
const rules = new CueRules(parseCues(parse(readFileSync('models/rules/cues.yaml', 'utf8')), taxonomy), taxonomy);
const card = JSON.parse(readFileSync('models/linear/card.json', 'utf8'));
const weights = new Uint8Array(inflateRawSync(readFileSync('models/linear/weights.bin')));
const models = [loadLinear(card.header, weights), null].map(linear =>
  createClassifier({ modelId: 'any', taxonomy, rules, linear }),
);

/** Words that make tags, marks, gaps, glosses, entities, traditional and wide characters, emoji, halves of pairs. */
const piece = fc.oneof(
  fc.constantFrom(
    '互相推诿',
    '態度惡劣',
    '没有解决',
    '至今未答复',
    '无人接听',
    '没有',
    '物业',
    '请问',
    '業(yè)主',
    '&nbsp;',
  ),
  fc.constantFrom('，', '。', '　', '\n', '👍', '\ud83d', '\ude00', 'ＡＢ', '12345', '<b>', '〔姓名〕'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''));

test('evidence is never empty, in order, inside the text, and cuts no surrogate pair', () => {
  fc.assert(
    fc.property(text, given => {
      for (const model of models) {
        for (const theme of model.classify(given).themes) {
          expect(theme.evidence.length).toBeGreaterThan(0);
          let before = -1;
          for (const { start, end } of theme.evidence) {
            expect(start).toBeGreaterThan(before);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(given.length);
            for (const at of [start, end]) expect(isInsidePair(given, at)).toBe(false);
            before = end;
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('an answer does not depend on what was asked before', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      for (const model of models) {
        const first = JSON.stringify(model.classify(one));
        model.classify(other);
        expect(JSON.stringify(model.classify(one))).toBe(first);
      }
    }),
    { numRuns: 100 },
  );
});

test('abstain is set exactly where there is no theme; probabilities lie in 0–1', () => {
  fc.assert(
    fc.property(text, given => {
      for (const model of models) {
        const answer = model.classify(given);
        expect(answer.abstain === null).toBe(answer.themes.length > 0);
        for (const share of [answer.polarityConfidence, ...answer.themes.map(theme => theme.confidence)]) {
          expect(share >= 0 && share <= 1).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('passages cover a text without gap or overlap', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 400 }), pieces => {
      const given = pieces.join('');
      let at = 0;
      for (const { start, end } of passagesOf(given)) {
        expect(start).toBe(at);
        at = end;
      }
      expect(at).toBe(given.length);
    }),
    { numRuns: 100 },
  );
});

function isInsidePair(given: string, at: number): boolean {
  const isHigh = at > 0 && given.charCodeAt(at - 1) >= 0xd800 && given.charCodeAt(at - 1) <= 0xdbff;
  return isHigh && given.charCodeAt(at) >= 0xdc00 && given.charCodeAt(at) <= 0xdfff;
}
