import { type Content, headOf, Unreadable } from './content.js';
import { decodedPieces, type Encoding, findEncoding } from './encoding.js';
import { startsWithObject } from './jsonl.js';

/** What a file is by its bytes. */
export type Kind = 'zip' | 'compound' | 'parquet' | 'arrow' | 'text';
export type TextKind = 'delimited' | 'jsonl' | 'document' | 'html' | 'spreadsheet';

const marks: readonly (readonly [mark: string, kind: Kind])[] = [
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['d0cf11e0a1b11ae1', 'compound'],
  ['09080', 'compound'],
  ['090004', 'compound'],
  ['090206', 'compound'],
  ['090406', 'compound'],
  ['50415231', 'parquet'],
  ['4152524f5731', 'arrow'],
  ['ffffffff', 'arrow'],
];

const foreign: readonly (readonly [mark: string, name: string])[] = [
  ['25504446', 'PDF file'],
  ['1f8b', 'gzip file'],
  ['377abcaf271c', '7z archive'],
  ['526172211a07', 'RAR archive'],
  ['425a68', 'bzip2 file'],
  ['fd377a585a00', 'xz file'],
  ['28b52ffd', 'zstd file'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
  ['7f454c46', 'program'],
  ['53514c69746520666f726d6174', 'SQLite database'],
  ['46454131', 'Feather file of version 1'],
  ['50415245', 'encrypted Parquet file'],
];

/** @throws Unreadable for an empty file and for kinds that are known but not read. */
export function kindOf(content: Content): Kind {
  if (content.size === 0) throw new Unreadable('empty file');
  const head = Buffer.from(headOf(content, 16).subarray(0, 16)).toString('hex');
  const kind = marks.find(([mark]) => head.startsWith(mark))?.[1];
  if (kind) return kind;
  const other = foreign.find(([mark]) => head.startsWith(mark))?.[1];
  if (other) throw new Unreadable(`${other}, which is not read`);
  return 'text';
}

/**
 * What a text is by how it begins; the name decides only whether a broken text was meant to be JSON.
 * @throws Unreadable for what is no text.
 */
export function textKindOf(content: Content, name: string): { kind: TextKind; encoding: Encoding } {
  const encoding = findEncoding(content);
  let head = '';
  for (const piece of decodedPieces(content, encoding)) {
    head += piece;
    if (head.length >= sampleLength) break;
  }
  if (isBinary(head.slice(0, sampleLength))) throw new Unreadable('binary content');
  return { encoding, kind: kindOfText(head.trimStart(), name.toLowerCase()) };
}

const sampleLength = 1 << 16;

function kindOfText(head: string, name: string): TextKind {
  if (head.startsWith('<')) {
    if (/^<\?xml[\s\S]{0,4096}urn:schemas-microsoft-com:office:spreadsheet/iu.test(head)) return 'spreadsheet';
    if (/<(?:!doctype html|html|table|head|body|meta|style|div)[\s>]/iu.test(head)) return 'html';
  }
  if (/^MIME-Version:/iu.test(head)) throw new Unreadable('web archive (MHTML), which is not read: save it as XLSX');
  if (/\.(?:jsonl|ndjson)$/u.test(name) || (startsWithObject(head) && head.trimEnd().includes('\n'))) return 'jsonl';
  if (/^(?:\[\s*[[{\]]|\{\s*["}])/u.test(head)) return 'document';
  return name.endsWith('.json') ? 'jsonl' : 'delimited';
}

/** Control characters that no text has, apart from the NULs of padded fields. */
function isBinary(head: string): boolean {
  let [controls, zeros] = [0, 0];
  for (let at = 0; at < head.length; at++) {
    const code = head.charCodeAt(at);
    if (code === 0) zeros++;
    else if (code < 32 && code !== 9 && code !== 10 && code !== 13) controls++;
  }
  return (controls > 10 && controls * 33 > head.length) || zeros * 2 > head.length;
}
