import { describe, expect, test } from 'vitest';
import { agreementOf, kappaOf } from '../../src/inference/agreement.js';
import { type Answer, answerOf, parseAnswers } from '../../src/inference/answers.js';
import { answersOfFolds, baselineOf, baselinesText, type Learner } from '../../src/inference/baselines.js';
import { learnBayes } from '../../src/inference/bayes.js';
import { compare } from '../../src/inference/comparison.js';
import { deletions, faithfulnessOf } from '../../src/inference/faithfulness.js';
import { type GoldRow, parseGold } from '../../src/inference/gold.js';
import { learnLogistic, learnNearest } from '../../src/inference/tf-idf.js';

const themes = ['a', 'b'];
const said = (given: readonly string[], polarity: Answer['polarity'] = 'neutral'): Answer => ({
  themes: given,
  polarity,
});

function gold(count: number, themesOf: (index: number) => readonly string[]): GoldRow[] {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ id: index, text: '文', themes: themesOf(index), polarity: 'neutral' }),
  );
  return parseGold('gold', lines.join('\n'));
}

describe('comparison', () => {
  const rows = gold(200, index => (index % 4 === 0 ? ['a'] : index % 4 === 1 ? ['b'] : []));
  const right = rows.map(row => said(row.themes));
  const half = rows.map((row, index) => said(index % 8 < 4 ? row.themes : ['a', 'b'], 'satisfied'));

  test('b against a: gains, loses, no difference', () => {
    const gains = compare(rows, half, right, themes);
    expect(gains.map(each => [each.measure, each.verdict])).toEqual([
      ['micro_f1', 'gains'],
      ['macro_f1', 'gains'],
      ['clean', 'gains'],
      ['polarity', 'gains'],
      ['exact', 'gains'],
    ]);
    const loses = compare(rows, right, half, themes);
    expect(loses.every(each => each.verdict === 'loses')).toBe(true);
    expect(loses[4]).toMatchObject({ a: 1, b: 0.5, difference: -0.5 });
    expect(loses[2]!.difference).toBeCloseTo(-0.5);
    expect(loses[3]).toMatchObject({ difference: -1, low: -1, high: -1 });
    for (const each of compare(rows, half, half, themes))
      expect(each).toMatchObject({ difference: 0, low: 0, high: 0, verdict: 'no_difference_shown' });
  });

  test('is paired: rows that both get wrong widen nothing', () => {
    const a = rows.map((row, index) => said(index < 100 ? ['a', 'b'] : row.themes));
    const b = a.map((each, index) => (index === 150 ? said(['a', 'b']) : each));
    const [, , , , exact] = compare(rows, a, b, themes);
    expect(exact!.difference).toBeCloseTo(-1 / 200);
    expect(exact!.low!).toBeGreaterThanOrEqual(-0.03);
    expect(exact!.high).toBeLessThanOrEqual(0);
    expect(exact!.verdict).toBe('no_difference_shown');
  });

  test('without a row that has no theme, clean cannot be told', () => {
    const full = gold(5, () => ['a']);
    const answers = full.map(row => said(row.themes));
    expect(compare(full, answers, answers, themes)[2]).toEqual({
      measure: 'clean',
      a: null,
      b: null,
      difference: null,
      low: null,
      high: null,
      verdict: 'no_difference_shown',
    });
  });
});

