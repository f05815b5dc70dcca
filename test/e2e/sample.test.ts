import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/core/relations.js';
import { hashes, minsheng, sample, workFolder } from '../support/command.js';

const folder = workFolder();
const place = (name: string) => [
  '--db',
  join(folder.path, `${name}.duckdb`),
  '--out',
  join(folder.path, `${name}-out`),
];
let first: Awaited<ReturnType<typeof minsheng>>;

beforeAll(async () => {
  first = await minsheng(['run', '--input', sample, ...place('a')], {
    env: { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' },
  });
}, 120_000);
afterAll(folder.remove);

describe('a run over the sample', () => {
  test('ends well and prints the paths of its files last', () => {
    expect(first.stderr).not.toMatch(/错误|程序错误/u);
    expect(first.code).toBe(0);
    const lines = first.stdout.trim().split('\n');
    for (const name of [
      'report.html',
      'report.docx',
      'report.xlsx',
      'training-needs.xlsx',
      'manifest.json',
      'feed/schema.json',
    ]) {
      expect(
        lines.some(line => line.endsWith(join('2026-06', name))),
        name,
      ).toBe(true);
    }
    expect(lines.at(-1)).toContain('report-unit');
  });

  test('rows read = kept + rejected in every source, and every reject has a reason', async () => {
    const { stdout } = await minsheng([
      'query',
      'SELECT count(*) AS n FROM sources WHERE rows_read <> rows_kept + rows_rejected',
      '--db',
      join(folder.path, 'a.duckdb'),
      '--format',
      'jsonl',
    ]);
    expect(JSON.parse(stdout)).toEqual({ n: 0 });
    const rejects = await minsheng(['show', 'rejects', '--db', join(folder.path, 'a.duckdb'), '--format', 'jsonl']);
    const reasons = rejects.stdout
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { reason: string }).reason);
    expect(reasons.sort()).toEqual(['bad_date', 'unknown_case', 'unknown_rating']);
  });

  test('again: every stage is skipped and the files are the same', async () => {
    const before = hashes(join(folder.path, 'a-out'));
    const again = await minsheng(['run', '--input', sample, ...place('a')]);
    expect(again.code).toBe(0);
    expect(again.stderr.match(/未变，跳过/gu)?.length).toBeGreaterThanOrEqual(12);
    expect(hashes(join(folder.path, 'a-out'))).toEqual(before);
  });

  test('another time zone, locale and number of threads: the same bytes', async () => {
    const other = await minsheng(['run', '--input', sample, ...place('b')], {
      env: { TZ: 'America/New_York', LANG: 'C', LC_ALL: 'C' },
    });
    expect(other.code).toBe(0);
    expect(hashes(join(folder.path, 'b-out'))).toEqual(hashes(join(folder.path, 'a-out')));
  });

  test('files given one after another end in the same relations as all at once', async () => {
    for (const part of ['units.csv', 'appraisals.csv', 'cases-2025.csv']) {
      await minsheng(['run', '--input', join(sample, part), ...place('c')]);
    }
    const { code } = await minsheng(['run', '--input', sample, ...place('c')]);
    expect(code).toBe(0);
    for (const name of ['rates', 'sub_scores', 'theme_rates', 'issues']) {
      const show = (db: string) =>
        minsheng(['show', name, '--db', join(folder.path, `${db}.duckdb`), '--format', 'csv']);
      expect((await show('c')).stdout, name).toBe((await show('a')).stdout);
    }
  }, 180_000);

  test('every relation of the contract can be shown', async () => {
    for (const relation of contract) {
      const shown = await minsheng([
        'show',
        relation.name,
        '--limit',
        '1',
        '--format',
        'jsonl',
        '--db',
        join(folder.path, 'a.duckdb'),
      ]);
      expect(shown.code, relation.name).toBe(0);
    }
  }, 120_000);

  test('no planted identity is in any byte that was written outside the raw store', async () => {
    const planted = /1380013\d{4}/u;
    for (const relation of ['comments', 'cases']) {
      const shown = await minsheng(['show', relation, '--format', 'jsonl', '--db', join(folder.path, 'a.duckdb')]);
      expect(planted.test(shown.stdout), relation).toBe(false);
      expect(shown.stdout.length).toBeGreaterThan(10_000);
    }
  });
});
