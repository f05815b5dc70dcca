import iconv from 'iconv-lite';

export interface Decoded {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be';
  readonly text: string;
}

/**
 * Finds the encoding by content and decodes: byte-order mark first, then UTF-8 where nearly every line is valid,
 * otherwise GB18030. Bytes that are wrong in that encoding become U+FFFD, so that only their row is lost.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(buffer, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8-bom', text: buffer.toString('utf8', 3) };
  if (startsWith(buffer, [0xff, 0xfe])) return { encoding: 'utf-16le', text: iconv.decode(buffer, 'utf-16le') };
  if (startsWith(buffer, [0xfe, 0xff])) return { encoding: 'utf-16be', text: iconv.decode(buffer, 'utf-16be') };
  const text = buffer.toString('utf8');
  const lost = countOf(text, '\ufffd');
  if (lost === 0) return { encoding: 'utf-8', text };
  const chinese = iconv.decode(buffer, 'gb18030');
  return countOf(chinese, '\ufffd') < lost ? { encoding: 'gb18030', text: chinese } : { encoding: 'utf-8', text };
}

function startsWith(buffer: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => buffer[index] === byte);
}

function countOf(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count++;
  return count;
}
