import { z } from 'zod';
import { issues, theme_tags } from '../core/findings.js';
import { contractVersion, feed_issues, feed_rates, feed_sub_scores, feed_theme_tags } from '../core/output-views.js';
import { type Batch, type ColumnType, type Relation, sqlType } from '../core/relation.js';
import { rates, sub_scores } from '../core/scores.js';
import { stage } from '../core/stage.js';
import { arrowType, encodeArrow } from '../store/arrow.js';
import { encodeParquet } from '../store/parquet.js';
import { latestReads } from './report-month.js';

const fed = [
  { view: feed_theme_tags, table: theme_tags },
  { view: feed_rates, table: rates },
  { view: feed_sub_scores, table: sub_scores },
  { view: feed_issues, table: issues },
] as const;

const configSchema = z.object({
  /** `YYYY-MM`; null = the latest month with data. */
  month: z.string().nullable(),
  taxonomy: z.object({
    version: z.string(),
    themes: z.array(z.object({ id: z.string(), red_flag: z.boolean() })),
  }),
  scoring: z.object({ version: z.string() }),
});

/** The month's tags, rates, sub-scores and issues for the dashboard, as Arrow and Parquet, with their schema. */
export const feed = stage({
  name: 'feed',
  version: 1,
  reads: [...latestReads, ...fed.map(({ view }) => view), ...fed.map(({ table }) => table)],
  writes: [],
  config: configSchema,
  async run(io, config) {
    const month = config.month ?? (await io.all('latest_month')).columns.month[0];
    if (month === undefined) return;
    const red_flags = config.taxonomy.themes.filter(theme => theme.red_flag).map(theme => theme.id);
    const versions = { taxonomy: config.taxonomy.version, scoring: config.scoring.version };
    const rows = new Map<string, number>();
    for (const { view, table } of fed) {
      const batch = (await io.all(view.name, { parameters: { month, red_flags } })) as unknown as Batch<Relation>;
      const path = `${month}/feed/${table.name}`;
      const metadata = { relation: table.name, month, contract_version: String(contractVersion) };
      await io.file({ path: `${path}.arrow`, bytes: encodeArrow(table, batch, metadata) });
      await io.file({ path: `${path}.parquet`, bytes: await encodeParquet(table, batch) });
      rows.set(table.name, batch.length);
    }
    const schema = feedSchema(month, versions, rows);
    await io.file({ path: `${month}/feed/schema.json`, bytes: `${JSON.stringify(schema, null, 2)}\n` });
  },
});

/** What `feed/schema.json` says: the contract's version and every column, derived from the declarations. */
export function feedSchema(
  month: string,
  versions: { readonly taxonomy: string; readonly scoring: string },
  rows: ReadonlyMap<string, number>,
) {
  return {
    contract_version: contractVersion,
    month,
    taxonomy_version: versions.taxonomy,
    scoring_version: versions.scoring,
    audience: 'office: not for the units, small cells are not suppressed',
    conventions: {
      rates: '0–1',
      scores: '0–100',
      offsets: 'half-open, UTF-16, into the redacted text, which is not in the feed',
      null: 'no value, never 0',
    },
    relations: fed.map(({ table }) => describe(table, rows.get(table.name) ?? 0)),
  };
}

function describe(table: Relation, rows: number) {
  return {
    name: table.name,
    grain: table.grain,
    key: table.key,
    rows,
    files: [`${table.name}.arrow`, `${table.name}.parquet`],
    columns: Object.entries(table.columns).map(([name, column]) => ({
      name,
      type: typeName(column.type),
      arrow: arrowType(column.type).toString(),
      sql: sqlType(column.type).replaceAll('"', ''),
      nullable: column.nullable,
      note: column.note,
    })),
  };
}

function typeName(type: ColumnType): string {
  if (type === 'texts') return 'list<text>';
  if (typeof type === 'string') return type;
  const fields = Object.entries(type).map(([name, field]) => `${name}: ${field}`);
  return `list<struct<${fields.join(', ')}>>`;
}
