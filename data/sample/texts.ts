import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

type Templates = readonly string[];

/** How petitions begin and end around the issue of a matter, and those that have no matter. */
export type Petitions = Readonly<
  Record<'openings' | 'backgrounds' | 'again' | 'backlog' | 'court' | 'accused' | 'uncounted', Templates>
>;

export type ReplyKind = 'complete' | 'short' | 'template' | 'unexplained' | 'astray';
export type Replies = Readonly<Record<ReplyKind | 'greetings' | 'remedies', Templates>>;

export type Span = 'short' | 'middle' | 'long' | 'endless';
export type Side = 'others' | 'months' | 'times' | 'overdue' | 'docs' | 'phones' | 'staff';

/** What citizens say about the handling; `themes` by id of the taxonomy. */
export interface Remarks
  extends Readonly<
    Record<
      'praise' | 'lukewarm' | 'claims' | 'trivial' | 'openers' | 'closers' | 'good_closers' | 'notes' | 'good_notes' | 'letters',
      Templates
    >
  > {
  readonly themes: Readonly<Record<string, Templates>>;
  readonly sides: Readonly<Record<Side, Templates>>;
  readonly spans: Readonly<Record<Span, Templates>>;
}

/** The folder of the package: this file runs as TypeScript in data/sample and, built, as JavaScript below dist. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('no package.json above the sample generator');
    folder = above;
  }
  return folder;
}

/** The templates of one file of data/sample/texts, as written: the sample's own test composes every one. */
export function readTexts<T>(name: string): T {
  return parse(readFileSync(join(packageRoot(), 'data', 'sample', 'texts', `${name}.yaml`), 'utf8')) as T;
}
