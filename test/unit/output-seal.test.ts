import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { packPart, seal, timelessParts, zipParts } from '../../src/output/seal.js';
import { escapeXml, xmlText } from '../../src/output/xml-text.js';
import { inZones } from '../support/zones.js';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const core = (created: string) =>
  `<cp:coreProperties><dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created>` +
  `<dcterms:modified xsi:type="dcterms:W3CDTF">${created}</dcterms:modified></cp:coreProperties>`;

function document(created: string, mtime: string): Uint8Array {
  const parts = {
    'word/document.xml': encode('<w:document>民声</w:document>'),
    'docProps/core.xml': encode(core(created)),
    '_rels/.rels': encode('<Relationships/>'),
    '[Content_Types].xml': encode('<Types/>'),
  };
  return zipSync(parts, { mtime: new Date(mtime) });
}

describe('seal', () => {
  test('the time of packing leaves no trace', () => {
    const first = seal(document('2025-07-01T08:00:00Z', '2025-07-01T08:00:00'), 20_269);
    const second = seal(document('2026-01-09T23:59:59Z', '2026-01-09T23:59:58'), 20_269);
    expect(Buffer.compare(first, second)).toBe(0);
    const text = decode(unzipSync(first)['docProps/core.xml']);
    expect(text).toBe(core('2025-06-30T00:00:00Z'));
    expect(decode(unzipSync(first)['word/document.xml'])).toContain('民声');
  });

  test('the same bytes in any time zone', async () => {
    const offsets = await inZones(() => new Date(0).getTimezoneOffset());
    expect(new Set(offsets).size).toBe(4);
    const all = await inZones(() => seal(document('2025-07-01T08:00:00Z', '2025-07-01T08:00:00'), 20_269));
    for (const bytes of all) expect(Buffer.compare(bytes, all[0]!)).toBe(0);
  });

  test('content types come first, the rest by name', () => {
    const names = Object.keys(unzipSync(seal(document('2025-07-01T08:00:00Z', '2025-07-01T08:00:00'), 0)));
    expect(names).toEqual(['[Content_Types].xml', '_rels/.rels', 'docProps/core.xml', 'word/document.xml']);
  });

  test('parts packed before serve any number of archives', () => {
    const part = packPart('a.xml', encode('shared'));
    const archives = ['one', 'two'].map(text => zipParts([packPart('b.xml', encode(text), 1), part]));
    const read = archives.map(bytes => unzipSync(bytes));
    expect(read.map(entries => decode(entries['a.xml']))).toEqual(['shared', 'shared']);
    expect(read.map(entries => decode(entries['b.xml']))).toEqual(['one', 'two']);
  });

  test('a document without core properties keeps its parts', () => {
    expect([...timelessParts(zipSync({ 'x.xml': encode('x') }), 0).keys()]).toEqual(['x.xml']);
  });
});

describe('text in XML', () => {
  test('escapes what XML reserves, drops what it forbids', () => {
    expect(escapeXml('a<b>&"c"\u0007\u000b')).toBe('a&lt;b&gt;&amp;"c"');
    expect(xmlText('半\ud83d个😀行\n制表\t\uffff')).toBe('半个😀行\n制表\t');
  });

  test('what is left is well formed and loses no printable text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const kept = xmlText(text);
        expect(kept).not.toMatch(/\p{Cs}|[\ufffe\uffff]/u);
        expect(xmlText(kept)).toBe(kept);
        expect(kept.replace(/[\t\n\r]/g, '')).toBe(text.replace(/\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, ''));
      }),
      { numRuns: 50 },
    );
  });
});
