import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { bestThreshold, fitPlatt } from '../../src/inference/calibration.js';
import { createClassifier } from '../../src/inference/classifier.js';
import { examplesOf, labelsOf, matrixOf, weightOf } from '../../src/inference/examples.js';
import { fitWeights, leanOnPolarity, score } from '../../src/inference/fit.js';
import { groupedFolds, parseGold } from '../../src/inference/gold.js';
import { LinearModel, loadLinear, packLinear, sigmoid } from '../../src/inference/linear.js';
import { CueRules, parseCues } from '../../src/inference/rules.js';
import { nestedHeaders, trainingDefaults, trainLinear } from '../../src/inference/training.js';

const taxonomy = parseTaxonomy(parse(readFileSync('pipelines/taxonomy.yaml', 'utf8')));
const rules = new CueRules(parseCues(parse(readFileSync('models/rules/cues.yaml', 'utf8')), taxonomy), taxonomy);
const synthetic = parseGold('synthetic', readFileSync('data/training/themes_synthetic.jsonl', 'utf8'));
const row = { text: '电话没人接', themes: ['unreachable'], polarity: 'dissatisfied' };

describe('gold', () => {
  test('near texts stay in one fold, in steps too', () => {
    const lines = [
      { ...row, id: 1, group: 'a' },
      { ...row, id: 2, group: 'b', gold_groups: ['a', 'c'] },
      { ...row, id: 3, group: 'c' },
      { ...row, id: 4, group: 'd' },
    ];
    const folds = groupedFolds(parseGold('gold', lines.map(line => JSON.stringify(line)).join('\n')), 2);
    expect(new Set(folds.slice(0, 3)).size).toBe(1);
    expect(folds[3]).not.toBe(folds[0]);
  });

  test('a bad line is named by number, never by its text', () => {
    const content = `${JSON.stringify({ ...row, id: 1 })}\n{"id": 2, "text": "某人的话"}`;
    expect(() => parseGold('gold.jsonl', content)).toThrow('gold.jsonl line 2');
    expect(() => parseGold('gold.jsonl', content)).not.toThrow('某人');
  });

  test('the words of evidence become examples of their own themes, in the fold of their text', () => {
    const [whole] = parseGold(
      'gold',
      JSON.stringify({
        ...row,
        id: 1,
        text: '电话没人接，还骂人',
        themes: ['unreachable', 'attitude_poor'],
        evidence: { unreachable: '电话没人接', attitude_poor: '骂人' },
        weight: 0.5,
        register: 'comment',
      }),
    );
    const examples = examplesOf([whole!], [3]);
    expect(examples.map(example => [example.text, ...example.themes, example.fold])).toEqual([
      ['电话没人接，还骂人', 'unreachable', 'attitude_poor', 3],
      ['电话没人接', 'unreachable', 3],
      ['骂人', 'attitude_poor', 3],
    ]);
    expect(weightOf(whole!)).toBe(1);
    expect(examples[1]!.weight).toBe(0.5);
  });
});

describe('calibration', () => {
  test('Platt finds the curve that made the labels', () => {
    const rows = Array.from({ length: 4000 }, (_, index) => {
      const logit = (index % 40) / 5 - 4;
      return { logit, isTrue: ((index * 7919) % 1000) / 1000 < sigmoid(0.5 * logit - 1), weight: 1 };
    });
    const { slope, offset } = fitPlatt(rows);
    expect(slope).toBeCloseTo(0.5, 1);
    expect(offset).toBeCloseTo(-1, 1);
  });

  test('the threshold lies between the last right and the first wrong score, few positives trust the pooled one', () => {
    const rows = [0.9, 0.8, 0.7, 0.3, 0.2].map((logit, index) => ({ logit, isTrue: index < 3, weight: 1 }));
    expect(bestThreshold(rows, 0.4, 0)).toBeCloseTo(0.5);
    expect(bestThreshold(rows, 0.4, 3)).toBeCloseTo(0.45);
  });
});

describe('linear model', () => {
  const output = (id: string) => ({ id, bias: 0, scale: 1, slope: 1, offset: 0, threshold: 0.5 });
  const header = { features: 2, themes: ['a', 'b', 'c'].map(output), polarities: ['d', 'e'].map(output) };
  const weights = { keys: Int32Array.of(-5, 9), rows: Int8Array.of(-127, 1, 2, 3, 127, 10, 20, 30, 40, -50) };

  test('sums over many features are exact, unknown ones weigh nothing', () => {
    for (const model of [new LinearModel(header, weights), loadLinear(header, packLinear(weights))]) {
      const grams = new Int32Array(2003).fill(-5, 0, 1000).fill(9, 1000, 2000).fill(77, 2000);
      const logits = new Float64Array(5);
      model.logits({ gramCount: grams.length, grams, namedCount: 0, named: new Int32Array(0) }, logits);
      const sums = [-127 + 10, 1 + 20, 2 + 30, 3 + 40, 127 - 50].map(sum => sum * 1000 * 0.15);
      for (const [index, sum] of sums.entries()) expect(logits[index]).toBeCloseTo(sum, 6);
      expect([0, 1, 2, 3, 4].map(each => model.weight(0, each))).toEqual([-127, 1, 2, 3, 127]);
      expect(model.weight(-1, 0)).toBe(0);
    }
  });
});

