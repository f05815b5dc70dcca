import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import iconv from 'iconv-lite';
import { bytesContent, type Content, headOf } from './content.js';

export type Encoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be';

export interface Decoded {
  readonly encoding: Encoding;
  readonly text: string;
}

const sampleSize = 1 << 16;

/**
 * The encoding by content: byte-order mark first, then UTF-16 where every other byte of plain characters is NUL, then
 * UTF-8 where most characters beyond ASCII are valid, otherwise the one of UTF-8 and GB18030 that loses less.
 */
export function findEncoding(content: Content): Encoding {
  const head = headOf(content, sampleSize).subarray(0, sampleSize);
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8-bom';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const wide = unmarkedWide(head);
  if (wide) return wide;
  if (isAllUtf8(content)) return 'utf-8';
  const utf8 = lossOf(content, 'utf-8');
  if (utf8.lost * 4 < utf8.kept) return 'utf-8';
  return lossOf(content, 'gb18030').lost < utf8.lost ? 'gb18030' : 'utf-8';
}

/** Text piece by piece, without byte-order mark. Bytes wrong in the encoding become U+FFFD: only their row is lost. */
export function* decodedPieces(content: Content, encoding: Encoding): Generator<string> {
  const isUtf = encoding === 'utf-8' || encoding === 'utf-8-bom';
  const decoder = isUtf ? new StringDecoder('utf8') : iconv.getDecoder(encoding);
  let isStart = encoding === 'utf-8-bom';
  for (const piece of content.chunks()) {
    const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    if (text) yield isStart ? text.slice(1) : text;
    if (text) isStart = false;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

/** All of a small text. */
export function decodeText(bytes: Uint8Array): Decoded {
  const content = bytesContent(bytes);
  const encoding = findEncoding(content);
  return { encoding, text: [...decodedPieces(content, encoding)].join('') };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/**
 * UTF-16 without a mark: separators and digits have a NUL on one side, always the same. Stray NULs of another
 * encoding fall on both sides, and are fewer.
 */
function unmarkedWide(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  for (let index = 0; index < head.length; index++) if (head[index] === 0) zeros[index & 1]!++;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) < head.length / 20 || Math.max(even, odd) < 3 * Math.min(even, odd) + 2) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const text = iconv.decode(Buffer.from(head.subarray(0, head.length & ~1)), encoding);
  const unlikely = text.match(/[^\P{C}\t\r\n\p{Cf}]/gu)?.length ?? 0;
  return unlikely * 20 < text.length ? encoding : null;
}

function isAllUtf8(content: Content): boolean {
  let carry: Uint8Array = new Uint8Array(0);
  for (const piece of content.chunks()) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, piece]) : piece;
    const end = completeEnd(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    carry = bytes.slice(end);
  }
  return carry.length === 0;
}

/** Where the last character that may go on behind the piece begins. */
function completeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back < length ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many places were lost, and how many characters beyond ASCII were read. */
function lossOf(content: Content, encoding: Encoding): { lost: number; kept: number } {
  let [lost, kept] = [0, 0];
  for (const text of decodedPieces(content, encoding)) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0xfffd) lost++;
      else if (code > 127) kept++;
    }
  }
  return { lost, kept };
}
