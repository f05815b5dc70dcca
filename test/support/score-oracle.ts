import { type DefinitionId, definitionIds, type Scoring } from '../../src/core/scoring.js';
import { scoredThemes } from '../../src/core/taxonomy.js';
import type { Counted } from './naive-statistics.js';
import { type CaseRow, type CommentRow, day, type Office, taxonomy } from './score-office.js';

// The counts of scoring.md, sections 1 to 3 and 5, case by case over plain rows: slow, obvious, without SQL.

export interface Month {
  month: string;
  first: number;
  last: number;
}

export const iso = (at: number): string => new Date(at * 86_400_000).toISOString().slice(0, 10);
export const monthOf = (at: number): string => iso(at).slice(0, 7);

export function monthOfName(month: string, offset = 0): Month {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const first = Date.UTC(year, number - 1 + offset, 1) / 86_400_000;
  const last = Date.UTC(year, number + offset, 1) / 86_400_000 - 1;
  return { month: monthOf(first), first, last };
}

export function monthsOf(office: Office): Month[] {
  const days = [
    ...office.cases.flatMap(each => [each.registered_on, each.replied_on, each.closed_on]),
    ...office.comments.map(each => each.rated_on),
  ].filter(each => each !== null);
  const months: Month[] = [];
  if (days.length === 0) return months;
  const end = monthOf(Math.max(...days));
  for (let i = 0; ; i += 1) {
    const month = monthOfName(monthOf(Math.min(...days)), i);
    months.push(month);
    if (month.month === end) return months;
  }
}

const isCounted = (each: CaseRow) => each.is_counted && each.route !== 'litigation' && each.duplicate_of === null;

/** The office as it was known on a day. */
function asOf(office: Office, D: number): CaseRow[] {
  const seen = (at: number | null) => (at !== null && at <= D ? at : null);
  return office.cases
    .filter(each => isCounted(each) && each.registered_on <= D)
    .map(each => ({
      ...each,
      transferred_on: seen(each.transferred_on),
      accepted_on: seen(each.accepted_on),
      acceptance_notice_on: seen(each.acceptance_notice_on),
      extension_notified_on: seen(each.extension_notified_on),
      replied_on: seen(each.replied_on),
      closed_on: seen(each.closed_on),
      document_on: seen(each.document_on),
      delivered_on: seen(each.delivered_on),
    }));
}

const completed = (each: CaseRow) => each.replied_on ?? each.closed_on;
const accepted = (each: CaseRow) => each.accepted_on ?? each.acceptance_notice_on ?? completed(each);

function due(each: CaseRow, s: Scoring): number | null {
  if (each.due_on !== null) return each.due_on;
  if (each.accepted_on === null) return null;
  const ordinary = each.accepted_on + s.thresholds.completion_days;
  const extended = each.extension_notified_on !== null && each.extension_notified_on <= ordinary;
  return extended ? ordinary + s.thresholds.extension_days : ordinary;
}

export function countedComments(office: Office): CommentRow[] {
  const excluded = new Set(office.cases.filter(each => !isCounted(each)).map(each => each.case_id));
  return office.comments.filter(each => each.rated_party === 'unit' && !excluded.has(each.case_id));
}

function comesFrom(each: CaseRow, origin: string, known: Map<string, CaseRow>): boolean {
  const walked = new Set<string>();
  let at: CaseRow | undefined = each;
  while (at && !walked.has(at.case_id)) {
    walked.add(at.case_id);
    if (at.repeat_of === origin) return true;
    at = at.repeat_of === null ? undefined : known.get(at.repeat_of);
  }
  return false;
}

