import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/arguments.js';
import { minsheng, sample, workFolder } from '../support/command.js';

const folder = workFolder();
afterAll(folder.remove);

describe('the command line', () => {
  test('--help names every command, in both languages', async () => {
    const [zh, en] = [await minsheng(['--help']), await minsheng(['--help', '--lang', 'en'])];
    for (const command of commands) {
      expect(zh.stdout).toContain(command.name);
      expect((await minsheng([command.name, '--help'])).stdout).toContain(`minsheng ${command.name}`);
    }
    expect(zh.stdout).toContain('用法');
    expect(en.stdout).toContain('usage');
    expect(zh.code).toBe(0);
  });

  test('a mistyped command, option or relation gets the nearest word and exit code 2', async () => {
    const command = await minsheng(['rnu']);
    expect(command.code).toBe(2);
    expect(command.stderr).toContain('run');
    const option = await minsheng(['run', '--inptu', 'x', '--lang', 'en']);
    expect(option.code).toBe(2);
    expect(option.stderr).toContain('Did you mean --input?');
    const relation = await minsheng(['show', 'coments']);
    expect(relation.code).toBe(2);
    expect(relation.stderr).toContain('comments');
  });

  test('check passes on the repository', async () => {
    const { code, stdout } = await minsheng(['check']);
    expect(code).toBe(0);
    expect(stdout.match(/✓/gu)?.length).toBeGreaterThanOrEqual(4);
  });

  test('classify and redact are filters: one line out per line in, in order', async () => {
    const input = [
      '{"id":"a","text":"工作人员态度恶劣，问了三次都不解释"}',
      '',
      '{"id":7,"text":"我叫张伟，电话13800138000"}',
    ].join('\n');
    const classified = await minsheng(['classify', '-'], { input });
    expect(classified.code).toBe(0);
    const lines = classified.stdout
      .trim()
      .split('\n')
      .map(
        line =>
          JSON.parse(line) as { id: string; themes: { theme: string; evidence: number[][] }[]; abstain: string | null },
      );
    expect(lines.map(line => line.id)).toEqual(['a', '2', '7']);
    expect(lines[0]!.themes.map(theme => theme.theme)).toContain('attitude_poor');
    expect(lines[1]!.abstain).toBe('no_content');
    for (const theme of lines[0]!.themes) expect(theme.evidence.length).toBeGreaterThan(0);
    const redacted = await minsheng(['redact'], { input });
    const last = JSON.parse(redacted.stdout.trim().split('\n')[2]!) as {
      text: string;
      redactions: { kind: string; start: number; end: number }[];
    };
    expect(last.text).not.toContain('13800138000');
    expect(last.redactions.map(each => last.text.slice(each.start, each.end))).toContain('〔手机〕');
  });

  test('inspect tells the profile and writes nothing', async () => {
    const { code, stdout } = await minsheng(['inspect', join(sample, 'units.csv'), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ profile: 'generic', kinds: ['units'], header_row: 1 });
  });
});

