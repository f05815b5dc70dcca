import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimitedRows } from '../../src/input/delimited.js';

const rowsOf = (pieces: readonly string[]) => {
  const batches = [...delimitedRows(pieces)];
  return {
    numbers: batches.flatMap(batch => batch.numbers),
    cells: batches.flatMap(batch => batch.cells),
    faults: batches.flatMap(batch => batch.faults),
  };
};

/** Every record beyond the first 64 Ki characters is read across pieces. */
const padding = `${'x'.repeat(3300)},b\n`.repeat(20);

test('where the pieces of a text end makes no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '好', '"', ',', '\n', '\r', ' '), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.array(fc.nat({ max: 40 }), { maxLength: 6 }), (tail, cuts) => {
      const places = [0, ...cuts.map(cut => Math.min(cut, tail.length)).sort((a, b) => a - b), tail.length];
      const pieces = places.slice(1).map((end, index) => tail.slice(places[index], end));
      const [cut, whole] = [rowsOf([padding, ...pieces]), rowsOf([padding + tail])];
      for (const key of ['numbers', 'cells', 'faults'] as const) {
        expect(cut[key].slice(19)).toEqual(whole[key].slice(19));
      }
    }),
    { numRuns: 60 },
  );
});

test('a quoted field or a record without end costs itself only, in bounded memory', () => {
  const long = 'x'.repeat(1 << 20);
  const open = rowsOf(['a,b\n1,"', long, long, '\n2,3\n']);
  expect(open.cells).toEqual([['a', 'b'], [], ['2', '3']]);
  expect(open.faults).toEqual([null, 'unparseable_row', null]);
  const endless = rowsOf(['a,b\n1,', long, long, long, long, long, long, '\r', '\n2,3\n4,5']);
  expect(endless.cells).toEqual([['a', 'b'], [], ['2', '3'], ['4', '5']]);
  expect(endless.faults).toEqual([null, 'unparseable_row', null, null]);
  expect(endless.numbers).toEqual([1, 2, 3, 4]);
});
