import { strToU8, zipSync } from 'fflate';

/** What differs between workbooks: XML of their parts. A part left out is not in the file. */
export interface WorkbookXml {
  readonly sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[];
  readonly strings?: string;
  readonly styles?: string;
  readonly properties?: string;
}

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** An XLSX workbook as few producers write it: only what is given. `xml` of a sheet is what its worksheet element holds. */
export function workbookOf({ sheets, strings, styles, properties }: WorkbookXml): Uint8Array {
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"/>`;
  const links = sheets.map((_, index) => link(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  if (strings !== undefined) links.push(link('rIdS', 'sharedStrings', 'sharedStrings.xml'));
  if (styles !== undefined) links.push(link('rIdT', 'styles', '/xl/styles.xml'));
  const outline = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships>${link('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relation}">${properties ?? ''}<sheets>${outline.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
  };
  sheets.forEach(({ xml }, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = `<?xml version="1.0"?><worksheet ${main}>${xml}</worksheet>`;
  });
  if (strings !== undefined) files['xl/sharedStrings.xml'] = `<sst ${main}>${strings}</sst>`;
  if (styles !== undefined) files['xl/styles.xml'] = `<styleSheet ${main}>${styles}</styleSheet>`;
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
