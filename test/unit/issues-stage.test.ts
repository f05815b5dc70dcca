import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { abstentions, bursts, issue_members, issues, theme_tags } from '../../src/core/findings.js';
import { cases, comments } from '../../src/core/records.js';
import { batchOf, type Row, rowsOf } from '../../src/core/relation.js';
import { stage } from '../../src/core/stage.js';
import { tokens } from '../../src/core/workspace.js';
import { planned } from '../../src/run/plan.js';
import { runStages } from '../../src/run/runner.js';
import { detectIssues } from '../../src/stages/detect-issues/stage.js';
import { readAll } from '../../src/store/read.js';
import { emptyDatabase } from '../support/database.js';
import { issueKnobs } from '../support/issue-knobs.js';

type Case = Row<typeof cases>;

let database: Awaited<ReturnType<typeof emptyDatabase>>;
beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(() => database.close());

const day = (iso: string) => Date.parse(iso) / 86_400_000;

function caseOf(id: string, on: string, words: string, more: Partial<Case> = {}): Case {
  const empty = Object.fromEntries(Object.keys(cases.columns).map(name => [name, null]));
  return {
    ...(empty as unknown as Case),
    ...{ case_id: id, unit_id: 'U1', registered_on: day(on), month: on.slice(0, 7), route: 'ordinary', row: 1 },
    ...{ is_first: true, is_repeat: false, is_backlog: false, is_urgent: false, is_counted: true, source_id: 's' },
    ...{ summary: words.replaceAll(' ', ''), summary_id: words, reply_text: '', subject: '物业' },
    ...more,
  };
}

const matters = ['停水 捆绑 物业费', '停水 捆绑 物业费 关阀', '停水 捆绑 水卡 物业费', '捆绑 物业费 停水 拒收'];
const noise = ['路灯 不亮', '井盖 缺失', '树木 倒伏', '噪音 扰民', '违停 堵路', '积水 内涝', '漏水 渗水', '电梯 困人'];

/** Cases of one month: the matter `count` times at 湖滨小区, and others elsewhere. */
function monthOf(month: string, count: number): Case[] {
  const own = Array.from({ length: count }, (_, at) =>
    caseOf(`${month}-a${at}`, `${month}-10`, `湖滨 小区 ${matters[at % 4]} ${at}号楼`, { place: '湖滨小区' }),
  );
  const rest = noise.map((words, at) => caseOf(`${month}-b${at}`, `${month}-11`, `${words} ${at}`));
  return [...own, ...rest];
}

async function detect(rows: readonly Case[], runId = 'run') {
  const given = stage({
    name: 'given',
    version: 1,
    reads: [tokens],
    writes: [cases, comments, tokens, theme_tags, abstentions],
    config: z.object({ rows: z.unknown() }),
    async run(io) {
      await io.write('cases', batchOf(cases, rows));
      const known = new Set((await io.all('tokens')).columns.text_id);
      const texts = [...new Set(rows.map(row => row.summary_id!))].filter(text => !known.has(text));
      await io.write('tokens', {
        length: texts.length,
        columns: { text_id: texts, version: texts.map(() => runId), words: texts },
      });
      await io.write('comments', batchOf(comments, []));
      await io.write('theme_tags', batchOf(theme_tags, []));
      await io.write('abstentions', batchOf(abstentions, []));
    },
  });
  const progress = { stageStarted() {}, stageEnded() {}, stageFinished() {}, progress() {}, note() {} };
  await runStages(
    database.store,
    [planned(given, { rows: rows.map(row => ({ ...row })) }), planned(detectIssues(runId), issueKnobs)],
    {
      ...{ runId, version: 'test', now: () => 0, output: database.folder, force: false },
      reporter: progress as never,
      signal: new AbortController().signal,
    },
  );
  const at = async <R extends typeof issues | typeof issue_members | typeof bursts>(relation: R) =>
    rowsOf(await readAll(database.store, relation));
  return { issues: await at(issues), members: await at(issue_members), bursts: await at(bursts) };
}

