import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MinshengError } from '../core/errors.js';
import { type Relation, sqlType } from '../core/relation.js';

/** Reads `<name>.sql` files of one folder: one SELECT each, named after the relation it fills. */
export class SqlFolder {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  has(name: string): boolean {
    return this.#texts.has(name) || existsSync(join(this.#folder, `${name}.sql`));
  }

  /** @throws MinshengError (contract) where the file is missing. */
  text(name: string): string {
    const known = this.#texts.get(name);
    if (known !== undefined) return known;
    const path = join(this.#folder, `${name}.sql`);
    if (!existsSync(path)) throw new MinshengError('contract', `src/sql/${name}.sql is missing`);
    const text = readFileSync(path, 'utf8').trim().replace(/;$/, '');
    this.#texts.set(name, text);
    return text;
  }

  /** The relation's SELECT with its columns in declared order and of declared types. */
  select(relation: Relation): string {
    const columns = Object.entries(relation.columns).map(
      ([name, column]) => `CAST(selected."${name}" AS ${sqlType(column.type)}) AS "${name}"`,
    );
    return `SELECT ${columns.join(', ')} FROM (\n${this.text(relation.name)}\n) AS selected`;
  }

  /** Names of the `$parameters` in a relation's SELECT. */
  parameters(name: string): string[] {
    return [...new Set([...this.text(name).matchAll(/\$([a-z_]+)/g)].map(match => match[1]!))].sort();
  }
}
