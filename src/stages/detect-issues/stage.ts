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
import { batchOf, type Row, rowsOf } from '../../core/relation.js';
import { type StageIO, stage } from '../../core/stage.js';
import { tokens } from '../../core/workspace.js';
import { burstRows, type Series, type Volume } from './bursts.js';
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
  const earlier = new Map([...counted].filter(([each]) => each >= from && each < month));
  await io.fill('series_counts', { month });
  const counts = rowsOf(await io.all('burst_counts', { parameters: { month, from, least: knobs.least_observed } }));
  const ofIssues = await writeIssues(io, month, from, earlier, version, knobs);
  const volumes = { cases: volumeOf(counts, 'cases'), commented: volumeOf(counts, 'commented') };
  const rows = burstRows(month, [...ofIssues.tested, ...seriesOf(counts)], volumes, ofIssues.untested);
  await io.write('bursts', batchOf(bursts, rows));
  const outside = await io.all('outside_comments', { parameters: { month, version } });
  const candidates = candidateThemes(month, outside, { least: knobs.least_comments, far: knobs.far });
  await io.write('candidate_themes', batchOf(candidate_themes, candidates));
}

function seriesOf(counts: readonly Row<typeof burst_counts>[]): Series[] {
  return counts
    .filter(row => row.scope !== 'total')
    .map(row => ({
      scope: row.scope as Series['scope'],
      scopeId: row.scope_id,
      unitId: row.unit_id,
      observed: row.observed,
      earlier: row.earlier,
    }));
}

function volumeOf(counts: readonly Row<typeof burst_counts>[], kind: 'cases' | 'commented'): Volume {
  const total = counts.find(row => row.scope === 'total' && row.scope_id === kind);
  return { now: total?.observed ?? 0, earlier: total?.earlier ?? 0 };
}

/** Issues to test, and how many groups at a place were looked at but are too small for a test. */
interface IssueSeries {
  readonly tested: readonly Series[];
  readonly untested: number;
}

async function writeIssues(
  io: IO,
  month: string,
  from: string,
  earlier: ReadonlyMap<string, number>,
  version: string,
  knobs: IssueKnobs,
): Promise<IssueSeries> {
  const batch = await io.all('issue_cases', { parameters: { month, version } });
  if (batch.length === 0) return { tested: [], untested: 0 };
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
      earlierCases: [...earlier.values()].reduce((sum, count) => sum + count, 0),
      lastDay: monthDays(month).last,
    },
    knobs,
  );
  await io.write('issues', batchOf(issues, rows.issues));
  await io.write('issue_members', batchOf(issue_members, rows.members));
  await io.write('issue_groups', batchOf(issue_groups, rows.groups));
  const ids = rows.groups.flatMap(row => row.issue_id ?? []);
  const series = found.issues.map((group, at) => ({
    scope: 'issue' as const,
    scopeId: ids[at]!,
    unitId: '',
    observed: group.members.length,
    earlier: [...pasts[at]!.cases.values()].reduce((sum, count) => sum + count, 0),
  }));
  const tested = series.filter((each, at) => found.issues[at]!.place !== null && each.observed >= knobs.least_observed);
  const looked = [...found.issues, ...found.small].filter(group => group.place !== null).length;
  return { tested, untested: looked - tested.length };
}
