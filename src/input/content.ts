import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Why a file, or a part of it, cannot be read: words for the `reason` of its row in `sources`. */
export class Unreadable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unreadable';
  }
}

/** Bytes to be read from the front, as often as wanted. */
export interface Content {
  /** In bytes. */
  readonly size: number;
  /** All bytes in order, in pieces. @throws Unreadable where they are damaged. */
  chunks(): Iterable<Uint8Array>;
  /** For readers that need all places at once. @throws Unreadable where it is too large to be held. */
  held(): HeldContent;
}

/** Bytes that can be read from any place. */
export interface HeldContent extends Content {
  slice(start: number, end: number): Uint8Array;
}

const pieceSize = 1 << 18;
/** Kinds that are read as a whole are held in memory up to here. */
const mostHeld = 256 << 20;

/** A file on disk; it is opened for each reading and closed after it. */
export function fileContent(path: string): HeldContent {
  const { size } = withFile(path, file => fstatSync(file));
  const content: HeldContent = {
    size,
    *chunks() {
      const file = openSync(path, 'r');
      try {
        for (let at = 0; at < size; ) {
          const piece = readPiece(file, at, Math.min(at + pieceSize, size));
          if (piece.length === 0) throw new Unreadable('the file became shorter while it was read');
          yield piece;
          at += piece.length;
        }
      } finally {
        closeSync(file);
      }
    },
    slice: (start, end) => withFile(path, file => readPiece(file, start, Math.min(end, size))),
    held: () => content,
  };
  return content;
}

/** Bytes in memory. */
export function bytesContent(bytes: Uint8Array): HeldContent {
  const content: HeldContent = {
    size: bytes.length,
    *chunks() {
      for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
    },
    slice: (start, end) => bytes.subarray(start, end),
    held: () => content,
  };
  return content;
}

/** All bytes in one piece. @throws Unreadable beyond 256 MiB. */
export function allBytes(content: Content): Uint8Array {
  if (content.size > mostHeld) throw new Unreadable(`larger than ${mostHeld >> 20} MB, too large for its kind`);
  const bytes = new Uint8Array(content.size);
  let at = 0;
  for (const piece of content.chunks()) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** SHA-256 in hexadecimal digits. */
export function sha256Of(content: Content): string {
  const hash = createHash('sha256');
  for (const piece of content.chunks()) hash.update(piece);
  return hash.digest('hex');
}

/** The first bytes, at least `length` of them where there are as many. */
export function headOf(content: Content, length: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of content.chunks()) {
    pieces.push(piece);
    size += piece.length;
    if (size >= length) break;
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function readPiece(file: number, start: number, end: number): Uint8Array {
  const piece = new Uint8Array(Math.max(0, end - start));
  let length = 0;
  while (length < piece.length) {
    const read = readSync(file, piece, length, piece.length - length, start + length);
    if (read === 0) break;
    length += read;
  }
  return piece.subarray(0, length);
}
