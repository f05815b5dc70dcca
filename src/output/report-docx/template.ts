import { escapeXml } from '../xml-text.js';

/** Values of a template: single texts, and lists whose enclosing table row or paragraph is repeated. */
export interface TemplateValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly (readonly string[])[]>>;
}

type Segment =
  | { readonly kind: 'fixed'; readonly xml: string }
  | { readonly kind: 'text'; readonly name: string }
  | { readonly kind: 'cell'; readonly index: number }
  | { readonly kind: 'list'; readonly name: string; readonly row: readonly Segment[] };
export type Template = readonly Segment[];

/** The mark of a single text in a template. */
export function textMark(name: string): string {
  return `⟦${name}⟧`;
}

/** The mark of the `index`-th text of each row of a list. */
export function listMark(name: string, index: number): string {
  return `⟦${name}.${index}⟧`;
}

const mark = /⟦([a-z]+)(?:\.(\d+))?⟧/g;
const rowOrParagraph = /<w:tr[ >](?:(?!<\/w:tr>).)*<\/w:tr>|<w:p[ >](?:(?!<\/w:p>).)*<\/w:p>/gs;

/** Cuts a document's XML at its marks. A row or paragraph that holds a list's marks stands for the whole list. */
export function parseTemplate(xml: string): Template {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of xml.matchAll(rowOrParagraph)) {
    const name = /⟦([a-z]+)\.\d+⟧/.exec(match[0])?.[1];
    if (name === undefined) continue;
    segments.push(...texts(xml.slice(end, match.index)), { kind: 'list', name, row: texts(match[0]) });
    end = match.index + match[0].length;
  }
  return [...segments, ...texts(xml.slice(end))];
}

function texts(xml: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of xml.matchAll(mark)) {
    segments.push({ kind: 'fixed', xml: xml.slice(end, match.index) });
    const [whole, name, index] = match;
    segments.push(index === undefined ? { kind: 'text', name: name! } : { kind: 'cell', index: Number(index) });
    end = match.index + whole.length;
  }
  return [...segments, { kind: 'fixed', xml: xml.slice(end) }];
}

/**
 * The document's XML with the values in place; a list without rows leaves nothing.
 * @throws RangeError for a mark that has no value.
 */
export function fillTemplate(template: Template, values: TemplateValues): string {
  return template.map(segment => filled(segment, values, [])).join('');
}

function filled(segment: Segment, values: TemplateValues, row: readonly string[]): string {
  switch (segment.kind) {
    case 'fixed':
      return segment.xml;
    case 'text':
      return escapeXml(given(values.texts[segment.name], segment.name));
    case 'cell':
      return escapeXml(given(row[segment.index], `cell ${segment.index}`));
    case 'list':
      return given(values.lists[segment.name], segment.name)
        .map(cells => segment.row.map(part => filled(part, values, cells)).join(''))
        .join('');
  }
}

function given<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new RangeError(`the template has no value for ${name}`);
  return value;
}
