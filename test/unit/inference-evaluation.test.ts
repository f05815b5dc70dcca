import { describe, expect, test } from 'vitest';
import type { Classification, Polarity, Span } from '../../src/core/classification.js';
import { evaluate, mistakesOf } from '../../src/inference/evaluation.js';
import { type GoldRow, parseGold } from '../../src/inference/gold.js';
import {
  autoAccept,
  binsOf,
  calibrationError,
  precisionOfMostConfident,
  reliabilityOf,
} from '../../src/inference/reliability.js';
import { f1sOf, intervalOf, resampled, tallyOf } from '../../src/inference/scores.js';
import { isSound, soundnessOf } from '../../src/inference/soundness.js';

type Tag = readonly [theme: string, confidence?: number, evidence?: readonly Span[], target?: 'handler' | 'policy'];

const themes = ['a', 'b', 'c'];
const span = (start: number, end: number): Span => ({ start, end });

function gold(lines: readonly Partial<Record<keyof GoldRow, unknown>>[]): GoldRow[] {
  const rows = lines.map((line, index) => ({
    id: `r${index}`,
    text: '电话没人接',
    themes: [],
    polarity: 'neutral',
    ...line,
  }));
  return parseGold('gold', rows.map(row => JSON.stringify(row)).join('\n'));
}

function answer(tags: readonly Tag[], rest: Partial<Classification> = {}): Classification {
  return {
    themes: tags.map(([theme, confidence = 0.9, evidence = [span(0, 2)], target = 'handler']) => ({
      theme,
      confidence,
      target,
      evidence,
    })),
    polarity: 'neutral' as Polarity,
    polarityConfidence: 1,
    subject: null,
    abstain: null,
    ...rest,
  };
}