/** [successes, cohort] of each case or rated case of a unit; for first_resolution also whether windows are open. */
export function rateOf(
  office: Office,
  id: DefinitionId,
  unit: string,
  m: Month,
  s: Scoring,
): Counted & { open: boolean; cases: string[] } {
  const t = s.thresholds;
  const all = asOf(office, m.last);
  const own = all.filter(each => each.unit_id === unit);
  const inMonth = (at: number | null) => at !== null && at >= m.first && at <= m.last;
  const share = (cohort: CaseRow[], success: (each: CaseRow) => boolean) => ({
    x: cohort.filter(success).length,
    n: cohort.length,
    open: false,
    cases: cohort.map(each => each.case_id),
  });
  const by = (act: number | null, deadline: number) => act !== null && act <= deadline;
  const ratings = countedComments(office).filter(each => each.unit_id === unit);
  const casesOf = (rows: CommentRow[]) => [...new Set(rows.map(each => each.case_id))];
  switch (id) {
    case 'timely_acceptance':
      return share(
        own.filter(each => inMonth(each.registered_on + t.acceptance_days)),
        each => by(accepted(each), each.registered_on + t.acceptance_days),
      );
    case 'on_time_completion':
      return share(
        own.filter(each => inMonth(due(each, s))),
        each => by(completed(each), due(each, s)!),
      );
    case 'satisfaction': {
      const rated = ratings.filter(each => each.rating !== null && inMonth(each.rated_on));
      const good = casesOf(rated).filter(case_id => {
        const last = rated
          .filter(each => each.case_id === case_id)
          .sort((a, b) => a.rated_on! - b.rated_on! || (a.comment_id < b.comment_id ? -1 : 1))
          .at(-1)!;
        return s.satisfied.some(word => word === last.rating);
      });
      return { x: good.length, n: casesOf(rated).length, open: false, cases: casesOf(rated) };
    }
    case 'participation': {
      const asked = ratings.filter(each => inMonth(each.rating_deadline_on));
      const done = asked.filter(each => each.rating !== null && by(each.rated_on, each.rating_deadline_on!));
      return { x: casesOf(done).length, n: casesOf(asked).length, open: false, cases: casesOf(asked) };
    }
    case 'first_resolution': {
      const known = new Map(all.map(each => [each.case_id, each]));
      const end = (each: CaseRow) => each.closed_on! + t.repeat_window_days;
      const closed = own.filter(each => each.is_first && each.closed_on !== null);
      const cohort = closed.filter(each => inMonth(end(each)));
      const isRepeated = (each: CaseRow) =>
        all.some(
          other =>
            other.case_id !== each.case_id &&
            other.registered_on >= each.closed_on! &&
            other.registered_on <= end(each) &&
            comesFrom(other, each.case_id, known),
        );
      return { ...share(cohort, each => !isRepeated(each)), open: closed.some(each => end(each) > m.last) };
    }
    case 'backlog_resolution': {
      const from = monthOfName(m.month, 1 - t.backlog_months).first;
      return share(
        own.filter(
          each =>
            each.is_backlog && each.registered_on < m.first && (each.closed_on === null || each.closed_on >= from),
        ),
        each => each.closed_on !== null,
      );
    }
    case 'document_delivery':
      return share(
        own.filter(each => each.document_on !== null && inMonth(each.document_on + t.delivery_days)),
        each => by(each.delivered_on, each.document_on! + t.delivery_days),
      );
    case 'disclosure': {
      const cohort = own.filter(each => inMonth(each.closed_on));
      const nodes = (each: CaseRow) =>
        [
          each.registered_on,
          each.transferred_on,
          each.acceptance_notice_on,
          each.document_on,
          each.delivered_on,
        ].filter(at => at !== null).length;
      return {
        x: cohort.reduce((sum, each) => sum + nodes(each), 0),
        n: 5 * cohort.length,
        open: false,
        cases: cohort.map(each => each.case_id),
      };
    }
    case 'urgent_response': {
      const deadline = (each: CaseRow) => each.reported_at! + t.urgent_hours * 3_600_000;
      return share(
        own.filter(
          each => each.is_urgent && each.reported_at !== null && inMonth(Math.floor(deadline(each) / 86_400_000)),
        ),
        each => each.onsite_at !== null && each.onsite_at <= deadline(each),
      );
    }
    case 'repeat':
      return share(
        own.filter(each => inMonth(each.registered_on)),
        each => each.is_repeat,
      );
  }
}

