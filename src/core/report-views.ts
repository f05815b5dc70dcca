import { bursts, issues } from './findings.js';
import { may, must, relation } from './relation.js';
import { rates, sub_scores, theme_rates, training_needs } from './scores.js';

// What the report of one month ($month) counts and quotes; $previous is the month before.

const view = { kind: 'view', contract: false } as const;

export const latest_month = relation(
  'latest_month',
  'the latest month with a case or comment; no row in an empty database',
  ['month'],
  { month: must('text') },
  view,
);

export const report_counts = relation(
  'report_counts',
  'one count of the month under one label',
  ['kind', 'label'],
  {
    kind: must('text', 'channel | subject | rating | excluded | abstention | rejected | source | appeal'),
    label: must('text'),
    count: must('int'),
    previous: must('int', 'of the month before; 0 for kinds without months'),
  },
  view,
);

export const report_units = relation(
  'report_units',
  'one unit',
  ['unit_id'],
  {
    unit_id: must('text'),
    name: must('text'),
    tier: must('text'),
    cases: must('int', 'counted, registered in the month'),
    commented: must('int', 'commented cases'),
    acceptance: must('int', 'acceptance deadlines missed in the month'),
    completion: must('int', 'completion deadlines missed in the month'),
    open: must('int', 'missed and not done by the end of the month'),
    longest: must('int', 'days over, of the open ones'),
    deduction: must('real', 'points of the month, each case once'),
  },
  view,
);

export const report_rates = relation(
  'report_rates',
  'one unit × definition, with the month before',
  ['unit_id', 'definition_id'],
  { ...rates.columns, previous: may('real', 'value of the month before') },
  view,
);

export const report_themes = relation(
  'report_themes',
  'one unit × theme, with the month before',
  ['unit_id', 'theme_id'],
  { ...theme_rates.columns, previous_raw: may('real') },
  view,
);

export const report_scores = relation(
  'report_scores',
  'one unit × indicator of the month',
  ['unit_id', 'indicator_id'],
  sub_scores.columns,
  view,
);

export const report_issues = relation(
  'report_issues',
  'one of the first fifty issues of the month',
  ['issue_id'],
  issues.columns,
  view,
);

export const report_issue_labels = relation(
  'report_issue_labels',
  'one unit or place of one issue',
  ['issue_id', 'kind', 'label'],
  {
    issue_id: must('text'),
    kind: must('text', 'unit | place'),
    label: must('text'),
    count: must('int'),
  },
  view,
);

export const report_bursts = relation(
  'report_bursts',
  'one burst with q ≤ 0.05',
  ['scope', 'scope_id', 'unit_id'],
  { ...bursts.columns, label: must('text', 'title of the issue, else scope_id'), unit: may('text', 'name') },
  view,
);

export const report_passages = relation(
  'report_passages',
  'one typical text of one issue or theme',
  ['scope', 'scope_id', 'ordinal'],
  {
    scope: must('text', 'issue | theme'),
    scope_id: must('text'),
    ordinal: must('int'),
    owner: must('text', 'comment | case'),
    id: must('text'),
    unit: must('text', 'name'),
    text: must('text', 'redacted'),
    evidence: must({ start: 'int', end: 'int' }),
  },
  view,
);

export const report_supervision = relation(
  'report_supervision',
  'one of the fifty longest missed deadlines still open',
  ['case_id', 'kind'],
  {
    case_id: must('text'),
    kind: must('text'),
    unit: must('text', 'name'),
    due_on: must('date'),
    days_over: must('int'),
    state: must('text'),
  },
  view,
);

export const report_training = relation(
  'report_training',
  'one unit × module of the month',
  ['unit_id', 'module_id'],
  training_needs.columns,
  view,
);

/** All views of the report, for the store. */
export const reportViews = [
  latest_month,
  report_counts,
  report_units,
  report_rates,
  report_themes,
  report_scores,
  report_issues,
  report_issue_labels,
  report_bursts,
  report_passages,
  report_supervision,
  report_training,
] as const;