describe('evaluation', () => {
  const rows = gold([
    { themes: ['a'], capability: 'plain', source: 's1', register: 'comment' },
    { themes: ['a', 'b'], capability: 'plain', source: 's2' },
    { themes: [], capability: 'praise', source: 's2', polarity: 'satisfied' },
    { themes: ['b'], capability: 'plain' },
    { themes: [] },
  ]);
  const answers = [
    answer([['a']]),
    answer([['a'], ['c']]),
    answer([], { abstain: 'no_content' }),
    answer([], { abstain: 'uncertain' }),
    answer([['c']]),
  ];
  const result = evaluate(rows, answers, themes);

  test('counts, precision, recall and F1 per theme', () => {
    expect(result.themes.map(({ theme_id, tp, fp, fn, tn }) => [theme_id, tp, fp, fn, tn])).toEqual([
      ['a', 2, 0, 0, 3],
      ['b', 0, 0, 2, 3],
      ['c', 0, 2, 0, 3],
    ]);
    expect(result.themes.map(theme => [theme.precision, theme.recall, theme.f1])).toEqual([
      [1, 1, 1],
      [null, 0, 0],
      [0, null, 0],
    ]);
    expect(evaluate(rows, answers, [...themes, 'd']).themes[3]).toMatchObject({ f1: null, f1_interval: null, tn: 5 });
  });

  test('rows: micro, clean, exact, polarity, slices, abstentions', () => {
    expect(result.micro_f1.value).toBeCloseTo(4 / 8);
    expect(result.clean).toBe(0.5);
    expect(result.exact).toBe(2 / 5);
    expect(result.polarity).toBe(4 / 5);
    expect(result.by_capability).toEqual([
      { name: 'plain', rows: 3, exact: 1 / 3, micro_f1: 4 / 7, polarity: 1 },
      { name: 'praise', rows: 1, exact: 1, micro_f1: null, polarity: 0 },
    ]);
    expect(result.by_source.map(slice => [slice.name, slice.rows, slice.exact])).toEqual([
      ['s1', 1, 1],
      ['s2', 2, 0.5],
    ]);
    expect(result.by_register.map(slice => [slice.name, slice.micro_f1])).toEqual([['comment', 1]]);
    expect(result.abstentions).toEqual([
      { reason: 'no_content', n: 1, right: 1 },
      { reason: 'uncertain', n: 1, right: 0 },
    ]);
  });

  test('confusions pair what was missed with what was given instead; errors are ids', () => {
    expect(result.confusions).toEqual([{ gold: 'b', given: 'c', rows: 1 }]);
    expect(result.errors).toEqual(['r1', 'r3', 'r4']);
    expect(mistakesOf(rows, answers, themes)).toEqual([
      { id: 'r1', missed: ['b'], extra: ['c'] },
      { id: 'r3', missed: ['b'], extra: [] },
      { id: 'r4', missed: [], extra: ['c'] },
    ]);
    expect(JSON.stringify(result)).not.toContain('电话');
  });

  test('macro-F1 is the mean over themes with ten positives, chosen on the whole set', () => {
    const many = gold([
      ...Array.from({ length: 10 }, () => ({ themes: ['a'] })),
      ...Array.from({ length: 9 }, () => ({ themes: ['b'] })),
    ]);
    const found = evaluate(
      many,
      many.map((_, index) => answer(index < 5 ? [['a']] : [])),
      themes,
    );
    expect(found.macro_themes).toBe(1);
    expect(found.macro_f1.value).toBeCloseTo(2 / 3);
    expect(found.macro_f1.low).toBeGreaterThan(0.2);
    expect(found.macro_f1.low).toBeLessThan(found.macro_f1.value);
    expect(found.macro_f1.high).toBeGreaterThan(found.macro_f1.value);
    expect(found.macro_f1.high).toBeLessThan(1);
  });

  test('themes outside the taxonomy count for nothing', () => {
    const found = evaluate(gold([{ themes: ['elsewhere'] }]), [answer([])], themes);
    expect(found).toMatchObject({ exact: 1, clean: 1, errors: [] });
  });

  test('target is judged on right tags of rows that name one', () => {
    const rows = gold([
      { themes: ['a', 'b'], target: 'policy' },
      { themes: ['a'], target: 'handler' },
      { themes: ['a'] },
    ]);
    const policy: Tag = ['a', 0.9, [span(0, 1)], 'policy'];
    const found = evaluate(
      rows,
      [answer([policy, ['b'], ['c', 0.9, [span(0, 1)], 'policy']]), answer([['a']]), answer([policy])],
      themes,
    );
    expect(found.target).toBeCloseTo(2 / 3);
  });

  test('a theme that a resample does not hold is no part of its macro-F1', () => {
    const tally = tallyOf([{ themes: ['a'] }, { themes: ['b'] }], [{ themes: ['a'] }, { themes: [] }], themes);
    expect(f1sOf(tally, [0, 1]).macro).toBe(0.5);
    expect(f1sOf(tally, [0, 1], Int32Array.of(0, 0)).macro).toBe(1);
    expect(f1sOf(tally, [1], Int32Array.of(0, 0)).macro).toBe(0);
  });
});

describe('resampling', () => {
  test('is seeded, with replacement, over all rows', () => {
    const samples = (seed: number) => resampled(50, 20, seed, sample => [...sample]);
    expect(samples(1)).toEqual(samples(1));
    expect(samples(1)).not.toEqual(samples(2));
    const all = samples(1);
    expect(new Set(all.flat()).size).toBe(50);
    expect(all.every(sample => new Set(sample).size < 50)).toBe(true);
  });

  test('the interval leaves out 2.5 % at either end, and what is undefined', () => {
    const samples = Array.from({ length: 1000 }, (_, index) => 999 - index);
    expect(intervalOf(500, [...samples, Number.NaN])).toEqual({ value: 500, low: 25, high: 974 });
    expect(intervalOf(3, [Number.NaN])).toEqual({ value: 3, low: 3, high: 3 });
  });

  test('the standard error of a share comes out of the interval', () => {
    const rows = gold(Array.from({ length: 400 }, () => ({ themes: ['a'] })));
    const found = evaluate(
      rows,
      rows.map((_, index) => answer(index % 2 === 0 ? [['a']] : [['b']])),
      ['a', 'b'],
    );
    // Micro-F1 is here the share of rows that are right: 0.5 with a standard error of 0.025.
    expect(found.micro_f1.value).toBeCloseTo(0.5);
    expect(found.micro_f1.low).toBeCloseTo(0.451, 1.7);
    expect(found.micro_f1.high).toBeCloseTo(0.549, 1.7);
  });
});