export interface CommentedCase {
  case_id: string;
  standing: 'known' | 'random' | 'unreviewed';
  tagged: Set<string>;
  present: Set<string>;
}

/** Commented cases of a unit and month with what the machine and the reviews say. */
export function commentedOf(office: Office, unit: string, month: string): CommentedCase[] {
  const own = countedComments(office).filter(
    each => each.unit_id === unit && each.rated_on !== null && monthOf(each.rated_on) === month,
  );
  const isContent = (each: CommentRow) =>
    each.text !== '' &&
    !office.abstentions.some(
      other => other.owner === 'comment' && other.id === each.comment_id && other.reason === 'no_content',
    );
  const reviewsOf = (each: CommentRow) =>
    office.reviews
      .filter(review => review.owner === 'comment' && review.id === each.comment_id)
      .sort((a, b) => a.reviewed_at - b.reviewed_at || (a.review_id < b.review_id ? -1 : 1));
  const tagsOf = (each: CommentRow) =>
    office.tags
      .filter(tag => tag.owner === 'comment' && tag.id === each.comment_id && tag.target === 'handler')
      .filter(tag => tag.source === 'model' || tag.source === 'rating_reason')
      .map(tag => tag.theme_id);
  return [...new Set(own.filter(isContent).map(each => each.case_id))].map(case_id => {
    const comments = own.filter(each => each.case_id === case_id);
    const content = comments.filter(isContent);
    const reviewed = content.every(each => reviewsOf(each).length > 0);
    const byPriority = content.some(each => reviewsOf(each).some(review => review.sampled === 'priority'));
    return {
      case_id,
      standing: !reviewed ? 'unreviewed' : byPriority ? 'known' : 'random',
      tagged: new Set(comments.flatMap(tagsOf)),
      present: new Set(comments.flatMap(each => reviewsOf(each).at(-1)?.theme_ids ?? tagsOf(each))),
    };
  });
}

export interface Missed {
  case_id: string;
  kind: string;
  unit_id: string;
  month: string;
  due_on: number;
  days_over: number;
  state: string;
  deduction: number;
}

/** Missed deadlines as known on the last day of the last month. */
export function missedOf(office: Office, s: Scoring): Missed[] {
  const D = monthsOf(office).at(-1)?.last;
  if (D === undefined) return [];
  return asOf(office, D)
    .flatMap(each => [
      {
        each,
        kind: 'acceptance',
        due_on: (each.registered_on + s.thresholds.acceptance_days) as number | null,
        done: accepted(each),
      },
      { each, kind: 'completion', due_on: due(each, s), done: completed(each) },
    ])
    .flatMap(({ each, kind, due_on, done }) => {
      if (due_on === null || due_on + 1 > D || (done !== null && done <= due_on)) return [];
      const last = office.confirmations
        .filter(c => c.kind === 'supervision' && c.subject_id === `${each.case_id}:${kind}`)
        .filter(c => c.confirmed_by !== null && c.confirmed_at !== null)
        .sort((a, b) => a.confirmed_at! - b.confirmed_at! || (a.confirmation_id < b.confirmation_id ? -1 : 1))
        .at(-1);
      return {
        case_id: each.case_id,
        kind,
        unit_id: each.unit_id,
        month: monthOf(due_on + 1),
        due_on,
        days_over: (done ?? D) - due_on,
        state: done === null ? 'open' : 'closed',
        deduction: last?.decision === 'confirmed' ? s.deduction.per_case : 0,
      };
    });
}

export const allDefinitions = definitionIds;
export const themesOfTaxonomy = scoredThemes(taxonomy);
export const firstDay = day('2025-01-01');