test('training on the written texts: same bytes twice, held-out logits for every row, and it learns', () => {
  const rows = synthetic.filter((_, index) => index % 5 === 0);
  const options = { ...trainingDefaults, folds: 3, epochs: 6, most: 4000 };
  const steps: string[] = [];
  const one = trainLinear(rows, taxonomy, rules, options, step => steps.push(step));
  const two = trainLinear(rows, taxonomy, rules, options);
  expect(Buffer.compare(Buffer.from(one.bytes), Buffer.from(two.bytes))).toBe(0);
  expect(one.header).toEqual(two.header);
  expect(steps).toHaveLength(4);
  expect(one.header.features).toBe(4000);
  expect(one.heldOut.logits).toHaveLength(rows.length);
  expect(one.heldOut.logits.every(logits => logits.length === 24 && logits.every(Number.isFinite))).toBe(true);
  const model = loadLinear(one.header, one.bytes);
  const classifier = createClassifier({ modelId: 'test', taxonomy, rules, linear: model });
  const right = rows.filter(each => {
    const found = new Set(classifier.classify(each.text).themes.map(theme => theme.theme));
    return each.themes.length > 0 && each.themes.every(theme => found.has(theme));
  });
  expect(right.length / rows.filter(each => each.themes.length > 0).length).toBeGreaterThan(0.5);
});

describe('praise', () => {
  const themes = taxonomy.themes.map(theme => theme.id);
  const remarks = parseGold('remarks', readFileSync('data/training/remarks.jsonl', 'utf8'));

  test('the remarks name known themes and quote their evidence', () => {
    expect(remarks.length).toBeGreaterThanOrEqual(700);
    expect(new Set(remarks.map(each => each.id)).size).toBe(remarks.length);
    expect(new Set(remarks.map(each => each.text)).size).toBe(remarks.length);
    for (const { id, text, themes: given, evidence = {} } of remarks) {
      expect(Object.keys(evidence), id).toEqual(given);
      expect(
        given.every(theme => themes.includes(theme)),
        id,
      ).toBe(true);
      for (const words of Object.values(evidence)) expect(text, id).toContain(words);
    }
  });

  test('a share of satisfied less dissatisfied leaves every theme, and no polarity', () => {
    const values = Float32Array.of(5, 7, 1, 3, 2, 0, 0, 4, 0, 0);
    const fit = leanOnPolarity({ outputs: 5, weights: values, biases: values.slice(0, 5) }, 0.5);
    expect([...fit.weights]).toEqual([4, 6, 1, 3, 2, 2, 2, 4, 0, 0]);
    expect([...fit.biases]).toEqual([4, 6, 1, 3, 2]);
    expect(values[0]).toBe(5);
  });

  test('praise without a theme pulls harder on a theme it shares words with; with a theme it does not', () => {
    const logit = (praised: readonly string[], praise: number) => {
      const rows = [
        { ...row, id: 1, themes: ['unreachable'] },
        { ...row, id: 2, themes: praised, polarity: 'satisfied' },
      ];
      const gold = parseGold('gold', rows.map(each => JSON.stringify(each)).join('\n'));
      const examples = examplesOf(gold, [0, 0]);
      const { matrix, keys } = matrixOf(examples, rules);
      const fit = fitWeights(matrix, labelsOf(examples, themes), Int32Array.of(0, 1), keys.length, {
        ...trainingDefaults,
        praise,
      });
      const logits = new Float64Array(fit.outputs);
      score(matrix, 0, fit.weights, fit.biases, logits);
      return logits[themes.indexOf('unreachable')]!;
    };
    expect(logit([], 5)).toBeLessThan(logit([], 1));
    expect(logit(['attitude_poor'], 5)).toBe(logit(['attitude_poor'], 1));
  });
});

test('a fold is judged by what the other folds say alone', () => {
  const rows = synthetic.filter((_, index) => index % 6 === 0);
  const options = { ...trainingDefaults, folds: 2, epochs: 2, most: 1000 };
  const flipped = (fold: number, folds: readonly number[]) =>
    rows.map((each, index) => (folds[index] === fold ? { ...each, themes: [] } : each));
  const { heldOut } = trainLinear(rows, taxonomy, rules, options);
  const { logits, folds, headers } = heldOut;
  const judged = (given: typeof rows, fold: number) => nestedHeaders(headers[0]!, given, logits, folds, 2)[fold]!;
  for (const fold of [0, 1]) {
    expect(judged(rows, fold)).toEqual(headers[fold]);
    expect(judged(flipped(fold, folds), fold)).toEqual(headers[fold]);
    expect(judged(flipped(1 - fold, folds), fold)).not.toEqual(headers[fold]);
  }
});