describe('agreement', () => {
  test('κ of the textbook: 20 both, 5 and 10 apart, 15 neither', () => {
    const of = (index: number, isSecond: boolean) =>
      said(index < 20 || (isSecond ? index >= 25 && index < 35 : index < 25) ? ['a'] : [], 'neutral');
    const map = (isSecond: boolean) =>
      new Map(Array.from({ length: 50 }, (_, index) => [String(index), of(index, isSecond)]));
    const found = agreementOf(map(false), map(true), themes);
    expect(found.themes[0]).toMatchObject({ a: 25, b: 30, both: 20, agreement: 0.7 });
    expect(found.themes[0]!.kappa).toBeCloseTo(0.4);
    expect(found.themes[0]!.prevalence).toBeCloseTo(0.55);
    expect(found.themes[1]).toMatchObject({ a: 0, b: 0, prevalence: 0, agreement: 1, kappa: null });
    expect(found.pooled.micro_f1).toBeCloseTo(40 / 55);
    expect(found.pooled.exact).toBeCloseTo(0.7);
    expect(found.pooled.polarity).toBe(1);
    expect(found.pooled.polarity_kappa).toBeNull();
    // Pooled over 100 decisions: agreement 0.85, chance (25 × 30 + 75 × 70) / 100².
    expect(found.pooled.kappa).toBeCloseTo((0.85 - 0.6) / 0.4);
  });

  test('rows are matched by id, the others counted; the order of a set does not matter', () => {
    const a = new Map([
      ['1', said(['a', 'b'])],
      ['2', said([])],
      ['9', said(['a'])],
    ]);
    const b = new Map([
      ['2', said([], null)],
      ['1', said(['b', 'a'], 'satisfied')],
    ]);
    const found = agreementOf(a, b, themes);
    expect(found).toMatchObject({ matched: 2, only_a: 1, only_b: 0 });
    expect(found.pooled).toMatchObject({ exact: 1, polarity: 0, micro_f1: 1, kappa: 1 });
    expect(agreementOf(a, new Map(), themes)).toMatchObject({ matched: 0, only_a: 3, pooled: { kappa: null } });
  });

  test('κ of three values', () => {
    expect(
      kappaOf([
        ['x', 'x'],
        ['y', 'y'],
        ['z', 'x'],
        ['x', 'y'],
      ]),
    ).toBeCloseTo((0.5 - 0.375) / 0.625);
  });
});

describe('answers', () => {
  test('gold lines and lines of classify read alike', () => {
    const lines = [
      { id: 1, text: '某人的话', themes: ['a'], polarity: 'dissatisfied' },
      { id: '2', themes: [{ theme: 'b', confidence: 0.5, evidence: [[0, 1]] }], polarity: 'neutral', abstain: null },
      { id: 3, themes: [] },
    ];
    expect(parseAnswers('x', `\ufeff${lines.map(line => JSON.stringify(line)).join('\r\n')}\n`)).toEqual(
      new Map([
        ['1', said(['a'], 'dissatisfied')],
        ['2', said(['b'])],
        ['3', said([], null)],
      ]),
    );
  });

  test.each([
    ['{"id": 1, "themes": "某人的话"}', 'x line 2: themes'],
    ['某人的话', 'x line 2: no JSON object'],
    ['{"id": "0", "themes": []}', 'x line 2: id: appears twice'],
  ])('%s is named by its line', (line, message) => {
    const content = `{"id": 0, "themes": []}\n${line}`;
    expect(() => parseAnswers('x', content)).toThrow(message);
    expect(() => parseAnswers('x', content)).not.toThrow('某人');
  });
});

