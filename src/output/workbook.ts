import type { Column, Style, Worksheet } from 'exceljs';
import { seal } from './seal.js';
import { xmlText } from './xml-text.js';

/** Dates are days since 1970-01-01, rates 0–1. Text is never a formula, whatever it begins with. */
export type Cell = string | number | null;
export type CellFormat = 'text' | 'count' | 'rate' | 'score' | 'small' | 'date';

export interface SheetColumn {
  readonly header: string;
  /** In characters; a Chinese one counts two. */
  readonly width: number;
  readonly format: CellFormat;
}

/** One table: one header row, then the rows. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns that stay in view when scrolling to the right. */
  readonly fixedColumns?: number;
}

export interface WorkbookContent {
  readonly title: string;
  /** Days since 1970-01-01: the date the file bears. */
  readonly day: number;
  readonly sheets: readonly Sheet[];
}

const numberFormats: Record<CellFormat, string> = {
  text: '@',
  count: '#,##0',
  rate: '0.0%',
  score: '0.0',
  small: '0.0000',
  date: 'yyyy-mm-dd',
};
const font = { name: '宋体', size: 11 };
const line = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const border = { top: line, bottom: line, left: line, right: line };

// exceljs need not deflate what is deflated again when it is sealed; its types do not know this option.
const stored = { zip: { compression: 'STORE' } } as object;

const headerStyle: Partial<Style> = {
  numFmt: '@',
  font: { ...font, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } },
};

/** A workbook as XLSX bytes, the same for the same content. Without merged cells; each sheet can be filtered. */
export async function renderWorkbook(content: WorkbookContent): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const day = new Date(content.day * 86_400_000);
  Object.assign(workbook, {
    title: content.title,
    creator: '民声',
    lastModifiedBy: '民声',
    created: day,
    modified: day,
  });
  for (const sheet of content.sheets) {
    const worksheet = workbook.addWorksheet(sheet.name, {
      views: [{ state: 'frozen', ySplit: 1, xSplit: sheet.fixedColumns ?? 0 }],
      pageSetup: {
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '1:1',
      },
      headerFooter: { oddHeader: `&C${content.title} · ${sheet.name}`, oddFooter: '&C第 &P 页，共 &N 页' },
    });
    fill(worksheet, sheet);
  }
  return seal(new Uint8Array(await workbook.xlsx.writeBuffer(stored)), content.day);
}

/** A column of a sheet; text unless told. */
export function column(header: string, width: number, format: CellFormat = 'text'): SheetColumn {
  return { header, width, format };
}

function fill(worksheet: Worksheet, sheet: Sheet): void {
  worksheet.columns = sheet.columns.map(({ header, width }): Partial<Column> => ({ header, width }));
  // One style object per column: exceljs numbers a style anew for every cell that has an object of its own.
  const styles = sheet.columns.map(({ format }): Partial<Style> => {
    const isText = format === 'text';
    const alignment = { horizontal: isText ? 'left' : 'right', vertical: 'top', wrapText: isText } as const;
    return { numFmt: numberFormats[format], font, alignment, border };
  });
  for (const values of sheet.rows) {
    const row = worksheet.addRow(values.map((value, index) => cellValue(value, sheet.columns[index]!.format)));
    for (let index = 0; index < styles.length; index++) row.getCell(index + 1).style = styles[index]!;
  }
  worksheet.getRow(1).eachCell(cell => {
    cell.style = headerStyle;
  });
  worksheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: sheet.rows.length + 1, column: sheet.columns.length },
  };
}

function cellValue(value: Cell, format: CellFormat): string | number | Date | null {
  if (typeof value === 'string') return value === '' ? null : xmlText(value);
  if (value !== null && format === 'date') return new Date(value * 86_400_000);
  return value;
}
