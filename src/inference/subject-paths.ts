import { z } from 'zod';

/** First level → second level → names of the third. */
export const subjectListSchema = z.object({
  version: z.number().int(),
  source: z.string(),
  subjects: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});
export type SubjectList = z.infer<typeof subjectListSchema>;

/** Names that stand for nothing under any subject. */
const unspecific = new Set(['其他', '其它', '综合', '']);
const separators = /\s*(?:[/\\>＞／|→]|--+|——)\s*/u;

/**
 * First-level subjects by name. The function returned takes what an export writes in its subject column: one name of any
 * level, or several levels with a separator; it gives the first-level subject, from the first level that is known and
 * belongs to one subject alone. Null where none does: names are compared whole, after NFKC and without white space.
 * @throws ZodError where the list does not have its form.
 */
export function subjectPaths(list: unknown): (name: string) => string | null {
  const { subjects } = subjectListSchema.parse(list);
  const subjectsOf = new Map<string, Set<string>>();
  const put = (name: string, subject: string) => {
    const key = plainName(name);
    if (unspecific.has(key)) return;
    const known = subjectsOf.get(key);
    if (known) known.add(subject);
    else subjectsOf.set(key, new Set([subject]));
  };
  for (const [subject, seconds] of Object.entries(subjects)) {
    for (const [second, thirds] of Object.entries(seconds)) {
      put(second, subject);
      for (const third of thirds) put(third, subject);
    }
  }
  for (const subject of Object.keys(subjects)) subjectsOf.set(plainName(subject), new Set([subject]));
  return name => {
    for (const part of [name, ...name.split(separators)]) {
      const found = subjectsOf.get(plainName(part));
      if (found?.size === 1) return [...found][0]!;
    }
    return null;
  };
}

function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '');
}