describe('faithfulness', () => {
  const found = (start: number, end: number, theme = 'a') => ({
    ...answerOf({ themes: [], polarity: 'neutral', polarityConfidence: 1, subject: null, abstain: null }),
    themes: [{ theme, confidence: 0.9, target: 'handler' as const, evidence: [{ start, end }] }],
    polarity: 'neutral' as const,
    polarityConfidence: 1,
    subject: null,
    abstain: null,
  });
  /** Theme a wants 坏, theme b wants 慢; each further 差 adds a little to a. */
  const probabilities = async (texts: readonly string[]) =>
    texts.map(text =>
      Float32Array.of(
        0.1 + (text.includes('坏') ? 0.5 : 0) + (text.includes('差') ? 0.25 : 0),
        text.includes('慢') ? 0.8 : 0.2,
      ),
    );

  test('deletions: the evidence, then every other window of its length', () => {
    expect(deletions('abcdef', [{ start: 1, end: 3 }])).toEqual(['adef', 'bcef', 'abcf', 'abcd']);
    expect(
      deletions('abcdef', [
        { start: 1, end: 2 },
        { start: 4, end: 5 },
      ]),
    ).toEqual(['acdf', 'bdef', 'abef', 'abce']);
    expect(deletions('abcd', [{ start: 0, end: 3 }])).toEqual(['d']);
    expect(deletions('abcd', [{ start: 0, end: 9 }])).toEqual([]);
    const long = deletions('坏'.padEnd(200, '好'), [{ start: 0, end: 1 }]);
    expect(long).toHaveLength(13);
    expect(
      deletions('0123456789abcdefghijklmn', [{ start: 0, end: 1 }])
        .slice(1)
        .map(text => text.length),
    ).toEqual(new Array(12).fill(23));
    const [, first, ...rest] = deletions('0123456789abcdefghijklmn', [{ start: 0, end: 1 }]);
    expect(first).toBe('023456789abcdefghijklmn');
    expect(rest.at(-1)).toBe('0123456789abcdefghijklm');
  });

  test('faithful where the evidence matters most; ties are not; too long a piece is not compared', async () => {
    const texts = ['坏人差事多', '坏人差事多', '很慢很慢的', '坏坏差', '坏x'];
    const answers = [found(0, 1), found(2, 3), found(1, 2, 'b'), found(0, 2), found(0, 1)];
    const result = await faithfulnessOf(texts, answers, themes, probabilities);
    expect(result).toMatchObject({ tags: 5, compared: 4, faithful: 2, share: 0.5 });
    expect(result.by_theme).toEqual([
      { theme_id: 'a', compared: 3, share: 2 / 3 },
      { theme_id: 'b', compared: 1, share: 0 },
    ]);
    expect(result.mean_drop).toBeCloseTo((0.5 + 0.25 + 0 + 0.5) / 4, 5);
    expect(result.mean_other_drop).toBeCloseTo((0.25 + 0.5 + 0 + 0) / 4, 5);
  });

  test('nothing to compare', async () => {
    expect(await faithfulnessOf(['坏'], [found(0, 1)], themes, probabilities)).toEqual({
      tags: 1,
      compared: 0,
      faithful: 0,
      share: null,
      mean_drop: null,
      mean_other_drop: null,
      by_theme: [],
    });
  });
});

describe('baselines', () => {
  const words = [
    ['电话', '没人', '接'],
    ['拖延', '半年', '不办'],
    ['谢谢', '很', '满意'],
  ];
  const rows = Array.from({ length: 60 }, (_, index) => {
    const kind = index % 3;
    const line = {
      id: index,
      text: words[kind]!.join(''),
      themes: [['a'], ['b'], []][kind],
      polarity: kind === 2 ? 'satisfied' : 'dissatisfied',
    };
    return { row: parseGold('gold', JSON.stringify(line))[0]!, words: [...words[kind]!, `词${index % 7}`] };
  });

  test.each([
    ['Bayes', learnBayes],
    ['nearest', learnNearest],
    ['logistic', learnLogistic],
  ] as const)('%s learns what stands plainly there', (_, learn) => {
    const learned = learn(rows, themes);
    expect(learned(['电话', '接'])).toEqual({ themes: ['a'], polarity: 'dissatisfied' });
    expect(learned(['拖延', '不办', '生词'])).toEqual({ themes: ['b'], polarity: 'dissatisfied' });
    expect(learned(['谢谢', '满意'])).toEqual({ themes: [], polarity: 'satisfied' });
  });

  test('nearest without a common word says nothing', () => {
    expect(learnNearest(rows, themes)(['生词'])).toEqual({ themes: [], polarity: 'neutral' });
  });

  test('a fold is answered by what was learnt from the others', () => {
    const learnt: string[][] = [];
    const learn: Learner = seen => {
      learnt.push(seen.map(each => each.row.id));
      return () => said([String(learnt.length)]);
    };
    const answers = answersOfFolds(rows.slice(0, 4), [0, 1, 0, 2], themes, learn);
    expect(learnt).toEqual([
      ['1', '3'],
      ['0', '2', '3'],
      ['0', '1', '2'],
    ]);
    expect(answers.map(each => each.themes)).toEqual([['1'], ['2'], ['1'], ['3']]);
  });

  test('the table holds figures, no text', () => {
    const line = baselineOf(
      'right',
      rows.map(each => each.row),
      rows.map(each => said(each.row.themes, each.row.polarity)),
      themes,
    );
    const text = baselinesText([line], 'Measured on written rows.');
    expect(text).toContain('| right | 1.000 [1.000, 1.000] | 1.000 [1.000, 1.000] | 1.000 | 1.000 | 1.000 |');
    expect(text).not.toContain('电话');
  });
});
