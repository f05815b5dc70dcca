import type { CellValue, Row } from 'exceljs';
import type { SourceRows } from '../core/source.js';

export interface Sheet {
  readonly name: string;
  readonly rows: SourceRows;
}

/** Reads all sheets of an XLSX workbook; dates become ISO text, numbers are written as people see them. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return workbook.worksheets.map(sheet => {
    const numbers: number[] = [];
    const cells: string[][] = [];
    sheet.eachRow({ includeEmpty: false }, (row, number) => {
      numbers.push(number);
      cells.push(rowCells(row));
    });
    return { name: sheet.name, rows: { numbers, cells, faults: numbers.map(() => null) } };
  });
}

function rowCells(row: Row): string[] {
  const cells: string[] = [];
  for (let column = 1; column <= row.cellCount; column++) cells.push(cellText(row.getCell(column).value));
  return cells;
}

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/u, '')
      .replace(/\.000Z$/u, '');
  // A float has lost the digits of an id from here on: written so that no id reader takes it.
  if (typeof value === 'number' && Math.abs(value) >= 1e15) return value.toExponential();
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(part => part.text).join('');
  if ('result' in value) return cellText(value.result as CellValue);
  if ('text' in value) return cellText(value.text as CellValue);
  return '';
}
