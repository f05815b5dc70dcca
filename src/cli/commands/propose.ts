import { basename } from 'node:path';
import { MinshengError } from '../../core/errors.js';
import { normaliseHeader, type Profile } from '../../core/profile.js';
import type { SourceFile, SourceTable } from '../../core/source.js';
import {
  type Proposal,
  type ProposedColumn,
  type ProposedRecord,
  proposeRecords,
} from '../../stages/ingest/proposal.js';

const sampledRows = 2000;

/**
 * A profile for files of unknown kind as YAML text; what a person must look at is marked `# 请确认`.
 * @throws MinshengError (input) where nothing looks like cases or comments.
 */
export async function proposeProfile(files: readonly SourceFile[], profiles: readonly Profile[]): Promise<string> {
  const proposals: Proposal[] = [];
  for (const file of files) {
    for (const table of await file.tables()) {
      const found = table.reason === null ? proposeRecords(await sampleOf(table), profiles) : null;
      if (found) proposals.push(found);
    }
  }
  if (proposals.length === 0) {
    throw new MinshengError(
      'input',
      {
        zh: '看不出哪一列是编号、登记时间、评价等级或评价内容',
        en: 'no columns look like an id with a day of registration, a rating or a comment',
      },
      {
        zh: '表里要有一行表头和一列编号；可照 pipelines/profiles 中的模板手写一个。',
        en: 'The table needs a header row and a column of ids; or write a profile by hand after those in pipelines/profiles.',
      },
    );
  }
  return yamlOf(nameOf(files[0]!.path, profiles), proposals);
}

async function sampleOf(table: SourceTable): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const batch of table.rows()) {
    rows.push(...batch.cells.slice(0, sampledRows - rows.length).filter((_, index) => batch.faults[index] === null));
    if (rows.length >= sampledRows) break;
  }
  return rows;
}

