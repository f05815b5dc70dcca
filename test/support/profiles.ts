import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { isoDay } from '../../src/core/dates.js';
import { type Profile, parseProfile } from '../../src/core/profile.js';
import type { SourceTable } from '../../src/core/source.js';
import { readTable } from '../../src/stages/ingest/reading.js';
import { isRefused } from '../../src/stages/ingest/records.js';
import { root } from './command.js';

const folder = join(root, 'pipelines', 'profiles');

/** A profile from its YAML text. */
export function profileOf(name: string, yaml: string): Profile {
  return parseProfile(name, parseDocument(yaml, { merge: true }).toJS());
}

/** The program's own profiles, in the order in which they are tried. */
export const profiles: readonly Profile[] = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .sort()
  .map(name => profileOf(name, readFileSync(join(folder, name), 'utf8')));

/** A table whose rows are numbered from 1, in batches of so many rows. */
export function tableOf(cells: readonly (readonly string[])[], path = 'file.csv', perBatch = 1000): SourceTable {
  return {
    path,
    sheet: null,
    sha256: '0'.repeat(64),
    encoding: null,
    reason: null,
    async *rows() {
      for (let at = 0; at < cells.length; at += perBatch) {
        const part = cells.slice(at, at + perBatch);
        yield { numbers: part.map((_, index) => at + index + 1), cells: part, faults: part.map(() => null) };
      }
    },
  };
}

export interface ReadRow {
  readonly row: number;
  /** Why the row is refused, with the column; null for a good one. */
  readonly refused: string | null;
  /** Records without their empty fields; days as ISO text. */
  readonly records: readonly Record<string, unknown>[];
}

/** Everything that is read from a table. */
export async function readRows(table: SourceTable, known: readonly Profile[] = profiles) {
  const rows: ReadRow[] = [];
  const read = await readTable(table, known, ({ number, cells, fault, readers }) => {
    const results = fault ? [] : readers.map(reader => ({ kind: reader.kind, fields: reader.read(cells) }));
    const refused = results.map(result => result.fields).find(isRefused);
    rows.push({
      row: number,
      refused: fault ?? (refused ? `${refused.reason} ${refused.detail}` : null),
      records: refused
        ? []
        : results
            .filter(each => each.fields !== null)
            .map(each => ({ kind: each.kind, ...shown(each.fields as object) })),
    });
  });
  return { ...read, profile: read.found?.profile.name ?? null, data: rows };
}

function shown(fields: object): Record<string, unknown> {
  const said = Object.entries(fields).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(
    said.map(([name, value]) => [name, name.endsWith('_on') ? isoDay(value as number) : value]),
  );
}
