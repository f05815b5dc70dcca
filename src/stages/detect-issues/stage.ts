import { addMonths, monthDays } from '../../core/dates.js';
import { abstentions, bursts, candidate_themes, issue_members, issues, theme_tags } from '../../core/findings.js';
import {
  burst_counts,
  issue_cases,
  issue_groups,
  issue_history,
  issue_months,
  outside_comments,
  series_counts,
} from '../../core/issue-views.js';
import { cases, comments } from '../../core/records.js';
import { batchOf, rowsOf } from '../../core/relation.js';
import { type StageIO, stage } from '../../core/stage.js';
import { tokens } from '../../core/workspace.js';
import { burstRows, type Series } from './bursts.js';
import { candidateThemes } from './candidates.js';
import { findPast } from './continuity.js';
import { currentOf, groupCases, issueRows } from './issues.js';
import { type IssueKnobs, issueKnobsSchema } from './knobs.js';

const reads = [
  cases,
  comments,
  tokens,
  theme_tags,
  abstentions,
  issue_months,
  issue_cases,
  outside_comments,
  issue_history,
  burst_counts,
] as const;
const writes = [issues, issue_members, bursts, candidate_themes, issue_groups, series_counts] as const;
type IO = StageIO<(typeof reads)[number], (typeof writes)[number]>;

/**
 * Counted cases → issues, bursts and candidate themes, month by month. A month that changes recomputes those after it.
 * @param segmentation version of the tokens to read
 */
export function detectIssues(segmentation: string) {
  return stage({
    name: 'detect-issues',
    version: 1,
    reads,
    writes,
    config: issueKnobsSchema,
    inputs: [segmentation],
    monthly: true,
    async run(io, knobs) {
      const months = rowsOf(await io.all('issue_months'));
      const changed = await io.changedMonths(new Map(months.map(({ month, fingerprint }) => [month, fingerprint])));
      const counted = new Map(months.map(row => [row.month, row.cases]));
      for (const [done, month] of changed.entries()) {
        await detectMonth(io, month, counted, segmentation, knobs);
        io.progress(done + 1, changed.length);
      }
    },
  });
}

async function detectMonth(
  io: IO,
  month: string,
  counted: ReadonlyMap<string, number>,
  version: string,
  knobs: IssueKnobs,
): Promise<void> {
  const from = addMonths(month, -knobs.history_months);
  const earlier = [...counted].filter(([each]) => each >= from && each < month);
  const series = await io.fill('series_counts', { month }).then(() => countedSeries(io, month, from, knobs));
  const ofIssues = await writeIssues(io, month, from, new Map(earlier), version, knobs);
  await io.write('bursts', batchOf(bursts, burstRows(month, [...ofIssues, ...series], earlier.length)));
  const outside = await io.all('outside_comments', { parameters: { month, version } });
  const candidates = candidateThemes(month, outside, { least: knobs.least_comments, far: knobs.far });
  await io.write('candidate_themes', batchOf(candidate_themes, candidates));
}

async function countedSeries(io: IO, month: string, from: string, knobs: IssueKnobs): Promise<Series[]> {
  const parameters = { month, from, least: knobs.least_observed };
  return rowsOf(await io.all('burst_counts', { parameters })).map(row => ({
    scope: row.scope as Series['scope'],
    scopeId: row.scope_id,
    unitId: row.unit_id,
    observed: row.observed,
    earlier: row.earlier,
  }));
}

async function writeIssues(
  io: IO,
  month: string,
  from: string,
  earlier: ReadonlyMap<string, number>,
  version: string,
  knobs: IssueKnobs,
): Promise<Series[]> {
  const batch = await io.all('issue_cases', { parameters: { month, version } });
  if (batch.length === 0) return [];
  const found = groupCases(batch, knobs);
  const current = found.issues.map(group => currentOf(found.space, group));
  const places = [...new Set(current.map(({ place }) => place))].sort();
  const history =
    earlier.size === 0 ? [] : rowsOf(await io.all('issue_history', { parameters: { month, from, places } }));
  const pasts = findPast(current, history);
  const previousMonth = addMonths(month, -1);
  const rows = issueRows(
    batch,
    found,
    pasts,
    {
      month,
      previousMonth,
      previousCases: earlier.get(previousMonth) ?? null,
      earlier: earlier.size,
      lastDay: monthDays(month).last,
    },
    knobs,
  );
  await io.write('issues', batchOf(issues, rows.issues));
  await io.write('issue_members', batchOf(issue_members, rows.members));
  await io.write('issue_groups', batchOf(issue_groups, rows.groups));
  const seen = new Map(rows.groups.flatMap(row => (row.issue_id === null ? [] : [[row.issue_id, row.cases] as const])));
  return [...seen]
    .map(([scopeId, observed], at) => ({
      scope: 'issue' as const,
      scopeId,
      unitId: '',
      observed,
      earlier: [...pasts[at]!.cases.values()].reduce((sum, count) => sum + count, 0),
    }))
    .filter(each => each.observed >= knobs.least_observed);
}
