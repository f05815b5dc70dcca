import { unzipSync, Zip, ZipDeflate, type ZipInputFile } from 'fflate';
import { isoDay } from '../core/dates.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** One part of an office document, deflated: made once, it may go into any number of archives. */
export interface PackedPart {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  readonly deflated: Bytes;
}

type Level = 1 | 6 | 9;

/**
 * Deflates one part. fflate and not node:zlib: the native library's bytes differ between processors, these never do.
 */
export function packPart(name: string, bytes: Bytes, level: Level = 6): PackedPart {
  const part = new ZipDeflate(name, { level });
  const chunks: Bytes[] = [];
  part.ondata = (_error, chunk) => chunks.push(chunk);
  part.push(bytes, true);
  return { name, size: part.size, crc: part.crc, deflated: joined(chunks) };
}

/** An archive of the parts in the order that office programs expect; the same parts give the same bytes. */
export function zipParts(parts: readonly PackedPart[]): Bytes {
  const chunks: Bytes[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const part of [...parts].sort((a, b) => byPlace(a.name, b.name))) {
    // Zip times are local times: noon of 1 January 1980 by the local clock is the same two numbers in every zone.
    const file: ZipInputFile = {
      filename: part.name,
      size: part.size,
      crc: part.crc,
      compression: 8,
      mtime: new Date(1980, 0, 1, 12),
    };
    zip.add(file);
    file.ondata!(null, part.deflated, true);
  }
  zip.end();
  return joined(chunks);
}

/** Parts of an office document by name, its times of making and changing set to midnight UTC of a day number. */
export function timelessParts(document: Uint8Array, day: number): Map<string, Bytes> {
  const parts = new Map(Object.entries(unzipSync(document)));
  const core = parts.get('docProps/core.xml');
  if (core) parts.set('docProps/core.xml', encode(withDay(new TextDecoder().decode(core), day)));
  return parts;
}

/**
 * An office document (DOCX, XLSX) packed again so that the same content gives the same bytes on any day, in any time
 * zone, on any machine. `day`: days since 1970-01-01, the date the document bears.
 */
export function seal(document: Uint8Array, day: number): Bytes {
  return zipParts([...timelessParts(document, day)].map(([name, bytes]) => packPart(name, bytes)));
}

function withDay(core: string, day: number): string {
  return core.replace(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, `$1${isoDay(day)}T00:00:00Z`);
}

const first = ['[Content_Types].xml', '_rels/.rels'];

function byPlace(a: string, b: string): number {
  const places = [a, b].map(name => (first.includes(name) ? first.indexOf(name) : first.length)) as [number, number];
  return places[0] - places[1] || (a < b ? -1 : 1);
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function joined(chunks: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
