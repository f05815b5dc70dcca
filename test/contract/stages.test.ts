import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRelations } from '../../pipelines/monthly.js';
import { contract } from '../../src/core/relations.js';
import { plannedStages } from '../support/plan.js';

const sql = (name: string) => existsSync(join(import.meta.dirname, '..', '..', 'src', 'sql', `${name}.sql`));

test('every view has its SELECT and every SELECT a reader', async () => {
  const stages = await plannedStages();
  for (const relation of allRelations) {
    if (relation.kind !== 'view' || relation.name === 'classified') continue;
    expect(sql(relation.name), `src/sql/${relation.name}.sql`).toBe(true);
  }
  expect(stages.length).toBeGreaterThan(8);
});

test('every table of the contract is written by exactly one stage', async () => {
  const stages = await plannedStages();
  for (const relation of contract) {
    const writers = stages.filter(stage => stage.writes.some(each => each.name === relation.name));
    expect(
      writers.map(stage => stage.name),
      relation.name,
    ).toHaveLength(relation.kind === 'table' ? 1 : 0);
  }
});

test('red flags are read by no stage but the report, which only leaves their texts out', async () => {
  const stages = await plannedStages();
  const readers = stages.filter(stage => stage.reads.some(each => each.name === 'red_flags')).map(stage => stage.name);
  expect(readers).toEqual(['report']);
  const folder = join(import.meta.dirname, '..', '..', 'src', 'sql');
  for (const name of readdirSync(folder)) {
    const uses = readFileSync(join(folder, name), 'utf8').match(/(?:\w+ )?(?:FROM|JOIN) red_flags/gu) ?? [];
    expect(uses, name).toEqual(name === 'report_passages.sql' ? ['ANTI JOIN red_flags'] : []);
  }
});

test('only ingest, resolve and redact reach the raw database', async () => {
  const stages = await plannedStages();
  for (const stage of stages) {
    const raw = [...stage.reads, ...stage.writes].filter(relation => relation.database === 'raw');
    if (!['ingest', 'resolve', 'redact'].includes(stage.name))
      expect(
        raw.map(each => each.name),
        stage.name,
      ).toEqual([]);
  }
});
