import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

type List = readonly string[];

export interface Remarks {
  readonly themes: Readonly<Record<string, List>>;
  readonly praise: List;
  readonly lukewarm: List;
  readonly claims: List;
  readonly trivial: List;
  readonly openers: List;
  readonly closers: List;
  readonly notes: List;
  readonly good_notes: List;
  readonly letters: List;
  readonly office: Readonly<Record<'good' | 'bad', List>>;
  readonly sides: Readonly<
    Record<'others' | 'days' | 'months' | 'times' | 'overdue' | 'docs' | 'phones' | 'staff', List>
  >;
}

export type Replies = Readonly<
  Record<'greetings' | 'complete' | 'remedies' | 'short' | 'template' | 'unexplained' | 'astray', List>
>;

export interface Petitions
  extends Readonly<Record<'backgrounds' | 'again' | 'backlog' | 'court' | 'accused' | 'uncounted', List>> {
  readonly openings: Readonly<Record<'来电' | '网信' | '来访' | '来信', List>>;
}

/** The repository's root, from the sources as from the build. */
export function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** The parsed templates of data/sample/texts/<name>.yaml. */
export function readTexts<T>(name: string): T {
  return parse(readFileSync(join(rootFolder(), 'data', 'sample', 'texts', `${name}.yaml`), 'utf8')) as T;
}
