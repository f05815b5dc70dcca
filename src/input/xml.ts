import { Parser } from 'htmlparser2';
import { type Content, headOf, Unreadable } from './content.js';
import { decodedPieces } from './encoding.js';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader wants to hear of a part; names are without their namespace prefix. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Goes through a part of a workbook and yields after each piece, so that the caller can take what was read. Entities
 * of a DTD are not expanded: a part with a DTD is refused.
 * @throws Unreadable
 */
export function* readXml(content: Content, reader: XmlReader): Generator<void> {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open?.(localName(name), attributes),
      onclosetag: name => reader.close?.(localName(name)),
      ontext: text => reader.text?.(text),
      onprocessinginstruction: name => {
        if (/^!doctype/iu.test(name)) throw new Unreadable('XML with a document type: refused');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (const piece of xmlPieces(content)) {
    parser.write(piece);
    yield;
  }
  parser.end();
  yield;
}

/** Reads a whole part. @throws Unreadable */
export function readAllXml(content: Content, reader: XmlReader): void {
  for (const _ of readXml(content, reader));
}

/** XML is UTF-8 unless a byte-order mark says UTF-16. */
export function xmlPieces(content: Content): Generator<string> {
  const [first, second, third] = headOf(content, 4);
  if (first === 0xff && second === 0xfe) return decodedPieces(content, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decodedPieces(content, 'utf-16be');
  return decodedPieces(content, first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8-bom' : 'utf-8');
}

/** An attribute whatever its prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const key = Object.keys(attributes).find(each => localName(each) === name);
  return key === undefined ? undefined : attributes[key];
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
