import { z } from 'zod';
import { MinshengError } from './errors.js';

export const recordKinds = ['cases', 'comments', 'units', 'appraisals'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Where a value of ours comes from: a header, several headers joined by a line break, or a constant. */
const sourceSchema = z.union([
  z.object({ headers: z.array(z.string()).min(1) }).strict(),
  z.object({ join: z.array(z.string()).min(1) }).strict(),
  z.object({ value: z.string() }).strict(),
  z
    .array(z.string())
    .min(1)
    .transform(headers => ({ headers })),
]);

const recordSchema = z
  .object({
    kind: z.enum(recordKinds),
    /** The record exists only where this header's cell is not empty. */
    when: z.string().optional(),
    columns: z.record(z.string(), sourceSchema),
  })
  .strict();

export const profileSchema = z
  .object({
    name: z.string().regex(/^[a-z0-9_]+$/),
    describes: z.string(),
    /** Values of `rating` by the scale's words. */
    ratings: z.record(z.string(), z.enum(['satisfied', 'basically_satisfied', 'dissatisfied'])).default({}),
    /** Headers never read. */
    person: z.array(z.string()).default([]),
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

/**
 * Checks a parsed profile file.
 * @throws MinshengError (configuration) that lists every fault.
 */
export function parseProfile(file: string, input: unknown): Profile {
  const result = profileSchema.safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new MinshengError('configuration', `${file}:\n${faults.join('\n')}`, 'Correct the lines named above.');
}

/** Header text as profiles compare it: NFKC, without spaces, line breaks, bracketed remarks and trailing `*`. */
export function normaliseHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/gu, '')
    .replace(/[([【〔][^)\]】〕]*[)\]】〕]/gu, '')
    .replace(/\*+$/u, '');
}
