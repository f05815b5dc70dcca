import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { xmlText } from '../xml-text.js';
import { textWidth } from './styles.js';

/** A stretch of text; a plain string is neither bold nor underlined; `next line` begins a line, in smaller type. */
export type Piece = string | { readonly text: string; readonly look: 'bold' | 'underline' | 'next line' };
export type Pieces = string | readonly Piece[];

export interface TableColumn {
  readonly header: string;
  /** Share of the text's width; the columns' shares are brought to a sum of 1. */
  readonly share: number;
  /** Numbers and marks are centred, text is not. */
  readonly align?: 'left' | 'center';
}

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

export function title(text: string): Paragraph {
  return styled('OfficialTitle', text);
}

export function subtitle(text: string): Paragraph {
  return styled('Subtitle', text);
}

/** Level 1 一、 2 （一） 3 1. : the number is part of the text. */
export function heading(level: 1 | 2 | 3, text: string): Paragraph {
  return new Paragraph({ heading: levels[level - 1]!, children: runs(text) });
}

export function body(pieces: Pieces): Paragraph {
  return styled('BodyText', pieces);
}

/** A heading of page one. */
export function keyHeading(text: string): Paragraph {
  return styled('KeyHeading', text);
}

/** A sentence of page one, set small enough that all of them fit on it. */
export function keyFact(pieces: Pieces): Paragraph {
  return styled('KeyFact', pieces);
}

export function quotation(pieces: Pieces): Paragraph {
  return styled('Quotation', pieces);
}

export function tableTitle(text: string): Paragraph {
  return styled('TableTitle', text);
}

export function note(text: string): Paragraph {
  return styled('TableNote', text);
}

/** A heading of level 1 that begins a page. */
export function headingOnNewPage(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore: true, children: runs(text) });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const heavy = { ...line, size: 8 };
const borders = { top: heavy, bottom: heavy, left: line, right: line, insideHorizontal: line, insideVertical: line };

/** A table as wide as the text; its header row is repeated on every page, no row is split between pages. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly Pieces[])[]): Table {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map(column => Math.floor((column.share / total) * textWidth));
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) => cell('TableHead', column.header, widths[index]!, true)),
  });
  const lines = rows.map(
    row =>
      new TableRow({
        cantSplit: true,
        children: columns.map((column, index) =>
          cell(column.align === 'left' ? 'TableText' : 'TableNumber', row[index] ?? '', widths[index]!, false),
        ),
      }),
  );
  return new Table({
    rows: [header, ...lines],
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { left: 60, right: 60, top: 20, bottom: 20 },
    borders,
  });
}

function cell(style: string, pieces: Pieces, width: number, isHeader: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(isHeader ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EDEDED' } } : {}),
    children: [styled(style, pieces)],
  });
}

function styled(style: string, pieces: Pieces): Paragraph {
  return new Paragraph({ style, children: runs(pieces) });
}

function runs(pieces: Pieces): TextRun[] {
  const list = typeof pieces === 'string' ? [pieces] : pieces;
  return list.map(piece => {
    if (typeof piece === 'string') return new TextRun(xmlText(piece));
    const text = xmlText(piece.text);
    if (piece.look === 'next line') return new TextRun({ text, break: 1, size: 18 });
    return new TextRun(piece.look === 'bold' ? { text, bold: true } : { text, underline: {} });
  });
}

/** A figure with its interval below it; the figure alone where there is none. */
export function withInterval(figure: string, low: string | null, high: string | null): Pieces {
  return low === null || high === null ? figure : [figure, { text: `${low}–${high}`, look: 'next line' }];
}
