import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isoDay } from '../core/dates.js';
import { model_card } from '../core/findings.js';
import { contractVersion, data_period, relation_counts } from '../core/output-views.js';
import { sources } from '../core/records.js';
import { type Row, rowsOf } from '../core/relation.js';
import { contract } from '../core/relations.js';
import { stage } from '../core/stage.js';
import { files_done } from '../core/workspace.js';
import { latestReads } from './report-month.js';

/** Names a manifest does not count: the restricted list, and the log that grows with every run. */
const uncounted = ['red_flags', 'runs'] as const;
const counted = contract.filter(table => !(uncounted as readonly string[]).includes(table.name));

const versioned = z.looseObject({ version: z.string() });

const configSchema = z.object({
  /** `YYYY-MM`; null = the latest month with data. */
  month: z.string().nullable(),
  /** Of this program. */
  version: z.string(),
  /** Ids of the models in use. */
  models: z.array(z.string()),
  taxonomy: versioned,
  scoring: versioned,
});
export type ManifestConfig = z.infer<typeof configSchema>;

/** What went into the month's files and what came out: versions, definitions, sources, counts, hashes. No clock time. */
export const manifest = stage({
  name: 'manifest',
  version: 1,
  reads: [...latestReads, data_period, relation_counts, sources, model_card, files_done, ...counted],
  writes: [],
  config: configSchema,
  async run(io, config) {
    const month = config.month ?? (await io.all('latest_month')).columns.month[0];
    if (month === undefined) return;
    const text = manifestText({
      month,
      config,
      period: rowsOf(await io.all('data_period')),
      counts: rowsOf(await io.all('relation_counts')),
      sources: rowsOf(await io.all('sources')),
      files: rowsOf(await io.all('files_done')),
    });
    await io.file({ path: `${month}/manifest.json`, bytes: text });
  },
});

export interface ManifestContent {
  readonly month: string;
  readonly config: ManifestConfig;
  readonly period: readonly Row<typeof data_period>[];
  readonly counts: readonly Row<typeof relation_counts>[];
  readonly sources: readonly Row<typeof sources>[];
  readonly files: readonly Row<typeof files_done>[];
}

/** `manifest.json`: the same run of the same input gives the same text. */
export function manifestText(content: ManifestContent): string {
  const { month, config } = content;
  const period = content.period[0];
  const value = {
    month,
    period: { first: day(period?.first_on ?? null), last: day(period?.last_on ?? null) },
    versions: {
      minsheng: config.version,
      contract: contractVersion,
      taxonomy: config.taxonomy.version,
      scoring: config.scoring.version,
      models: config.models,
    },
    definitions: {
      taxonomy: hashed(config.taxonomy),
      scoring: { ...hashed(config.scoring), values: config.scoring },
    },
    sources: content.sources.map(source => ({
      path: source.path,
      sheet: source.sheet,
      profile: source.profile,
      encoding: source.encoding,
      sha256: source.sha256,
      rows_read: source.rows_read,
      rows_kept: source.rows_kept,
      rows_rejected: source.rows_rejected,
      reason: source.reason,
    })),
    rows: Object.fromEntries(content.counts.map(count => [count.relation, count.rows])),
    files: content.files
      .filter(file => file.path.startsWith(`${month}/`) && file.stage !== 'manifest')
      .map(file => ({ path: file.path.slice(month.length + 1), sha256: file.sha256, bytes: file.bytes }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Version of a definition file as it is in use, and the hash of its JSON text. */
function hashed(definition: ManifestConfig['scoring']) {
  const sha256 = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
  return { version: definition.version, sha256 };
}

function day(value: number | null): string | null {
  return value === null ? null : isoDay(value);
}