describe('detect-issues', () => {
  test('finds the matter, keeps its id, and tells the burst from the first month', async () => {
    const rows = [...monthOf('2026-04', 3), ...monthOf('2026-05', 3), ...monthOf('2026-06', 12)];
    const found = await detect(rows);
    const own = found.issues.filter(issue => issue.place === '湖滨小区');
    expect(own.map(({ month, cases, rank }) => [month, cases, rank])).toEqual([
      ['2026-04', 3, 1],
      ['2026-05', 3, 1],
      ['2026-06', 12, 1],
    ]);
    expect(new Set(own.map(issue => issue.issue_id)).size).toBe(1);
    expect(own.map(issue => [issue.previous_cases, issue.is_new])).toEqual([
      [null, false],
      [3, false],
      [3, false],
    ]);
    expect(own[2]!.first_seen_on).toBe(day('2026-04-10'));
    expect(own[2]!.title).toContain('湖滨小区');
    expect(own[2]!.share).toBeCloseTo(12 / 20, 12);
    const burst = found.bursts.find(row => row.month === '2026-06' && row.scope === 'issue')!;
    expect(burst).toMatchObject({ scope_id: own[2]!.issue_id, observed: 12 });
    expect(burst.expected).toBeCloseTo((6 * 20) / 22, 9);
    expect(found.bursts.some(row => row.month === '2026-04')).toBe(false);
  });

  test('cases that do not count are in no issue', async () => {
    const out: Partial<Case>[] = [{ is_counted: false }, { route: 'litigation' }, { duplicate_of: '2026-06-a0' }];
    const rows = [
      ...monthOf('2026-06', 4),
      ...out.map((more, at) =>
        caseOf(`x${at}`, '2026-06-12', `湖滨 小区 ${matters[0]}`, { place: '湖滨小区', ...more }),
      ),
    ];
    const { issues: found, members } = await detect(rows);
    expect(found.map(issue => issue.cases)).toEqual([4]);
    expect(members.map(member => member.case_id)).toEqual(['2026-06-a0', '2026-06-a1', '2026-06-a2', '2026-06-a3']);
    expect(found[0]!.share).toBeCloseTo(4 / 12, 12);
  });

  test('copies are merged in the count of events, and point at the earliest', async () => {
    const text = '湖滨 小区 停水 捆绑 物业费 已经 三天 没有 水 用 老人 孩子 无法 做饭';
    const rows = [
      ...monthOf('2026-06', 0),
      ...[3, 1, 2].map(at =>
        caseOf(`c${at}`, `2026-06-0${9 - at}`, text, { place: '湖滨小区', summary_id: `${text} ${at}` }),
      ),
    ];
    const { issues: found, members } = await detect(rows);
    expect(found.map(issue => [issue.cases, issue.distinct_events])).toEqual([[3, 1]]);
    expect(members.map(member => [member.case_id, member.duplicate_of])).toEqual([
      ['c1', 'c3'],
      ['c2', 'c3'],
      ['c3', null],
    ]);
  });

  test('a late case for the first month changes later months as a run from scratch would', async () => {
    const early = [...monthOf('2026-05', 2), ...monthOf('2026-06', 5)];
    const late = caseOf('2026-05-z', '2026-05-20', `湖滨 小区 ${matters[1]}`, { place: '湖滨小区' });
    const before = await detect(early, 'a');
    expect(before.issues.map(issue => [issue.month, issue.is_new])).toEqual([['2026-06', true]]);
    const after = await detect([...early, late], 'a');
    expect(after.issues.map(issue => [issue.month, issue.is_new])).toEqual([
      ['2026-05', false],
      ['2026-06', false],
    ]);
    expect(after.issues[1]!.issue_id).toBe(after.issues[0]!.issue_id);
    database.close();
    database = await emptyDatabase();
    expect(await detect([late, ...early.reverse()], 'a')).toEqual(after);
  });
});
