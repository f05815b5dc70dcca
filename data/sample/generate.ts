import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ordinaryCases } from './cases.js';
import { saidOf } from './comments.js';
import { dice } from './dice.js';
import { csv, gb18030, jsonl, type Table, utf8, xlsx } from './formats.js';
import { backlog, burst, campaign, duplicates, setAside, tiny } from './plants.js';
import { appraisalTable, caseIds, caseTables, commentTables, unitTable } from './tables.js';
import { rootFolder } from './texts.js';

const seed = 20260630;

/** Real offices do not export twice in the same way. */
const formats: Readonly<Record<string, (table: Table) => [string, Uint8Array] | Promise<[string, Uint8Array]>>> = {
  'cases-2025': table => [`${table.name}.csv`, utf8(csv(table), true)],
  'cases-2026-02': table => [`${table.name}.csv`, gb18030(table)],
  'cases-2026-04': async table => [`${table.name}.xlsx`, await xlsx(table)],
  'comments-2026-05': table => [`${table.name}.jsonl`, jsonl(table)],
};

/** All files of the sample by name. The same on every machine, in every zone, at any time. */
export async function sampleFiles(): Promise<Map<string, Uint8Array>> {
  const random = dice(seed);
  const ordinary = ordinaryCases(random);
  const planted = [burst, campaign, tiny, setAside, backlog].flatMap(plant => plant(random));
  const drafts = [...ordinary, ...planted, ...duplicates(random, ordinary)];
  const ids = caseIds(drafts);
  const tables = [
    unitTable(),
    appraisalTable(random),
    ...caseTables(ids),
    ...commentTables(saidOf(random, [...ids.keys()]), ids),
  ];
  const files = new Map<string, Uint8Array>();
  for (const table of tables) {
    const write =
      formats[table.name] ?? ((plain: Table): [string, Uint8Array] => [`${plain.name}.csv`, utf8(csv(plain))]);
    const [name, bytes] = await write(table);
    files.set(name, bytes);
  }
  return files;
}

/** Writes the sample's files into a folder, which is made where it is missing. */
export async function writeSample(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files = await sampleFiles();
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  return [...files.keys()];
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? join(rootFolder(), 'data', 'sample', 'files');
  const names = await writeSample(folder);
  process.stdout.write(`${names.length} files\n`);
}
