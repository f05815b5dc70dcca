import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { cardText, type ModelCard } from '../../src/inference/card.js';
import { type EncoderCard, encoderCardText } from '../../src/inference/encoder-card.js';
import { parseGold } from '../../src/inference/gold.js';
import { type SubjectCard, subjectCardText } from '../../src/inference/subject-card.js';

const models = join(import.meta.dirname, '..', '..', 'models');
const read = (...parts: string[]) => readFileSync(join(models, ...parts), 'utf8');
const taxonomy = parseTaxonomy(parse(read('..', 'pipelines', 'taxonomy.yaml')));
const names = new Map(taxonomy.themes.map(theme => [theme.id, theme.zh]));
const linear = JSON.parse(read('linear', 'card.json')) as ModelCard;
const encoder = JSON.parse(read('encoder', 'card.json')) as EncoderCard;

test('card.md of each model is what its card.json gives', () => {
  expect(cardText(linear, names)).toBe(read('linear', 'card.md'));
  expect(encoderCardText(encoder, names)).toBe(read('encoder', 'card.md'));
  const subject = JSON.parse(read('subject', 'card.json')) as SubjectCard;
  expect(subjectCardText(subject)).toBe(read('subject', 'card.md'));
});

test('both theme models know the themes of the taxonomy, in its order', () => {
  const ids = taxonomy.themes.map(theme => theme.id);
  for (const card of [linear, encoder]) {
    expect(card.header.themes.map(theme => theme.id)).toEqual(ids);
    expect(card.themes.map(theme => theme.theme_id)).toEqual(ids);
  }
});

test('sensitivity and specificity counts are those of the rows measured', () => {
  for (const theme of encoder.themes) {
    expect(theme.sensitivity_n + theme.specificity_n).toBe(encoder.held_out);
    expect(theme.sensitivity_x).toBeLessThanOrEqual(theme.sensitivity_n);
    expect(theme.recall).toBeCloseTo(theme.sensitivity_x / theme.sensitivity_n, 9);
  }
});

test('the encoder is small, its pieces are as many as its card says, and the held-out rows are named', () => {
  expect(statSync(join(models, 'encoder', 'onnx', 'model_quantized.onnx')).size).toBeLessThan(18_000_000);
  expect(read('encoder', 'pieces.txt').trimEnd().split('\n')).toHaveLength(encoder.header.pieces);
  const ids = read('encoder', 'held-out.txt').trimEnd().split('\n');
  expect(new Set(ids).size).toBe(encoder.held_out);
});

test('labels of public texts hold no text', () => {
  const labels = read('..', 'data', 'training', 'labels.jsonl').trimEnd().split('\n');
  const ids = new Set(taxonomy.themes.map(theme => theme.id));
  for (const line of labels) {
    const { key, themes, polarity, weight, evidence, ...rest } = JSON.parse(line);
    expect(rest).toEqual({});
    expect(key).toMatch(/^[0-9a-f]{16}$/u);
    expect(themes.every((theme: string) => ids.has(theme))).toBe(true);
    expect(['dissatisfied', 'satisfied', 'neutral']).toContain(polarity);
    expect(weight).toBeGreaterThan(0);
    for (const span of Object.values(evidence)) expect(span).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Object.keys(evidence).every(theme => themes.includes(theme))).toBe(true);
  }
});

test('written training texts: ids are unique, evidence is verbatim, themes are those of the taxonomy', () => {
  const ids = new Set<string>();
  for (const file of ['themes_synthetic.jsonl', 'remarks.jsonl', 'comments.jsonl']) {
    for (const row of parseGold(file, read('..', 'data', 'training', file))) {
      expect(ids.has(row.id), row.id).toBe(false);
      ids.add(row.id);
      expect(
        row.themes.every(theme => names.has(theme)),
        row.id,
      ).toBe(true);
      for (const [theme, words] of Object.entries(row.evidence ?? {})) {
        expect(row.themes, row.id).toContain(theme);
        expect(row.text, row.id).toContain(words);
      }
    }
  }
  expect(ids.size).toBeGreaterThan(5000);
});
