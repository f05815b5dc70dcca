import { z } from 'zod';
import { MinshengError } from './errors.js';
import { raw_appraisals, raw_cases, raw_comments, raw_units } from './raw.js';
import type { Relation } from './relation.js';

export const recordKinds = ['cases', 'comments', 'units', 'appraisals'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What a record must have; a comment that says something also needs `rated_on`. */
export const requiredColumns: Readonly<Record<RecordKind, readonly string[]>> = {
  cases: ['case_id', 'unit_id', 'registered_on'],
  comments: ['case_id', 'unit_id'],
  units: ['unit_id'],
  appraisals: ['unit_id', 'month', 'source', 'score'],
};

/** Headers that are never read, whatever a profile says. */
export const personHeaders: readonly string[] = [
  ...['姓名', '登记人', '来电人', '联系人', '信访人', '证件号码', '身份证号', '手机号', '来电号码', '联系电话'],
  ...['电子邮箱', '住址', '联系地址', '查询码'],
];

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const headersSchema = z
  .object({
    headers: z.array(z.string()).min(1),
    /** Cell → what is read in its place, compared after NFKC, without spaces and case; other cells are read as they are. */
    values: z.record(z.string(), scalar).optional(),
    /** What a cell that is not in `values` becomes. */
    others: scalar.optional(),
    /** The cell holds several values: `values` applies to each of them. */
    list: z.boolean().optional(),
  })
  .strict();

const plainHeaders = z
  .array(z.string())
  .min(1)
  .transform(headers => ({ headers }));

/**
 * Where a value of ours comes from: the first of some headers that the table has, several headers joined by a line
 * break, the first of several sources that says something, or a constant.
 */
const sourceSchema = z.union([
  headersSchema,
  z.object({ join: z.array(z.string()).min(1) }).strict(),
  z.object({ either: z.array(z.union([headersSchema, plainHeaders])).min(1) }).strict(),
  z.object({ value: z.string() }).strict(),
  plainHeaders,
]);

const recordSchema = z
  .object({
    kind: z.enum(recordKinds),
    /** The record exists only where a cell under one of these headers says something. */
    when: z.union([z.string().transform(header => [header]), z.array(z.string()).min(1)]).optional(),
    columns: z.record(z.string(), sourceSchema),
  })
  .strict();

export const profileSchema = z
  .object({
    name: z.string().regex(/^[a-z0-9_]+$/),
    describes: z.string(),
    /** Values of `rating` by the scale's words. */
    ratings: z.record(z.string(), z.enum(['satisfied', 'basically_satisfied', 'dissatisfied'])).default({}),
    /** Further headers never read. */
    person: z.array(z.string()).default([]),
    /** A row is left out where a cell of it, other than a text, is one of these words. */
    exclude: z.array(z.string()).default([]),
    /** A table is of this kind where all `headers` are present. The first that fits wins. */
    tables: z
      .array(
        z
          .object({
            headers: z.array(z.string()).min(1),
            file_name: z.string().optional(),
            records: z.array(recordSchema).min(1),
          })
          .strict(),
      )
      .min(1),
  })
  .strict();

export type Profile = z.infer<typeof profileSchema>;
export type ProfileTable = Profile['tables'][number];
export type ProfileRecord = ProfileTable['records'][number];
export type ColumnSource = ProfileRecord['columns'][string];
export type HeaderSource = z.infer<typeof headersSchema>;

/**
 * Checks a parsed profile file.
 * @throws MinshengError (configuration) that lists every fault.
 */
export function parseProfile(file: string, input: unknown): Profile {
  const result = profileSchema.safeParse(input);
  const faults = result.success
    ? faultsOf(result.data)
    : result.error.issues.map(issue => `${issue.path.join('.') || '(top)'}: ${issue.message}`);
  if (result.success && faults.length === 0) return result.data;
  const lines = faults.map(fault => `  ${fault}`).join('\n');
  throw new MinshengError(
    'configuration',
    { zh: `模板 ${file} 有误：\n${lines}`, en: `profile ${file}:\n${lines}` },
    { zh: '请改正上面列出的各行。', en: 'Correct the lines named above.' },
  );
}

/** What the schema cannot say: columns that do not exist, columns that are missing, person columns. */
function faultsOf(profile: Profile): string[] {
  const person = new Set([...personHeaders, ...profile.person].map(normaliseHeader));
  return profile.tables.flatMap((table, number) =>
    table.records.flatMap((record, part) => {
      const path = `tables.${number}.records.${part}`;
      const known = columnsOf(record.kind);
      const given = Object.entries(record.columns);
      return [
        ...given
          .filter(([name]) => !known.includes(name))
          .map(([name]) => `${path}.columns.${name}: no column of ${record.kind}; known: ${known.join(', ')}`),
        ...requiredColumns[record.kind]
          .filter(name => !(name in record.columns))
          .map(name => `${path}.columns: ${record.kind} needs ${name}`),
        ...given.flatMap(([name, source]) =>
          headersOf(source)
            .filter(header => person.has(normaliseHeader(header)))
            .map(header => `${path}.columns.${name}: ${header} is a person column`),
        ),
      ];
    }),
  );
}

const relationOf: Readonly<Record<RecordKind, Relation>> = {
  cases: raw_cases,
  comments: raw_comments,
  units: raw_units,
  appraisals: raw_appraisals,
};
/** Made by the program, not read. */
const ownColumns = new Set(['source_id', 'row', 'part', 'rating_label', 'summary_key']);

/** Columns that a profile may fill. */
export function columnsOf(kind: RecordKind): string[] {
  return Object.keys(relationOf[kind].columns).filter(name => !ownColumns.has(name));
}

/** All headers that a source may read. */
export function headersOf(source: ColumnSource): readonly string[] {
  if ('value' in source) return [];
  if ('join' in source) return source.join;
  return 'either' in source ? source.either.flatMap(each => each.headers) : source.headers;
}

/** Header text as profiles compare it: NFKC, without spaces, line breaks, bracketed remarks and leading or trailing `*`. */
export function normaliseHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/gu, '')
    .replace(/[([【〔<][^)\]】〕>]*[)\]】〕>]/gu, '')
    .replace(/^\*+|\*+$/gu, '');
}
