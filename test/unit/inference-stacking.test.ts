import { describe, expect, test } from 'vitest';
import { generator } from '../../src/inference/generator.js';
import { sigmoid } from '../../src/inference/linear.js';
import { type StackedRow, stack } from '../../src/inference/stacking.js';

/** Rows whose labels follow a known mixture of the two logits. */
function planted(count: number, offset: readonly number[]): StackedRow[] {
  const random = generator(5);
  return Array.from({ length: count }, () => {
    const encoder = offset.map(() => 8 * random() - 5);
    const linear = offset.map(() => 6 * random() - 4);
    const labels = offset.map((own, theme) => random() < sigmoid(0.8 * encoder[theme]! + 0.3 * linear[theme]! + own));
    const polarity = random() < 0.5 ? 0 : 2;
    const scores = [polarity === 0 ? 2 : 0, 0, polarity === 2 ? 2 : 0];
    return { encoder, linear, labels, polarity, encoderPolarity: scores, linearPolarity: [0, 0, 0], weight: 1 };
  });
}

describe('stacking', () => {
  const header = stack(['a', 'b'], planted(6000, [0.5, -1]), 9);

  test('finds the mixture that made the labels', () => {
    const [a, b] = header.themes;
    expect(a!.encoder).toBeCloseTo(0.8, 1);
    expect(a!.linear).toBeCloseTo(0.3, 1);
    expect(a!.encoder).toBe(b!.encoder);
    expect(a!.offset - b!.offset).toBeCloseTo(1.5, 0.5);
  });

  test('a logit that says nothing gets no say', () => {
    const random = generator(1);
    const rows = planted(3000, [0]).map(row => ({ ...row, linear: [random() * 10] }));
    expect(stack(['a'], rows, 9).themes[0]!.linear).toBeLessThan(0.06);
  });

  test('polarity leans on the model that knows it', () => {
    expect(header.polarity.encoder).toBeGreaterThan(header.polarity.linear);
  });

  test('thresholds lie between 0 and 1; the same rows give the same header', () => {
    for (const theme of header.themes) {
      expect(theme.threshold).toBeGreaterThan(0.05);
      expect(theme.threshold).toBeLessThan(0.95);
    }
    expect(stack(['a', 'b'], planted(6000, [0.5, -1]), 9)).toEqual(header);
  });
});
