import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import type { SourceRows } from '../../src/core/source.js';
import { delimitedRows, findDelimiter } from '../../src/input/delimited.js';
import { decodeText } from '../../src/input/encoding.js';
import { jsonlRows } from '../../src/input/jsonl.js';

const read = (text: string) => {
  const batches = [...delimitedRows([text])];
  return {
    numbers: batches.flatMap(batch => [...batch.numbers]),
    cells: batches.flatMap(batch => batch.cells.map(row => [...row])),
    faults: batches.flatMap(batch => [...batch.faults]),
  };
};

test('whatever is quoted comes back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '好', '"', ',', '\n', ' ') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }), rows => {
      const text = `a,b\n${rows.map(row => row.map(each => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')}`;
      expect(read(text).cells.slice(1)).toEqual(rows);
    }),
  );
});

test('an unclosed quote costs only its own line', () => {
  const { cells, faults, numbers } = read('k,v\n1,"no end\n2,"fine"\n\n3,"two\nlines"\n4,x');
  expect(faults).toEqual([null, 'unparseable_row', null, null, null, null]);
  expect(cells[2]).toEqual(['2', 'fine']);
  expect(cells[4]).toEqual(['3', 'two\nlines']);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
});

test('the delimiter is found, line ends may be either kind', () => {
  expect(findDelimiter('a\tb\tc\n1\t2\t3')).toBe('\t');
  expect(findDelimiter('a;b;c\n1;2;3')).toBe(';');
  expect(read('a,b\r\n1,2\r\n').cells).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('encodings are told by content', () => {
  const text = '信访件编号,评价内容\n1,态度很好';
  expect(decodeText(Buffer.from(text))).toEqual({ encoding: 'utf-8', text });
  expect(decodeText(Buffer.from(`\ufeff${text}`))).toEqual({ encoding: 'utf-8-bom', text });
  expect(decodeText(iconv.encode(text, 'gb18030'))).toEqual({ encoding: 'gb18030', text });
  expect(decodeText(iconv.encode(text, 'utf-16le', { addBOM: true })).text.replace('\ufeff', '')).toBe(text);
});

test('bytes wrong in the encoding cost only their row', () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n1,好\n2,'), Buffer.from([0xff, 0xfe]), Buffer.from('\n3,行\n')]);
  const { encoding, text } = decodeText(bytes);
  expect(encoding).toBe('utf-8');
  expect(read(text).faults).toEqual([null, null, 'bad_encoding', null]);
});

test('JSON lines become a table; a broken line is one row', () => {
  const [rows] = [...jsonlRows(() => ['{"id":1,"text":"好"}\n{oops\n{"id":2,"more":["a","b"]}\n'])] as [SourceRows];
  expect(rows.cells[0]).toEqual(['id', 'text', 'more']);
  expect(rows.cells.slice(1)).toEqual([['1', '好', ''], [], ['2', '', 'a,b']]);
  expect(rows.faults).toEqual([null, null, 'unparseable_row', null]);
});
