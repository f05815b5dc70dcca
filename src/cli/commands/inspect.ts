import { MinshengError } from '../../core/errors.js';
import type { SourceTable } from '../../core/source.js';
import { listFiles } from '../../input/files.js';
import { readTable } from '../../stages/ingest/reading.js';
import { isRefused, type RecordReader } from '../../stages/ingest/records.js';
import { type Config, loadConfig } from '../config.js';
import type { Context } from '../main.js';
import { withProfiles } from '../profile.js';
import { proposeProfile } from './propose.js';

interface Inspection {
  readonly path: string;
  readonly sheet: string | null;
  readonly profile: string | null;
  readonly kinds: readonly string[];
  readonly encoding: string | null;
  readonly header_row: number | null;
  /** Header → our column; null where a header is not read. */
  readonly columns: Readonly<Record<string, string | null>>;
  readonly rows_read: number;
  readonly rejects: Readonly<Record<string, number>>;
  readonly reason: string | null;
}

/** `minsheng inspect FILE…`: what would be read; writes nothing. Keys are not compared across files here. */
export async function inspect(context: Context): Promise<void> {
  const { operands, values } = context.arguments;
  if (operands.length === 0) {
    throw new MinshengError('configuration', { zh: '缺少文件', en: 'no file given' }, 'minsheng inspect FILE…');
  }
  const given = values['profile'] as string[] | undefined;
  const config = await withProfiles(await loadConfig(values['config'] as string | undefined), given);
  const files = listFiles(operands);
  if (values['propose'] === true) {
    await context.console.write(await proposeProfile(files, config.profiles));
    context.console.tell(nextStep);
    return;
  }
  for (const file of files) {
    for (const table of await file.tables()) tell(context, await inspectTable(table, config));
  }
}

const nextStep = {
  zh: '存成文件，核对标有“请确认”的行，再运行：minsheng inspect 文件 --profile 模板.yaml，minsheng run --input 文件 --profile 模板.yaml',
  en: 'Save it, check the lines marked 请确认, then: minsheng inspect FILE --profile my.yaml, minsheng run --input FILE --profile my.yaml',
};

async function inspectTable(table: SourceTable, config: Config): Promise<Inspection> {
  const rejects: Record<string, number> = {};
  const refuse = (reason: string) => {
    rejects[reason] = (rejects[reason] ?? 0) + 1;
  };
  const read = await readTable(table, config.profiles, row => {
    const refused = row.readers.map(reader => reader.read(row.cells)).find(isRefused);
    if (row.fault) refuse(row.fault);
    else if (refused) refuse(refused.reason);
  });
  return {
    path: table.path,
    sheet: table.sheet,
    profile: read.found?.profile.name ?? null,
    kinds: read.readers.map(reader => reader.kind),
    encoding: table.encoding,
    header_row: read.found?.headerRow ?? null,
    columns: read.found ? columnsOf(read.found.header, read.readers) : {},
    rows_read: read.rows,
    rejects,
    reason: read.reason,
  };
}

function columnsOf(header: readonly string[], readers: readonly RecordReader[]): Record<string, string | null> {
  const columns: Record<string, string | null> = {};
  for (const name of header) {
    if (name.trim() === '') continue;
    const uses = readers.flatMap(reader => reader.usesOf(name).map(column => `${reader.kind}.${column}`));
    columns[name] = uses.length > 0 ? uses.join(', ') : null;
  }
  return columns;
}

function tell(context: Context, found: Inspection): void {
  const { console } = context;
  if (console.json) {
    console.print(JSON.stringify(found));
    return;
  }
  const zh = console.language === 'zh';
  const name = found.sheet === null ? found.path : `${found.path}#${found.sheet}`;
  if (found.reason !== null) {
    console.print(`${name}  ${zh ? '不能读取' : 'not readable'}: ${found.reason}`);
    return;
  }
  const rejected = Object.values(found.rejects).reduce((sum, count) => sum + count, 0);
  console.print(
    zh
      ? `${name}  模板 ${found.profile}（${found.kinds.join('、')}）  编码 ${found.encoding ?? '—'}  表头第 ${found.header_row} 行  数据 ${found.rows_read} 行，将剔除 ${rejected} 行`
      : `${name}  profile ${found.profile} (${found.kinds.join(', ')})  encoding ${found.encoding ?? '-'}  header row ${found.header_row}  ${found.rows_read} rows, ${rejected} to reject`,
  );
  for (const [header, column] of Object.entries(found.columns)) {
    console.print(`  ${header} → ${column ?? (zh ? '（不读取）' : '(not read)')}`);
  }
  for (const [reason, count] of Object.entries(found.rejects))
    console.print(`  ${zh ? '剔除' : 'reject'} ${reason}: ${count}`);
}