function nameOf(path: string, profiles: readonly Profile[]): string {
  const slug = basename(path)
    .replace(/\.[^.]*$/u, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  const name = /[a-z]/u.test(slug) ? slug : 'proposed';
  return profiles.some(profile => profile.name === name) ? `my_${name}` : name;
}

const confirm = '   # 请确认';

function yamlOf(name: string, proposals: readonly Proposal[]): string {
  const scales = proposals.flatMap(each =>
    each.records.flatMap(record => record.columns.filter(isRating).map(scaleOf)),
  );
  const person = new Map(proposals.flatMap(each => each.person.map(({ header, isSure }) => [header, isSure] as const)));
  return [
    '# 由 minsheng inspect --propose 拟定。请逐行核对，尤其是标有“请确认”的行；左边是本系统的列，方括号里是文件的表头。',
    `name: ${name}`,
    'describes: proposed from a file; check it before use',
    'ratings:   # satisfied 满意 | basically_satisfied 基本满意 | dissatisfied 不满意',
    ...ratingLines(scales),
    person.size > 0 ? 'person:   # 个人信息，从不读取' : 'person: []   # 个人信息，从不读取',
    ...[...person].map(([header, isSure]) => `  - ${scalar(header)}${isSure ? '' : confirm}`),
    'exclude: [已撤回, 撤回, 作废, 已作废]',
    'tables:',
    ...new Set(proposals.map(proposal => tableLines(proposal).join('\n'))),
    '',
  ].join('\n');
}

function tableLines(proposal: Proposal): string[] {
  const [first] = proposal.records;
  const wanted = new Set(['case_id', 'unit_id', 'registered_on', 'rated_on', 'rating', 'text']);
  const keys = first!.columns.filter(column => wanted.has(column.name)).flatMap(column => column.header ?? []);
  return [
    `  - headers: [${[...new Set(keys)].map(scalar).join(', ')}]   # 表头含有这些列的表用本模板`,
    '    records:',
    ...proposal.records.flatMap(record => recordLines(record, proposal.records.length > 1)),
    ...(proposal.unread.length > 0 ? [`    # 未读取的列：${proposal.unread.map(normaliseHeader).join('、')}`] : []),
  ];
}

function recordLines(record: ProposedRecord, isOneOfSeveral: boolean): string[] {
  const says = record.columns.filter(column => column.name === 'rating' || column.name === 'text');
  const when = says.flatMap(column => column.header ?? []).map(scalar);
  const isOptional = record.kind === 'comments' && isOneOfSeveral;
  return [
    `      - kind: ${record.kind}`,
    ...(isOptional ? [`        when: [${when.join(', ')}]   # 这些格都空着就没有评价`] : []),
    '        columns:',
    ...record.columns.map(columnLine),
    ...(record.party === 'office' ? ['          rated_party: {value: office}'] : []),
  ];
}

function columnLine(column: ProposedColumn): string {
  const at = `          ${column.name}: `;
  if (column.header === null) return `${at}{value: 未注明单位}${confirm}`;
  const scale = isRating(column) ? scaleOf(column) : null;
  const values = scale ? scale.values : column.source?.values;
  const isSure = column.isSure && (scale?.isSure ?? true);
  const headers = `[${scalar(column.header)}]`;
  if (!values) return `${at}${headers}${isSure ? '' : confirm}`;
  const parts = [`headers: ${headers}`];
  if (!scale && column.source?.list) parts.push('list: true');
  if (!scale && column.source?.others !== undefined) parts.push(`others: ${scalar(column.source.others)}`);
  parts.push(
    `values: {${Object.entries(values)
      .map(([cell, value]) => `${scalar(cell)}: ${scalar(value)}`)
      .join(', ')}}`,
  );
  return `${at}{${parts.join(', ')}}${isSure ? '' : confirm}`;
}

interface Scale {
  readonly isSure: boolean;
  /** Cell → word of the scale; null where the cells are words. */
  readonly values: Readonly<Record<string, string>> | null;
  readonly words: readonly string[];
}

const yesNo = { 是: '满意', 否: '不满意' };
const threeCodes = { 0: '满意', 1: '基本满意', 3: '不满意' };
const fiveCodes = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' };
const usual: Readonly<Record<string, string>> = {
  非常满意: 'satisfied',
  满意: 'satisfied',
  基本满意: 'basically_satisfied',
  不满意: 'dissatisfied',
  非常不满意: 'dissatisfied',
};

function isRating(column: ProposedColumn): boolean {
  return column.name === 'rating';
}

/** What the cells of a rating column mean: usual words, yes and no, or codes, of which none is sure. */
function scaleOf(column: ProposedColumn): Scale {
  const { words } = column;
  const all = (codes: object) => words.length > 0 && words.every(word => Object.hasOwn(codes, word));
  if (all(yesNo)) return { isSure: true, values: yesNo, words: [] };
  if (words.includes('0') && all(threeCodes)) return { isSure: false, values: threeCodes, words: [] };
  if (all(fiveCodes)) return { isSure: false, values: fiveCodes, words: [] };
  return { isSure: words.length > 0 && all(usual), values: null, words };
}

function ratingLines(scales: readonly Scale[]): string[] {
  const found = [...new Set(scales.flatMap(scale => scale.words))].filter(word => !Object.hasOwn(usual, word));
  return [
    ...Object.entries(usual).map(([word, rating]) => `  ${word}: ${rating}`),
    ...found.filter(word => word.length <= 8).map(word => `  ${scalar(word)}: ${guessed(word)}${confirm}`),
  ];
}

function guessed(word: string): string {
  if (/不|差|非好/u.test(word)) return 'dissatisfied';
  return /满意|好/u.test(word) && !/基本|较|一般/u.test(word) ? 'satisfied' : 'basically_satisfied';
}

/** Text as a YAML scalar, in quotes where YAML would take it for something else. */
function scalar(text: string): string {
  const isPlain =
    /^[\p{Script=Han}A-Za-z][\p{Script=Han}\w/]*$/u.test(text) && !/^(?:true|false|null|yes|no)$/iu.test(text);
  return isPlain ? text : JSON.stringify(text);
}
