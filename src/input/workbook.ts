import type { SourceRows } from '../core/source.js';
import type { Member } from './archive.js';
import { type Content, Unreadable } from './content.js';
import { mergedCells, sheetRows, unescaped, type WorkbookParts } from './sheet.js';
import { type NumberFormat, numberFormat } from './values.js';
import { attribute, readAllXml } from './xml.js';

/** One sheet of a workbook; its rows can be read again and again. */
export interface Sheet {
  readonly name: string;
  rows(): Iterable<SourceRows> | AsyncIterable<SourceRows>;
}

interface Relationship {
  readonly type: string;
  readonly target: string;
}

/**
 * Sheets of an XLSX workbook (ECMA-376), hidden ones too. Dates become ISO text by cell style and date system,
 * numbers are written as people see them. Shared strings are held in memory, sheets are read as a stream.
 * @throws Unreadable where a part is damaged or missing.
 */
export function readWorkbook(members: readonly Member[]): Sheet[] {
  const parts = new Map(members.map(({ name, content }) => [name.toLowerCase(), content]));
  const path = relationships(parts, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (path.endsWith('.bin')) throw new Unreadable('XLSB workbook, which is not read: save it as XLSX');
  const links = new Map<string, Relationship>();
  for (const link of relationships(parts, path)) links.set(link.id, link);
  const linked = (type: string): Content | undefined => {
    const link = [...links.values()].find(each => each.type === type);
    if (link && !parts.has(link.target.toLowerCase())) throw new Unreadable(`XLSX workbook without its ${type}`);
    return link && parts.get(link.target.toLowerCase());
  };
  const { sheets, dates } = readOutline(partOf(parts, path));
  const found: WorkbookParts = {
    strings: sharedStrings(linked('sharedStrings')),
    formats: cellFormats(linked('styles')),
    dates,
  };
  return sheets.flatMap(({ name, id }) => {
    const link = links.get(id);
    if (link && link.type !== 'worksheet') return [];
    if (!link) throw new Unreadable('XLSX workbook without one of its sheets');
    const sheet = partOf(parts, link.target);
    const spans = mergedCells(sheet);
    return [{ name, rows: () => sheetRows(sheet, spans, found) }];
  });
}

function partOf(parts: ReadonlyMap<string, Content>, path: string): Content {
  const part = parts.get(path.toLowerCase());
  if (!part) throw new Unreadable(`XLSX workbook without its part ${path.slice(path.lastIndexOf('/') + 1)}`);
  return part;
}

/** The parts that a part refers to; `''` is the package itself. */
function relationships(parts: ReadonlyMap<string, Content>, path: string): (Relationship & { id: string })[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const part = parts.get(`${folder}_rels/${path.slice(slash)}.rels`.toLowerCase());
  const found: (Relationship & { id: string })[] = [];
  if (!part) return found;
  readAllXml(part, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(folder, target) });
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split(/[/\\]/u)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function readOutline(workbook: Content): { sheets: { name: string; id: string }[]; dates: 1900 | 1904 } {
  const sheets: { name: string; id: string }[] = [];
  let dates: 1900 | 1904 = 1900;
  readAllXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(?:1|true|on)$/u.test(attributes['date1904'] ?? '')) dates = 1904;
      if (name !== 'sheet') return;
      sheets.push({ name: unescaped(attributes['name'] ?? ''), id: attribute(attributes, 'id') ?? '' });
    },
  });
  if (sheets.length === 0) throw new Unreadable('XLSX workbook without a sheet');
  return { sheets, dates };
}

/** Rich text is joined; the phonetic runs over it are left out. */
function sharedStrings(part: Content | undefined): string[] {
  const strings: string[] = [];
  if (!part) return strings;
  let [text, phonetic, isText] = ['', 0, false];
  readAllXml(part, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') isText = phonetic === 0;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(text));
      else if (name === 'rPh') phonetic--;
      else if (name === 't') isText = false;
    },
  });
  return strings;
}

function cellFormats(part: Content | undefined): NumberFormat[] {
  const formats: NumberFormat[] = [];
  if (!part) return formats;
  const codes = new Map<number, string>();
  let isCells = false;
  readAllXml(part, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') isCells = true;
      else if (name === 'xf' && isCells) formats.push(numberFormat(Number(numFmtId ?? 0), codes.get(Number(numFmtId))));
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return formats;
}
