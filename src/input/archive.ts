import { isUtf8 } from 'node:buffer';
import { Inflate } from 'fflate';
import iconv from 'iconv-lite';
import { allBytes, bytesContent, type Content, type HeldContent, Unreadable } from './content.js';

/** A file inside a zip archive. */
export interface Member {
  /** With `/`, without `..`, drive or control characters. */
  readonly name: string;
  readonly content: Content;
}

/** What the central directory says of a member (APPNOTE 4.3.12). */
interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly isLink: boolean;
}

const mostMembers = 20_000;
const mostDirectory = 32 << 20;
const mostUnpacked = 2 ** 31;
/** A member larger than this may not be more than so many times its packed size. */
const suspectSize = 64 << 20;
const mostRatio = 250;
const packedPiece = 1 << 15;

/**
 * Files of a zip archive in the order of its directory; folders and links are passed over. Zip64 is read. Nothing is
 * unpacked yet: a member that is encrypted, damaged or a bomb throws Unreadable when its content is read.
 * @throws Unreadable where the directory cannot be read, or is beyond the limits (20,000 members, 2 GiB unpacked).
 */
export function listMembers(archive: HeldContent): Member[] {
  const entries = readDirectory(archive);
  let [packed, size] = [0, 0];
  for (const entry of entries) {
    packed += entry.packed;
    size += entry.size;
  }
  if (packed > archive.size) throw new Unreadable('zip archive whose members overlap: refused as a zip bomb');
  if (size > mostUnpacked) throw new Unreadable('zip archive of more than 2 GB unpacked: refused as a zip bomb');
  return entries
    .filter(entry => !entry.isLink && !entry.name.endsWith('/') && entry.name !== '')
    .map(entry => ({ name: entry.name, content: memberContent(archive, entry) }));
}

function readDirectory(archive: HeldContent): Entry[] {
  const tail = Buffer.from(archive.slice(Math.max(0, archive.size - 66_000), archive.size));
  const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) throw new Unreadable('zip archive without its directory: cut off or damaged');
  let [count, size, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  const locator = end - 20;
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    const at = Number(tail.readBigUInt64LE(locator + 8));
    const wide = Buffer.from(archive.slice(at, at + 56));
    if (wide.length < 56) throw new Unreadable('zip archive without its directory: cut off or damaged');
    count = Number(wide.readBigUInt64LE(32));
    size = Number(wide.readBigUInt64LE(40));
    offset = Number(wide.readBigUInt64LE(48));
  }
  if (count > mostMembers || size > mostDirectory)
    throw new Unreadable(`zip archive of more than ${mostMembers} members`);
  const directory = Buffer.from(archive.slice(offset, offset + size));
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length && entries.length < count; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) break;
    const [name, extra, comment] = [28, 30, 32].map(place => directory.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    entries.push(readEntry(directory, at, directory.subarray(at + 46 + name, at + 46 + name + extra), name));
    at += 46 + name + extra + comment;
  }
  if (entries.length < count) throw new Unreadable('zip archive with a damaged directory');
  return entries;
}

function readEntry(directory: Buffer, at: number, extra: Buffer, nameLength: number): Entry {
  const flags = directory.readUInt16LE(at + 8);
  let [packed, size, offset] = [20, 24, 42].map(place => directory.readUInt32LE(at + place)) as [
    number,
    number,
    number,
  ];
  let nameBytes: Uint8Array = directory.subarray(at + 46, at + 46 + nameLength);
  for (let place = 0; place + 4 <= extra.length; ) {
    const [id, length] = [extra.readUInt16LE(place), extra.readUInt16LE(place + 2)];
    const field = extra.subarray(place + 4, place + 4 + length);
    if (id === 0x7075 && field.length > 5) nameBytes = field.subarray(5);
    if (id === 0x0001) {
      let wide = 0;
      const next = (value: number): number => {
        if (value !== 0xffffffff || wide + 8 > field.length) return value;
        wide += 8;
        return Number(field.readBigUInt64LE(wide - 8));
      };
      [size, packed, offset] = [next(size), next(packed), next(offset)];
    }
    place += 4 + length;
  }
  return {
    name: memberName(nameBytes),
    flags,
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packed,
    size,
    offset,
    isLink: directory[at + 5] === 3 && directory.readUInt32LE(at + 38) >>> 28 === 0xa,
  };
}

/** Names are UTF-8 with or without the flag that says so, otherwise GB18030 as Chinese Windows writes them. */
function memberName(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const name = isUtf8(buffer) ? buffer.toString('utf8') : iconv.decode(buffer, 'gb18030');
  const isFolder = /[/\\]$/u.test(name);
  const parts = name
    .replace(/\p{Cc}/gu, '')
    .split(/[/\\]/u)
    .filter(part => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/iu.test(part));
  return parts.join('/') + (isFolder ? '/' : '');
}

function memberContent(archive: HeldContent, entry: Entry): Content {
  const content: Content = {
    size: entry.size,
    chunks: () => checked(entry, unpacked(archive, entry)),
    held: () => bytesContent(allBytes(content)),
  };
  return content;
}

function* unpacked(archive: HeldContent, entry: Entry): Generator<Uint8Array> {
  if ((entry.flags & 1) !== 0) throw new Unreadable('encrypted: a password is needed');
  if (entry.method !== 0 && entry.method !== 8)
    throw new Unreadable(`packed by method ${entry.method}, which is not read`);
  if (entry.size > suspectSize && entry.size > mostRatio * entry.packed) {
    throw new Unreadable(`unpacks to more than ${mostRatio} times its size: refused as a zip bomb`);
  }
  const header = Buffer.from(archive.slice(entry.offset, entry.offset + 30));
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new Unreadable('damaged zip member');
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const end = start + entry.packed;
  const ready: Uint8Array[] = [];
  const inflate = new Inflate(piece => ready.push(piece));
  for (let at = start; at < end; at += packedPiece) {
    const piece = archive.slice(at, Math.min(at + packedPiece, end));
    if (entry.method === 0) yield piece;
    else {
      try {
        inflate.push(piece, at + packedPiece >= end);
      } catch {
        throw new Unreadable('damaged zip member');
      }
      yield* ready.splice(0);
    }
  }
}

/** Ends with an error where length or checksum is not as the directory says. */
function* checked(entry: Entry, pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let [size, crc] = [0, 0xffffffff];
  for (const piece of pieces) {
    size += piece.length;
    if (size > entry.size) break;
    for (let index = 0; index < piece.length; index++) crc = crcTable[(crc ^ piece[index]!) & 255]! ^ (crc >>> 8);
    yield piece;
  }
  if (size !== entry.size || (crc ^ 0xffffffff) >>> 0 !== entry.crc) throw new Unreadable('damaged zip member');
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
