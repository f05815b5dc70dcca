import { z } from 'zod';
import type { Scoring } from '../core/scoring.js';
import { stage } from '../core/stage.js';
import type { Taxonomy } from '../core/taxonomy.js';
import { renderReportDocx } from './report-docx/document.js';
import { renderUnitDocx } from './report-docx/unit.js';
import { renderReportHtml } from './report-html/page.js';
import { officeReport } from './report-office.js';
import { readSource, reportReads } from './report-source.js';
import { renderReportXlsx } from './report-xlsx.js';
import { unitEditions } from './unit-editions.js';

const configSchema = z.object({
  /** `YYYY-MM`; null = the latest month with data. */
  month: z.string().nullable(),
  office: z.string(),
  /** Version of the program. */
  program: z.string(),
  taxonomy: z.custom<Taxonomy>(value => typeof value === 'object' && value !== null),
  scoring: z.custom<Scoring>(value => typeof value === 'object' && value !== null),
});

/** The office's report as HTML, DOCX and XLSX, and a DOCX for every unit. */
export const report = stage({
  name: 'report',
  version: 1,
  reads: reportReads,
  writes: [],
  config: configSchema,
  async run(io, config) {
    const month = config.month ?? (await io.all('latest_month')).columns.month[0];
    if (month === undefined) return;
    const source = await readSource(io, month);
    const model = officeReport(source, config);
    await io.file({ path: `${month}/report.html`, bytes: await renderReportHtml(model) });
    await io.file({ path: `${month}/report.docx`, bytes: await renderReportDocx(model) });
    await io.file({ path: `${month}/report.xlsx`, bytes: await renderReportXlsx(model) });
    const units = unitEditions(model, source, config.taxonomy);
    const names = fileNames(units.map(unit => unit.unitId));
    for (const [index, unit] of units.entries()) {
      io.signal.throwIfAborted();
      await io.file({ path: `${month}/report-unit/${names[index]}.docx`, bytes: await renderUnitDocx(unit) });
      io.progress(index + 1, units.length);
    }
  },
});

/**
 * File names for unit ids, which may be any text: what a file system forbids becomes `_`, and of equal names all but
 * the first get a number.
 */
export function fileNames(ids: readonly string[]): string[] {
  const taken = new Set<string>();
  return ids.map(id => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: file systems refuse them
    const safe = id.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').replace(/^\.+|[. ]+$/g, '_');
    const base = [...safe].slice(0, 60).join('') || '_';
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
