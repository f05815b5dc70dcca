import { may, must, relation } from './relation.js';

// What the detection of issues counts, remembers and reads.

const inside = { contract: false } as const;
const view = { kind: 'view', contract: false } as const;

/** The fingerprint of a month takes in those before it: issues continue earlier ones. */
export const issue_months = relation(
  'issue_months',
  'one month with a counted case or comment',
  ['month'],
  {
    month: must('text'),
    cases: must('int', 'counted'),
    fingerprint: must('text', 'of the counted cases, comments and tags up to this month'),
  },
  view,
);

export const issue_cases = relation(
  'issue_cases',
  'one counted case of $month',
  ['case_id'],
  {
    case_id: must('text'),
    registered_on: must('date'),
    unit_id: must('text'),
    subject: may('text'),
    place: may('text'),
    is_repeat: must('bool'),
    is_dissatisfied: must('bool', 'rated so by the end of the month'),
    text: must('text', 'redacted summary'),
    words: must('text', 'separated by one space'),
  },
  view,
);

export const outside_comments = relation(
  'outside_comments',
  'one counted comment of $month outside the taxonomy',
  ['comment_id'],
  { comment_id: must('text'), words: must('text', 'separated by one space') },
  view,
);

/** Also groups too small for an issue, and cases that stand alone at a place: next month counts them. */
export const issue_groups = relation(
  'issue_groups',
  'one group of cases of one month',
  ['month', 'ordinal'],
  {
    month: must('text'),
    ordinal: must('int'),
    issue_id: may('text', 'null where the group is too small for an issue'),
    place: must('text', "'' = none"),
    terms: must('text', 'strongest words, separated by one space'),
    cases: must('int'),
    first_seen_on: must('date'),
  },
  inside,
);

export const issue_history = relation(
  'issue_history',
  'one group at one of $places, from $from to before $month',
  ['month', 'ordinal'],
  issue_groups.columns,
  view,
);

export const series_counts = relation(
  'series_counts',
  'one theme or subject of one unit in one month, or one total',
  ['month', 'scope', 'scope_id', 'unit_id'],
  {
    month: must('text'),
    scope: must('text', 'theme | subject | total'),
    scope_id: must('text', 'cases | commented for totals'),
    unit_id: must('text', "'' = all"),
    count: must('int', 'commented cases with the theme, or cases of the subject'),
  },
  inside,
);

export const burst_counts = relation(
  'burst_counts',
  'one series with at least $least cases in $month, or one total',
  ['scope', 'scope_id', 'unit_id'],
  {
    scope: must('text'),
    scope_id: must('text'),
    unit_id: must('text'),
    observed: must('int', 'in $month'),
    earlier: must('int', 'from $from to before $month'),
  },
  view,
);

/** All relations of this file, for the store. */
export const issueRelations = [
  issue_months,
  issue_cases,
  outside_comments,
  issue_groups,
  issue_history,
  series_counts,
  burst_counts,
] as const;
