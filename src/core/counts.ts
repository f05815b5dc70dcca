import { may, must, relation } from './relation.js';

// What is counted before anything is scored. Each rate has a relation of its cases, so that a rate can list them.

const inside = { contract: false } as const;
const view = { contract: false, kind: 'view' } as const;

export const months = relation(
  'months',
  'one month with data, from the first to the last',
  ['month'],
  {
    month: must('text'),
    first_day: must('date'),
    last_day: must('date', 'what happened later has not happened yet'),
  },
  inside,
);

export const counted_cases = relation(
  'counted_cases',
  'one case that counts: no exclusion applies',
  ['case_id'],
  {
    case_id: must('text'),
    unit_id: must('text'),
    registered_on: must('date'),
    accepted_on: may('date'),
    acceptance_notice_on: may('date'),
    due_on: may('date', 'as recorded, else from acceptance'),
    replied_on: may('date'),
    closed_on: may('date'),
    transferred_on: may('date'),
    document_on: may('date'),
    delivered_on: may('date'),
    reported_at: may('time'),
    onsite_at: may('time'),
    is_first: must('bool'),
    is_repeat: must('bool'),
    repeat_of: may('text'),
    is_backlog: must('bool'),
    is_urgent: must('bool'),
  },
  inside,
);

export const counted_comments = relation(
  'counted_comments',
  'one unit-party rating or comment that counts',
  ['comment_id'],
  {
    comment_id: must('text'),
    case_id: must('text'),
    unit_id: must('text'),
    month: may('text'),
    rated_on: may('date'),
    rating: may('text'),
    rating_deadline_on: may('date'),
    has_content: must('bool'),
  },
  inside,
);

function rateCases<const N extends string>(name: N, grain: string) {
  return relation(
    name,
    grain,
    ['month', 'unit_id', 'case_id'],
    {
      month: must('text'),
      unit_id: must('text'),
      case_id: must('text'),
      success: must('int', 'nodes that succeeded'),
      nodes: must('int', '1; 5 for disclosure'),
    },
    inside,
  );
}

export const rate_timely_acceptance = rateCases(
  'rate_timely_acceptance',
  'one case whose acceptance was due in the month',
);
export const rate_on_time_completion = rateCases('rate_on_time_completion', 'one case due in the month');
export const rate_satisfaction = rateCases('rate_satisfaction', 'one case rated in the month, by its last rating');
export const rate_participation = rateCases('rate_participation', 'one case whose rating was due in the month');
export const rate_first_resolution = rateCases(
  'rate_first_resolution',
  'one first-time case whose window closed in the month',
);
export const rate_backlog_resolution = rateCases(
  'rate_backlog_resolution',
  'one backlog case open in the year to the month',
);
export const rate_document_delivery = rateCases(
  'rate_document_delivery',
  'one case whose document was due in the month',
);
export const rate_disclosure = rateCases('rate_disclosure', 'one case closed in the month');
export const rate_urgent_response = rateCases(
  'rate_urgent_response',
  'one urgent case whose response was due in the month',
);
export const rate_repeat = rateCases('rate_repeat', 'one case registered in the month');

export const rateRelations = [
  rate_timely_acceptance,
  rate_on_time_completion,
  rate_satisfaction,
  rate_participation,
  rate_first_resolution,
  rate_backlog_resolution,
  rate_document_delivery,
  rate_disclosure,
  rate_urgent_response,
  rate_repeat,
] as const;

export const rate_counts = relation(
  'rate_counts',
  'one unit × definition of a month with cases',
  ['month', 'unit_id', 'definition_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    definition_id: must('text'),
    numerator: must('int'),
    denominator: must('int'),
  },
  view,
);

export const open_windows = relation(
  'open_windows',
  'one unit and month with first-time cases closed whose window is open',
  ['month', 'unit_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    cases: must('int'),
  },
  view,
);

export const commented_counts = relation(
  'commented_counts',
  'one unit and month with commented cases',
  ['month', 'unit_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    commented: must('int', 'cases'),
    known: must('int', 'with a priority review'),
    reviewed: must('int', 'of the others, reviewed at random'),
  },
  view,
);

export const theme_counts = relation(
  'theme_counts',
  'one unit × theme of a month with tags',
  ['month', 'unit_id', 'theme_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    theme_id: must('text'),
    numerator: must('int', 'as the latest review, else the machine, says'),
    known: must('int', 'of the known cases, with the theme'),
    tagged: must('int', 'of the other cases, tagged by the machine'),
    tp: must('int'),
    fp: must('int'),
    fn: must('int'),
  },
  view,
);

export const reply_counts = relation(
  'reply_counts',
  'one unit and month with assessed replies',
  ['month', 'unit_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    scores: must({ score: 'real' }, 'of each case, by case_id'),
  },
  view,
);

export const deduction_counts = relation(
  'deduction_counts',
  'one unit and month with confirmed missed deadlines',
  ['month', 'unit_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    cases: must('int'),
  },
  view,
);

export const confirmations = relation(
  'confirmations',
  'one decision of a named person on a deduction or veto',
  ['confirmation_id'],
  {
    confirmation_id: must('text'),
    kind: must('text', 'acceptance | completion | a veto kind'),
    subject_id: must('text', 'case_id, or month and unit'),
    decision: must('text', 'confirmed | rejected'),
    confirmed_by: must('text'),
    confirmed_at: must('time'),
    reason: must('text'),
  },
  { contract: false, kind: 'ledger' },
);

export const countRelations = [
  months,
  counted_cases,
  counted_comments,
  ...rateRelations,
  rate_counts,
  open_windows,
  commented_counts,
  theme_counts,
  reply_counts,
  deduction_counts,
  confirmations,
] as const;
