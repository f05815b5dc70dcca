import { may, must, type Relation, relation } from './relation.js';
import { type DefinitionId, definitionIds } from './scoring.js';

// What is counted before any statistic. Excluded cases and their comments are in none of it (scoring.md, section 1).

const view = { kind: 'view', contract: false } as const;
const inside = { contract: false } as const;
const cell = { month: must('text'), unit_id: must('text') } as const;

const rateColumns = {
  ...cell,
  case_id: may('text', 'null where $by_case is false: all cases of the unit and month'),
  numerator: must('int'),
  denominator: must('int'),
  open_windows: must('int', 'cases whose window is not over yet; 0 but for first_resolution'),
} as const;

type RateView<D extends DefinitionId> = Relation<`rate_${D}`, typeof rateColumns>;

function rateView<const D extends DefinitionId>(definition: D): RateView<D> {
  return relation(
    `rate_${definition}`,
    'one unit and month with a cohort; with $by_case one case of it',
    ['month', 'unit_id', 'case_id'],
    rateColumns,
    view,
  );
}

/** The cohort of each rate. `$by_case` true lists the cases behind the counts. */
export const rateViews: { readonly [D in DefinitionId]: RateView<D> } = {
  timely_acceptance: rateView('timely_acceptance'),
  on_time_completion: rateView('on_time_completion'),
  satisfaction: rateView('satisfaction'),
  participation: rateView('participation'),
  first_resolution: rateView('first_resolution'),
  backlog_resolution: rateView('backlog_resolution'),
  document_delivery: rateView('document_delivery'),
  disclosure: rateView('disclosure'),
  urgent_response: rateView('urgent_response'),
  repeat: rateView('repeat'),
};

export const event_days = relation(
  'event_days',
  'the first and the last day on which something happened',
  ['first_on'],
  { first_on: may('date', 'registered, rated, replied or closed'), last_on: may('date') },
  view,
);

export const reply_scores = relation(
  'reply_scores',
  'one unit and month with a scored reply',
  ['month', 'unit_id'],
  { ...cell, replies: must('int'), total: must('real', 'sum of scores, 0–100 each') },
  view,
);

export const deduction_counts = relation(
  'deduction_counts',
  'one unit and month with a confirmed deduction',
  ['month', 'unit_id'],
  { ...cell, cases: must('int') },
  view,
);

export const commented_cases = relation(
  'commented_cases',
  'one commented case of a unit in a month',
  ['month', 'unit_id', 'case_id'],
  {
    ...cell,
    case_id: must('text'),
    standing: must('text', 'known (reviewed by priority) | random (reviewed at random) | unreviewed'),
  },
  inside,
);

export const case_themes = relation(
  'case_themes',
  'one theme of a commented case, tagged or found in a review',
  ['month', 'unit_id', 'case_id', 'theme_id'],
  {
    ...cell,
    case_id: must('text'),
    theme_id: must('text'),
    is_tagged: must('bool', 'by the machine or a rating reason, aimed at the handler'),
    is_present: must('bool', 'the same, but a reviewed comment counts as its latest review says'),
  },
  inside,
);

export const commented_counts = relation(
  'commented_counts',
  'one unit and month with a commented case',
  ['month', 'unit_id'],
  {
    ...cell,
    cases: must('int'),
    known: must('int', 'reviewed by priority'),
    random: must('int', 'reviewed at random'),
  },
  view,
);

export const theme_counts = relation(
  'theme_counts',
  'one unit, month and theme that some case has',
  ['month', 'unit_id', 'theme_id'],
  {
    ...cell,
    theme_id: must('text'),
    present: must('int', 'cases with the theme: the numerator'),
    present_known: must('int', 'of the known cases'),
    tagged_others: must('int', 'cases tagged by the machine, known ones left out'),
    tp: must('int', 'reviewed at random: tagged and present'),
    fp: must('int', 'tagged, not present'),
    fn: must('int', 'present, not tagged'),
  },
  view,
);

export const tag_models = relation(
  'tag_models',
  'one model that tagged comments of a month',
  ['month', 'model_id'],
  { month: must('text'), model_id: must('text') },
  view,
);

export const veto_tags = relation(
  'veto_tags',
  'one tag that may speak for a veto ($themes)',
  ['tag_id'],
  { ...cell, theme_id: must('text'), case_id: must('text'), tag_id: must('text'), confidence: must('real', '0–1') },
  view,
);

/** What a named person decided about a missed deadline or a veto. The latest decision on a subject holds. */
export const confirmations = relation(
  'confirmations',
  'one decision of one person',
  ['confirmation_id'],
  {
    confirmation_id: must('text'),
    kind: must('text', 'supervision | veto'),
    subject_id: must('text', '<case_id>:<acceptance|completion>, or the kind of the veto'),
    unit_id: must('text'),
    month: must('text'),
    decision: must('text', 'confirmed | rejected'),
    confirmed_by: may('text'),
    confirmed_at: may('time'),
    reason: may('text'),
  },
  { kind: 'ledger', contract: false },
);

export const training_digests = relation(
  'training_digests',
  'one month with theme rates',
  ['month'],
  { month: must('text'), digest: must('text', 'of all that training needs of the month rest on') },
  view,
);

export const training_themes = relation(
  'training_themes',
  'one unit and theme of the month ($month)',
  ['unit_id', 'theme_id'],
  {
    unit_id: must('text'),
    tier: must('text'),
    theme_id: must('text'),
    numerator: must('int'),
    denominator: must('int'),
    value: may('real'),
    low: may('real'),
    high: may('real'),
    q_value: may('real'),
    q_previous: may('real'),
    previous: may('real', 'raw share of the month before'),
  },
  view,
);

export const training_evidence = relation(
  'training_evidence',
  'one unit and module of the month ($month; $modules and $themes are pairs)',
  ['unit_id', 'module_id'],
  {
    unit_id: must('text'),
    module_id: must('text'),
    cases: must('int', 'commented cases with a theme of the module'),
    policy_cases: must('int', 'cases with a theme of the module aimed at the policy'),
    issue_cases: must('int', 'of `cases`, those in the one issue that has most of them'),
  },
  view,
);

export const training_workload = relation(
  'training_workload',
  'one unit of the month ($month)',
  ['unit_id'],
  {
    unit_id: must('text'),
    cases: must('int', 'counted, registered in the month'),
    headcount: may('int'),
    late: must('bool', 'completion or acceptance on time is below the tier (q ≤ $flag_q)'),
  },
  view,
);

/** All relations of this file, for the store. */
export const countRelations: readonly Relation[] = [
  ...definitionIds.map(id => rateViews[id]),
  event_days,
  reply_scores,
  deduction_counts,
  commented_cases,
  case_themes,
  commented_counts,
  theme_counts,
  tag_models,
  veto_tags,
  confirmations,
  training_digests,
  training_themes,
  training_evidence,
  training_workload,
];