describe('input that cannot be read', () => {
  const place = (name: string) => ['--db', join(folder.path, `${name}.duckdb`), '--out', join(folder.path, name)];

  test('an empty folder: exit 3 and what to do', async () => {
    const empty = join(folder.path, 'empty');
    mkdirSync(empty);
    const { code, stderr } = await minsheng(['run', '--input', empty, ...place('e')]);
    expect(code).toBe(3);
    expect(stderr).toContain('--input');
  });

  test('a folder of one broken file: exit 3, the file is named with its reason', async () => {
    const broken = join(folder.path, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'x.xlsx'), 'no workbook');
    const { code, stderr } = await minsheng(['run', '--input', broken, ...place('f')]);
    expect(code).toBe(3);
    expect(stderr).toContain('x.xlsx');
    expect(stderr).toContain('minsheng inspect');
  });

  test('a broken file beside a good one does not stop the run', async () => {
    const mixed = join(folder.path, 'mixed');
    mkdirSync(mixed);
    writeFileSync(join(mixed, 'bad.csv'), 'nothing,known\n1,2\n');
    writeFileSync(
      join(mixed, 'good.csv'),
      'case_id,unit_id,rated_on,rating,comment\n1,U1,2026-03-02,满意,办得快\n2,U1,2026-03-99,满意,\n',
    );
    const { code, stderr } = await minsheng(['run', '--input', mixed, ...place('g')]);
    expect(code).toBe(0);
    expect(stderr).toContain('bad.csv');
    const { stdout } = await minsheng(['show', 'sources', '--format', 'jsonl', '--db', join(folder.path, 'g.duckdb')]);
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(row => [row['path'], row['rows_read'], row['rows_kept'], row['rows_rejected']])).toEqual([
      ['bad.csv', 0, 0, 0],
      ['good.csv', 2, 1, 1],
    ]);
  });

  test('--max-reject fails a run that lost more', async () => {
    const { code, stderr } = await minsheng([
      'run',
      '--input',
      join(folder.path, 'mixed'),
      '--max-reject',
      '5%',
      ...place('h'),
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('5%');
  });

  test('a path that does not exist, a file that is no database, bad SQL', async () => {
    expect((await minsheng(['run', '--input', join(folder.path, 'nowhere'), ...place('i')])).code).toBe(3);
    writeFileSync(join(folder.path, 'no.duckdb'), 'x'.repeat(9000));
    expect((await minsheng(['show', 'rates', '--db', join(folder.path, 'no.duckdb')])).code).toBe(3);
    expect((await minsheng(['query', 'SELEC 1', '--db', join(folder.path, 'g.duckdb')])).code).toBe(5);
    expect((await minsheng(['query', 'DROP TABLE rates', '--db', join(folder.path, 'g.duckdb')])).code).toBe(5);
    expect((await minsheng(['classify', '--model', 'magic'], { input: 'x' })).code).toBe(4);
  });
});

describe('input that changes', () => {
  const place = (name: string) => ['--db', join(folder.path, `${name}.duckdb`), '--out', join(folder.path, name)];
  const sources = async (name: string) => {
    const { stdout } = await minsheng(['show', 'sources', '--json', '--db', join(folder.path, `${name}.duckdb`)]);
    return (JSON.parse(stdout) as Record<string, unknown>[]).map(row => [row['path'], row['rows_read'], row['reason']]);
  };
  const csv = 'case_id,unit_id,rated_on,rating,comment\n1,U1,2026-03-02,满意,办得快\n';

  test('two inputs with a file of one name are both read', async () => {
    for (const name of ['one', 'two']) mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, 'one', 'comments.csv'), csv);
    writeFileSync(join(folder.path, 'two', 'comments.csv'), csv.replace('1,U1', '2,U1'));
    const { code } = await minsheng([
      'run',
      '--input',
      join(folder.path, 'one'),
      '--input',
      join(folder.path, 'two'),
      ...place('j'),
    ]);
    expect(code).toBe(0);
    expect(await sources('j')).toEqual([
      ['comments.csv', 1, null],
      ['two/comments.csv', 1, null],
    ]);
  });

  test('the same content under another name is listed and counts once', async () => {
    writeFileSync(join(folder.path, 'one', 'copy.csv'), csv);
    const { code } = await minsheng(['run', '--input', join(folder.path, 'one'), ...place('j')]);
    expect(code).toBe(0);
    expect(await sources('j')).toContainEqual(['copy.csv', 0, 'same content as comments.csv']);
  });

  test('a month without data is refused, and --lang takes two languages', async () => {
    const refused = await minsheng(['run', '--input', join(folder.path, 'one'), '--month', '2031-01', ...place('j')]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('2026-03');
    expect((await minsheng(['check', '--lang', 'fr'])).code).toBe(2);
  });

  test('a failed conversion does not tell the words it met; a query writes no file', async () => {
    const db = ['--db', join(folder.path, 'j.duckdb')];
    const failed = await minsheng(['show', 'comments', '--where', 'cast(text as int) = 1', ...db]);
    expect(failed.code).toBe(5);
    expect(failed.stderr).not.toContain('办得快');
    const target = join(folder.path, 'leak.csv');
    expect((await minsheng(['query', `COPY (SELECT 1) TO '${target}'`, ...db])).code).toBe(5);
    expect(existsSync(target)).toBe(false);
  });
});
