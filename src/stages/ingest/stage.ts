import { z } from 'zod';
import { type Profile, profileSchema, type RecordKind } from '../../core/profile.js';
import { raw_appraisals, raw_cases, raw_comments, raw_rejects, raw_sources, raw_units } from '../../core/raw.js';
import { type Batch, type Relation, rowsOf } from '../../core/relation.js';
import type { SourceFile, SourceTable } from '../../core/source.js';
import { type StageIO, stage } from '../../core/stage.js';
import { type DataRow, readTable } from './reading.js';
import { type Fields, isRefused } from './records.js';
import { sourceId } from './table.js';

const written = [raw_sources, raw_rejects, raw_comments, raw_cases, raw_units, raw_appraisals] as const;
type IO = StageIO<never, (typeof written)[number]>;
type Hash = (text: string) => string;

const relationOf = { cases: raw_cases, comments: raw_comments, units: raw_units, appraisals: raw_appraisals } as const;
const configSchema = z.object({ profiles: z.array(profileSchema) });

/**
 * Files → raw rows. Each file is read once and kept by content: files of earlier runs stay, a file seen before costs
 * nothing. One commit per file, so that a killed run goes on with the next one.
 */
export function ingest(files: readonly SourceFile[], hash: Hash) {
  return stage({
    name: 'ingest',
    version: 2,
    reads: [],
    writes: written,
    config: configSchema,
    inputs: files.map(file => `${file.path} ${file.sha256}`),
    async run(io, config) {
      const reading = hash(JSON.stringify(config.profiles)).slice(0, 12);
      const known = rowsOf((await io.all('raw_sources' as never)) as unknown as Batch<typeof raw_sources>);
      let ordinal = known.reduce((most, row) => Math.max(most, row.ordinal), 0);
      const contents = new Map(known.filter(row => row.reading === reading).map(row => [row.sha256, row.path]));
      for (const [index, file] of files.entries()) {
        io.progress(index, files.length);
        const earlier = known.filter(row => row.path === file.path && row.sha256 === file.sha256);
        if (earlier.some(row => row.reading === reading)) continue;
        for (const row of earlier) await forget(io, row.source_id);
        const twin = contents.get(file.sha256);
        const read = twin === undefined || twin === file.path ? file : sameAs(file, twin);
        if (known.some(row => row.path === file.path && row.sha256 !== file.sha256)) {
          io.note(`${file.path}: changed since it was read; of keys seen before the first version stays`);
        }
        ordinal = await readFile(io, read, config.profiles, ordinal, reading, hash);
        if (twin === undefined) contents.set(file.sha256, file.path);
      }
    },
  });
}

/** A file is read again where the profiles changed; what it gave before goes. */
async function forget(io: IO, source: string): Promise<void> {
  for (const { name } of written) await io.forget(name, 'source_id', source);
}

/** A file whose content stands under another name already: listed, not read. */
function sameAs(file: SourceFile, path: string): SourceFile {
  return {
    ...file,
    tables: async () => [
      {
        path: file.path,
        sheet: null,
        sha256: file.sha256,
        encoding: null,
        reason: `same content as ${path}`,
        rows: nothing,
      },
    ],
  };
}

async function* nothing(): AsyncGenerator<never> {}

async function readFile(
  io: IO,
  file: SourceFile,
  profiles: readonly Profile[],
  before: number,
  reading: string,
  hash: Hash,
): Promise<number> {
  const gathered = new Gathered();
  let ordinal = before;
  for (const table of await file.tables()) await gatherTable(table, profiles, ++ordinal, reading, gathered, hash);
  await io.writeCaches(gathered.batches() as never);
  return ordinal;
}

async function gatherTable(
  table: SourceTable,
  profiles: readonly Profile[],
  ordinal: number,
  reading: string,
  gathered: Gathered,
  hash: Hash,
): Promise<void> {
  const source = sourceId(table);
  const read = await readTable(table, profiles, row => {
    if (row.fault) gathered.reject(source, row.number, row.fault, null);
    else gatherRow(source, row, gathered, hash);
  });
  gathered.add('raw_sources', {
    source_id: source,
    ordinal,
    reading,
    path: table.path,
    sheet: table.sheet,
    profile: read.found?.profile.name ?? null,
    encoding: table.encoding,
    header_row: read.found?.headerRow ?? null,
    rows_read: read.rows,
    sha256: table.sha256,
    columns: read.readers.flatMap(reader => reader.offered()),
    reason: read.reason,
  });
}

function gatherRow(source: string, row: DataRow, gathered: Gathered, hash: Hash): void {
  const { number, cells, profile, readers } = row;
  const records: [RecordKind, Fields][] = [];
  for (const reader of readers) {
    const record = reader.read(cells);
    if (isRefused(record)) {
      gathered.reject(source, number, record.reason, record.detail);
      return;
    }
    if (record) records.push([reader.kind, record]);
  }
  records.forEach(([kind, fields], part) => {
    const relation = relationOf[kind];
    const extra =
      kind === 'comments'
        ? commentFields(fields, profile, part, cells, hash)
        : kind === 'cases'
          ? caseFields(fields, hash)
          : {};
    gathered.add(relation.name, { source_id: source, row: number, ...fields, ...extra });
  });
}

function caseFields(fields: Fields, hash: Hash): Fields {
  const key = ((fields['summary'] as string | undefined) ?? '').normalize('NFKC').replace(/\s+/gu, '');
  return { summary: fields['summary'] ?? '', reply: fields['reply'] ?? '', summary_key: key === '' ? null : hash(key) };
}

/** A comment without an id is keyed by its whole row. */
function commentFields(fields: Fields, profile: Profile, part: number, cells: readonly string[], hash: Hash): Fields {
  const label = fields['rating'] as string | null | undefined;
  return {
    part,
    comment_id: fields['comment_id'] ?? `row-${hash(`${part}\u0000${cells.join('\u0000')}`).slice(0, 20)}`,
    rating: label == null ? null : profile.ratings[label],
    rating_label: label ?? null,
    rated_party: fields['rated_party'] ?? 'unit',
    text: fields['text'] ?? '',
  };
}

/** Rows of one file, by relation, as columns. */
class Gathered {
  readonly #columns = new Map<string, readonly (readonly [name: string, values: unknown[]])[]>();

  add(relation: string, fields: Fields): void {
    for (const [name, values] of this.#of(relation)) values.push(fields[name] ?? null);
  }

  reject(source_id: string, row: number, reason: string, detail: string | null): void {
    this.add('raw_rejects', { source_id, row, reason, detail });
  }

  batches(): Record<string, Batch<Relation>> {
    const entries = [...this.#columns].map(([name, columns]) => [
      name,
      { length: columns[0]![1].length, columns: Object.fromEntries(columns) },
    ]);
    return Object.fromEntries(entries) as Record<string, Batch<Relation>>;
  }

  #of(relation: string) {
    let columns = this.#columns.get(relation);
    if (!columns) {
      const declared = written.find(candidate => candidate.name === relation)!;
      columns = Object.keys(declared.columns).map(name => [name, []] as const);
      this.#columns.set(relation, columns);
    }
    return columns;
  }
}