describe('reliability', () => {
  const tag = (confidence: number, isRight: boolean) => ({ confidence, isRight });

  test('bins of equal width hold mean confidence and share of right tags', () => {
    const bins = binsOf([tag(0.1, true), tag(0.19, false), tag(0.2, true), tag(1, true)]);
    expect(bins).toHaveLength(10);
    expect(bins.map(bin => bin.n)).toEqual([0, 2, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(bins[1]!.confidence).toBeCloseTo(0.145);
    expect(bins[1]!.right).toBe(0.5);
    expect(bins[0]).toEqual({ from: 0, to: 0.1, n: 0, confidence: null, right: null });
  });

  test('the calibration error weighs bins by their tags', () => {
    const tags = [tag(0.9, true), tag(0.9, false), tag(0.9, true), tag(0.3, false)];
    expect(calibrationError(tags)).toBeCloseTo((3 * Math.abs(0.9 - 2 / 3) + 0.3) / 4);
    expect(calibrationError([])).toBe(0);
  });

  test('precision of the most confident: rounded up, ties at the cut by their share', () => {
    const tags = [tag(0.2, false), tag(0.9, true), tag(0.8, false), tag(0.7, true), tag(0.1, false)];
    expect(precisionOfMostConfident(tags, 0.6)).toBeCloseTo(2 / 3);
    expect(precisionOfMostConfident(tags, 0.3)).toBeCloseTo(1 / 2);
    const ties = [tag(0.5, true), tag(0.5, false), tag(0.5, false), tag(0.5, false)];
    expect(precisionOfMostConfident(ties, 0.5)).toBeCloseTo(0.25);
    expect(precisionOfMostConfident([], 0.6)).toBeNull();
  });

  test('auto-accept takes the lowest threshold with the precision wanted', () => {
    const tags = [
      tag(0.95, true),
      tag(0.9, false),
      ...Array.from({ length: 18 }, () => tag(0.8, true)),
      tag(0.4, false),
      tag(0.3, false),
    ];
    expect(autoAccept(tags, 0.95)).toEqual({
      precision_wanted: 0.95,
      threshold: 0.8,
      precision: 0.95,
      coverage: 20 / 22,
    });
    expect(autoAccept([tag(0.9, false)], 0.95)).toBeNull();
    expect(reliabilityOf(tags)).toMatchObject({ tags: 22, most_confident: { share: 0.6 } });
  });
});

describe('evidence', () => {
  test.each([
    [[span(0, 3)], true],
    [[], false],
    [[span(2, 2)], false],
    [[span(-1, 2)], false],
    [[span(0, 4)], false],
    [[span(0, 1), span(2, 9)], false],
    [[span(0.5, 2)], false],
  ] as const)('%j in three units: %s', (evidence, sound) => {
    expect(isSound(evidence, '三个字')).toBe(sound);
  });

  test('meets the places expected and the gold words of its theme, right tags only', () => {
    const rows = gold([
      { text: '电话没人接，还骂人', themes: ['a'], expect_evidence: [[2, 5]] },
      { text: '骂人，又骂人，电话', themes: ['a', 'b'], evidence: { a: '骂人', b: '没有这话' } },
    ]);
    const found = soundnessOf(rows, [
      answer([
        ['a', 1, [span(0, 2), span(4, 6)]],
        ['b', 1, [span(2, 5)]],
      ]),
      answer([
        ['a', 1, [span(5, 6)]],
        ['b', 1, [span(0, 2)]],
      ]),
    ]);
    expect(found).toMatchObject({
      tags: 4,
      sound: 1,
      meets_expected: { n: 1, share: 1 },
      meets_words: { n: 1, share: 1 },
    });
    expect(found.covers).toBeCloseTo((4 / 9 + 3 / 9 + 1 / 9 + 2 / 9) / 4);
    const beside = soundnessOf(rows.slice(0, 1), [answer([['a', 1, [span(0, 2), span(5, 6)]]])]);
    expect(beside.meets_expected).toEqual({ n: 1, share: 0 });
    const after = soundnessOf(rows.slice(1), [answer([['a', 1, [span(2, 4), span(6, 9)]]])]);
    expect(after.meets_words).toEqual({ n: 1, share: 0 });
  });
});
