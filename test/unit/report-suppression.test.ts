import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { officeReport } from '../../src/output/report-office.js';
import { unitEditions } from '../../src/output/unit-editions.js';
import { hiddenCounts, hiddenRatios } from '../../src/output/unit-suppression.js';
import { settings, taxonomy } from '../support/report-settings.js';
import { inventedSource } from '../support/report-source.js';

const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 20 });
const ratios = fc.array(
  fc.integer({ min: 0, max: 60 }).chain(n => fc.integer({ min: 0, max: n }).map(x => ({ x, n }))),
  { minLength: 2, maxLength: 20 },
);
const isSmall = (count: number) => count >= 1 && count <= 4;

describe('counts of one column', () => {
  test('1 to 4 are hidden, and nothing is where none is small', () => {
    expect(hiddenCounts([1, 30, 4, 12])).toEqual([true, false, true, false]);
    expect(hiddenCounts([1, 30, 1, 12])).toEqual([true, false, true, true]);
    expect(hiddenCounts([0, 5, 30])).toEqual([false, false, false]);
  });

  test('one small count alone takes the smallest other with it', () => {
    expect(hiddenCounts([3, 40, 9, 0])).toEqual([true, false, true, false]);
  });

  test('what the total leaves open is never one value', () => {
    fc.assert(
      fc.property(counts, column => {
        const hidden = hiddenCounts(column);
        const cells = column.filter((_, index) => hidden[index]);
        const sum = cells.reduce((total, count) => total + count, 0);
        for (const [index, count] of column.entries()) {
          if (!isSmall(count)) continue;
          expect(hidden[index]).toBe(true);
          // The reader knows the sum of the hidden cells; a second cell, or the possibility of one, can take any of it.
          expect(cells.length).toBeGreaterThanOrEqual(2);
          expect(sum).toBeGreaterThanOrEqual(
            Math.min(
              4,
              column.reduce((total, each) => total + each, 0),
            ),
          );
        }
      }),
    );
  });
});

describe('rates of one definition', () => {
  test('fewer than ten cases, 1–4 successes and 1–4 failures are hidden', () => {
    const cells = [
      { x: 9, n: 9 },
      { x: 3, n: 50 },
      { x: 47, n: 50 },
      { x: 25, n: 50 },
      { x: 20, n: 50 },
    ];
    const hidden = hiddenRatios(cells, hiddenCounts(cells.map(cell => cell.n)));
    expect(hidden.slice(0, 3)).toEqual([true, true, true]);
  });

  test('neither successes nor failures follow from the totals and the cases', () => {
    fc.assert(
      fc.property(ratios, cells => {
        const hiddenN = hiddenCounts(cells.map(cell => cell.n));
        const hidden = hiddenRatios(cells, hiddenN);
        // The reader knows the totals and every n that is shown; a hidden n may be all that the hidden ones hold.
        const allHidden = cells.reduce((sum, cell, index) => sum + (hiddenN[index] ? cell.n : 0), 0);
        const atMost = cells.map((cell, index) => (hiddenN[index] ? allHidden : cell.n));
        for (const side of [cells.map(cell => cell.x), cells.map(cell => cell.n - cell.x)]) {
          const left = side.reduce((sum, count, index) => sum + (hidden[index] ? count : 0), 0);
          const room = atMost.reduce((sum, most, index) => sum + (hidden[index] ? most : 0), 0);
          for (const [index, count] of side.entries()) {
            if (!isSmall(count)) continue;
            expect(hidden[index]).toBe(true);
            // Where no other unit has a case, its total is that unit's own number.
            if (atMost.every((most, other) => other === index || most === 0)) continue;
            const lowest = Math.max(0, left - (room - atMost[index]!));
            const highest = Math.min(atMost[index]!, left);
            expect(highest).toBeGreaterThan(lowest);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('unit editions', () => {
  const source = inventedSource(taxonomy);
  const editions = unitEditions(officeReport(source, settings), source, taxonomy);

  test('one for every unit, naming no other', () => {
    expect(editions.map(edition => edition.unitId).sort()).toEqual(source.units.map(unit => unit.unit_id).sort());
    for (const edition of editions) {
      const text = JSON.stringify(edition);
      for (const unit of source.units) {
        if (unit.unit_id !== edition.unitId) expect(text).not.toContain(unit.name);
      }
    }
  });

  test('no text of a comment, no red flag', () => {
    const text = JSON.stringify(editions);
    for (const passage of source.passages) expect(text).not.toContain(passage.text.slice(0, 8));
    for (const theme of taxonomy.themes.filter(each => each.red_flag)) expect(text).not.toContain(theme.zh);
  });

  test('no shown cell holds a small count or rests on fewer than ten cases', () => {
    for (const { counts: numbers, rates, themes } of editions) {
      for (const { cell } of numbers) if (cell.kind === 'shown') expect(isSmall(cell.count)).toBe(false);
      for (const { cell } of [...rates, ...themes]) {
        if (cell.kind !== 'shown') continue;
        expect(cell.denominator).toBeGreaterThanOrEqual(10);
        expect(isSmall(cell.numerator) || isSmall(cell.denominator - cell.numerator)).toBe(false);
      }
    }
  });

  test('a rolling count is shown in no edition', () => {
    const cells = editions.map(edition => edition.rates.find(rate => rate.definitionId === 'backlog_resolution')!.cell);
    expect(cells.some(cell => cell.kind === 'shown')).toBe(false);
  });

  test('words tell a difference without its size', () => {
    for (const { rates, themes } of editions) {
      for (const { words } of [...rates, ...themes]) expect(words).not.toMatch(/\d/u);
    }
  });
});
