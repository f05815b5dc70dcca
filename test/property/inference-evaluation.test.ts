import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf } from '../../src/inference/agreement.js';
import { deletions } from '../../src/inference/faithfulness.js';
import { autoAccept, binsOf, calibrationError, precisionOfMostConfident } from '../../src/inference/reliability.js';
import { allRows, countsOf, f1sOf, isBare, isExact, tallyOf } from '../../src/inference/scores.js';

const themes = ['a', 'b', 'c', 'd'];
const labels = fc.uniqueArray(fc.constantFrom(...themes, 'unknown')).map(list => ({ themes: list }));
const pairs = fc.array(fc.tuple(labels, labels), { minLength: 1, maxLength: 30 });
const tag = fc.record({ confidence: fc.integer({ min: 0, max: 20 }).map(n => n / 20), isRight: fc.boolean() });

test('counts over any sample are those of looking at every row and theme', () => {
  fc.assert(
    fc.property(pairs, fc.infiniteStream(fc.nat()), (rows, numbers) => {
      const [gold, given] = [rows.map(row => row[0]), rows.map(row => row[1])];
      const tally = tallyOf(gold, given, themes);
      const sample = Int32Array.from(rows, () => numbers.next().value! % rows.length);
      const naive = themes.map(theme => {
        const has = (list: typeof gold, row: number) => list[row]!.themes.includes(theme);
        const count = (wanted: boolean, said: boolean) =>
          [...sample].filter(row => has(gold, row) === wanted && has(given, row) === said).length;
        return { tp: count(true, true), fp: count(false, true), fn: count(true, false) };
      });
      expect(countsOf(tally, sample)).toEqual(naive);
      const f1 = naive.map(({ tp, fp, fn }) => (2 * tp) / (2 * tp + fp + fn));
      const found = f1sOf(tally, [1, 2], sample);
      expect([...found.themes]).toEqual(f1);
      const counted = [f1[1]!, f1[2]!].filter(value => !Number.isNaN(value));
      expect(found.macro).toBeCloseTo(counted.reduce((sum, value) => sum + value, 0) / Math.max(1, counted.length));
      const total = (key: 'tp' | 'fp' | 'fn') => naive.reduce((sum, counts) => sum + counts[key], 0);
      expect(found.micro).toBeCloseTo((2 * total('tp')) / Math.max(1, 2 * total('tp') + total('fp') + total('fn')));
    }),
  );
});

test('a row is exact where the known themes are the same, bare where gold has none', () => {
  fc.assert(
    fc.property(pairs, rows => {
      const tally = tallyOf(
        rows.map(row => row[0]),
        rows.map(row => row[1]),
        themes,
      );
      const known = (row: { themes: readonly string[] }) => themes.filter(theme => row.themes.includes(theme)).join();
      for (const row of allRows(rows.length)) {
        expect(isExact(tally, row)).toBe(known(rows[row]![0]) === known(rows[row]![1]));
        expect(isBare(tally, row)).toBe(known(rows[row]![0]) === '');
      }
    }),
  );
});

test('reliability does not depend on the order of tags', () => {
  fc.assert(
    fc.property(fc.array(tag, { minLength: 1 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (tags, wanted) => {
      const turned = [...tags].reverse();
      expect(precisionOfMostConfident(turned, wanted)).toBeCloseTo(precisionOfMostConfident(tags, wanted)!, 10);
      expect(autoAccept(turned, wanted)).toEqual(autoAccept(tags, wanted));
      expect(binsOf(tags).reduce((sum, bin) => sum + bin.n, 0)).toBe(tags.length);
      expect(calibrationError(tags)).toBeGreaterThanOrEqual(0);
      expect(calibrationError(tags)).toBeLessThanOrEqual(1);
    }),
  );
});

test('auto-accept: precise enough, and no lower threshold is', () => {
  fc.assert(
    fc.property(fc.array(tag, { minLength: 1 }), tags => {
      const precisionAt = (threshold: number) => {
        const taken = tags.filter(each => each.confidence >= threshold);
        return taken.filter(each => each.isRight).length / taken.length;
      };
      const found = autoAccept(tags, 0.8);
      const good = [...new Set(tags.map(each => each.confidence))].filter(threshold => precisionAt(threshold) >= 0.8);
      if (!found) expect(good).toEqual([]);
      else {
        expect(found.threshold).toBe(Math.min(...good));
        expect(found.coverage).toBeCloseTo(
          tags.filter(each => each.confidence >= found.threshold).length / tags.length,
        );
        expect(found.precision).toBeCloseTo(precisionAt(found.threshold));
      }
    }),
  );
});

test('deletions keep the order of units, take as many as the evidence and leave the evidence alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), (length, x, y) => {
      const text = Array.from({ length }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');
      const start = x % length;
      const end = start + 1 + (y % (length - start));
      const [without, ...others] = deletions(text, [{ start, end }]);
      expect(without).toBe(text.slice(0, start) + text.slice(end));
      expect(others.length).toBe(Math.max(0, Math.min(12, length - 2 * (end - start) + 1)));
      expect(new Set(others).size).toBe(others.length);
      for (const other of others) {
        expect(other.length).toBe(length - (end - start));
        expect(other).toContain(text.slice(start, end));
        expect([...other].sort().join('')).toBe(other);
      }
    }),
  );
});

test('agreement is the same either way round, κ at most 1', () => {
  fc.assert(
    fc.property(pairs, rows => {
      const reader = (side: 0 | 1) =>
        new Map(rows.map((row, index) => [String(index), { themes: row[side].themes, polarity: null }]));
      const [one, two] = [agreementOf(reader(0), reader(1), themes), agreementOf(reader(1), reader(0), themes)];
      expect(one.pooled).toEqual(two.pooled);
      for (const [index, theme] of one.themes.entries()) {
        expect(theme.kappa).toEqual(two.themes[index]!.kappa);
        if (theme.kappa !== null) expect(theme.kappa).toBeLessThanOrEqual(1);
      }
      const same = agreementOf(reader(0), reader(0), themes);
      for (const theme of same.themes) expect([1, null]).toContain(theme.kappa);
    }),
  );
});
