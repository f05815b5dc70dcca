import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { MinshengError } from '../../core/errors.js';
import { rejects, sources } from '../../core/records.js';
import { files_done } from '../../core/workspace.js';
import { TextPool } from '../../inference/pool.js';
import { listFiles } from '../../input/files.js';
import { runStages } from '../../run/runner.js';
import { ask } from '../../store/ask.js';
import { readAll } from '../../store/read.js';
import type { Store } from '../../store/store.js';
import { loadAssets } from '../assets.js';
import { loadConfig } from '../config.js';
import type { Console } from '../console.js';
import { openDatabase, threadsOf } from '../database.js';
import type { Context } from '../main.js';
import { planOf } from '../plan.js';
import { withProfiles } from '../profile.js';
import { consoleReporter } from '../progress.js';
import { checkReject, readLimit, tellAccounts } from './accounts.js';

/** `minsheng run`: all stages over the given files and what the database already holds. */
export async function run(context: Context): Promise<void> {
  const { values } = context.arguments;
  const given = values['profile'] as string[] | undefined;
  const config = await withProfiles(await loadConfig(values['config'] as string | undefined), given);
  const month = readMonth(values['month'] as string | undefined);
  const limit = readLimit(values['max-reject'] as string | undefined);
  const output = (values['out'] as string | undefined) ?? join(config.root, 'data', 'work', 'out');
  const files = listFiles((values['input'] as string[] | undefined) ?? []);
  const assets = await loadAssets(config, values['model'] as string | undefined);
  const store = await openDatabase(context, config, false);
  const pool = new TextPool(assets, threadsOf(config));
  try {
    const known = new Set((await readAll(store, sources)).columns.sha256);
    if (files.length === 0 && known.size === 0) throw nothingToRead();
    if (files.some(file => !known.has(file.sha256))) pool.start();
    const { version } = config;
    const plan = planOf(config, assets, pool, files, month);
    const runOptions = {
      runId: randomUUID(),
      version,
      now: () => Date.now(),
      output,
      force: values['force'] === true,
      reporter: consoleReporter(context.console, () => Date.now()),
      signal: context.signal,
      afterStage: async (stage: string) => {
        if (stage === 'resolve') await accountForInput(store, context, limit);
        if (stage === 'redact' && month !== null) await requireMonth(store, month);
      },
    };
    await runStages(store, plan, runOptions);
    await printFiles(store, context.console, output, month ?? (await monthsOf(store)).at(-1));
  } finally {
    await pool.close();
    store.close();
  }
}

function nothingToRead(): MinshengError {
  return new MinshengError(
    'input',
    { zh: '没有可读的文件', en: 'no file to read' },
    {
      zh: '用 --input 指定导出文件或其所在目录（csv、tsv、xlsx、xls、html、json、jsonl、parquet、arrow，或装着它们的 zip）。',
      en: 'Name export files or their folder with --input (csv, tsv, xlsx, xls, html, json, jsonl, parquet, arrow, or a zip of them).',
    },
  );
}

async function accountForInput(store: Store, context: Context, limit: number | null): Promise<void> {
  const found = await readAll(store, sources);
  const refused = await readAll(store, rejects, { columns: ['reason'] });
  tellAccounts(context.console, found, refused);
  if (!found.columns.profile.some(profile => profile !== null)) {
    throw new MinshengError(
      'input',
      { zh: '没有一个文件能读出数据', en: 'no file could be read' },
      {
        zh: '用 minsheng inspect 文件 查看原因；表头要与某个模板相符。',
        en: 'See why with minsheng inspect FILE; the header must fit a profile.',
      },
    );
  }
  checkReject(found, limit);
}

function readMonth(month: string | undefined): string | null {
  if (month === undefined) return null;
  if (/^\d{4}-(0[1-9]|1[0-2])$/u.test(month)) return month;
  throw new MinshengError(
    'configuration',
    { zh: `月份 ${month} 不合格式`, en: `${month} is no month` },
    { zh: '写成 YYYY-MM，例如 2026-06。', en: 'Write YYYY-MM, such as 2026-06.' },
  );
}

async function monthsOf(store: Store): Promise<string[]> {
  const { rows } = await ask(
    store,
    'SELECT month FROM cases UNION SELECT month FROM comments WHERE month IS NOT NULL ORDER BY month',
  );
  return rows.map(row => String(row[0]));
}

async function requireMonth(store: Store, month: string): Promise<void> {
  const months = await monthsOf(store);
  if (months.includes(month)) return;
  const range = months.length > 0 ? `${months[0]}–${months.at(-1)}` : '—';
  throw new MinshengError(
    'input',
    { zh: `${month} 没有信访件或评价`, en: `no case or comment in ${month}` },
    { zh: `数据的月份：${range}`, en: `Months of the data: ${range}` },
  );
}

/** Output paths, last on stdout: the month's main files, then how many unit editions. */
async function printFiles(store: Store, console: Console, output: string, month: string | undefined): Promise<void> {
  const files = await readAll(store, files_done);
  const latest = files.columns.path.filter(path => path.startsWith(`${month}/`));
  const units = latest.filter(path => path.includes('/report-unit/'));
  if (latest.length === 0) console.tell({ zh: '没有数据，没有写出文件。', en: 'No data: no file was written.' });
  if (console.json) {
    console.print(JSON.stringify({ out: output, files: latest }));
    return;
  }
  for (const path of latest.filter(each => !units.includes(each))) console.print(join(output, path));
  if (units.length > 0) {
    const folder = join(output, units[0]!.slice(0, units[0]!.lastIndexOf('/')));
    console.print(
      console.language === 'zh' ? `${folder}（${units.length} 份单位版）` : `${folder} (${units.length} unit editions)`,
    );
  }
}
