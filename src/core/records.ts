import { may, must, relation } from './relation.js';

// Relations of what came in: files, rows, units, texts, and what people decided.

const score = may('real', '0–100');
const origin = { source_id: must('text'), row: must('int', 'as a person counts in the file') };

export const sources = relation('sources', 'one table (sheet) of one input file, as it was on one day', ['source_id'], {
  source_id: must('text'),
  path: must('text', 'relative to the input folder'),
  sheet: may('text'),
  profile: may('text', 'null = not ingested'),
  encoding: may('text'),
  header_row: may('int'),
  rows_read: must('int', '= rows_kept + rows_rejected'),
  rows_kept: must('int'),
  rows_rejected: must('int'),
  sha256: must('text'),
  reason: may('text', 'why nothing was read'),
  columns: may('texts', 'what the header offers, such as cases.accepted_on'),
});

export const rejects = relation('rejects', 'one source row that was not kept', ['source_id', 'row'], {
  ...origin,
  reason: must('text'),
  detail: may('text', 'column name or rule; never person data or comment text'),
});

export const units = relation('units', 'one responsible unit', ['unit_id'], {
  unit_id: must('text'),
  name: must('text'),
  tier: must('text', 'grassroots | upper'),
  parent_id: may('text'),
  headcount: may('int'),
});

export const appraisals = relation(
  'appraisals',
  'one outside score of a unit in a month',
  ['unit_id', 'month', 'source'],
  {
    unit_id: must('text'),
    month: must('text'),
    source: must('text', 'superior | third_party'),
    score: must('real', '0–100'),
  },
);

export const comments = relation('comments', 'one rating, comment or invitation to rate', ['comment_id'], {
  comment_id: must('text'),
  case_id: must('text'),
  unit_id: must('text'),
  rated_on: may('date', 'null = invited, not rated'),
  rating: may('text', 'satisfied | basically_satisfied | dissatisfied'),
  rating_label: may('text', "the scale's own word"),
  reason_codes: may('texts', '好差评 codes'),
  rated_party: must('text', 'unit | office'),
  rating_deadline_on: may('date'),
  month: may('text', 'of rated_on'),
  text: must('text', 'redacted; empty where nothing was written'),
  text_id: may('text', 'hash of the redacted text; null where it is empty'),
  ...origin,
});

export const cases = relation('cases', 'one case record', ['case_id'], {
  case_id: must('text'),
  unit_id: must('text'),
  registered_on: must('date'),
  transferred_on: may('date'),
  accepted_on: may('date'),
  acceptance_notice_on: may('date'),
  due_on: may('date'),
  extension_notified_on: may('date'),
  replied_on: may('date'),
  closed_on: may('date'),
  document_on: may('date'),
  delivered_on: may('date'),
  reported_at: may('time'),
  onsite_at: may('time'),
  is_first: must('bool'),
  is_repeat: must('bool'),
  repeat_of: may('text'),
  is_backlog: must('bool'),
  is_urgent: must('bool'),
  is_counted: must('bool'),
  route: must('text', 'ordinary | litigation | accusation'),
  channel: may('text'),
  subject: may('text'),
  subject_source: may('text', 'export | model'),
  place: may('text'),
  month: must('text', 'of registration'),
  summary: must('text', 'redacted'),
  summary_id: may('text', 'hash of the redacted summary; null where it is empty'),
  reply_text: must('text', 'redacted'),
  duplicate_of: may('text', 'the case of which this is an exact copy'),
  ...origin,
});

export const redactions = relation('redactions', 'one placeholder in one text', ['owner', 'id', 'field', 'start'], {
  owner: must('text', 'comment | case'),
  id: must('text'),
  field: must('text', 'text | summary | reply_text'),
  start: must('int'),
  end: must('int'),
  kind: must('text'),
});

export const reviews = relation(
  'reviews',
  "one person's whole answer on one text",
  ['review_id'],
  {
    review_id: must('text'),
    owner: must('text', 'comment | case'),
    id: must('text'),
    theme_ids: must('texts'),
    polarity: may('text'),
    reviewer: must('text'),
    reviewed_at: must('time'),
    sampled: must('text', 'random | priority'),
    note: may('text'),
  },
  { kind: 'ledger' },
);

export const appeals = relation(
  'appeals',
  'one objection of a unit',
  ['appeal_id'],
  {
    appeal_id: must('text'),
    unit_id: must('text'),
    month: must('text'),
    subject: must('text', 'score | rate | tag | case'),
    subject_id: must('text'),
    filed_at: must('time'),
    filed_by: must('text'),
    grounds: must('text'),
    state: must('text', 'open | upheld | rejected'),
    decided_by: may('text'),
    decided_at: may('time'),
    score_before: score,
    score_after: score,
  },
  { kind: 'ledger' },
);

export const runs = relation(
  'runs',
  'one stage of one run',
  ['run_id', 'stage'],
  {
    run_id: must('text'),
    started_at: must('time'),
    finished_at: may('time'),
    version: must('text'),
    stage: must('text'),
    fingerprint: must('text'),
    state: must('text', 'done | skipped | failed'),
    rows_in: must('int'),
    rows_out: must('int'),
    seconds: must('real'),
  },
  { kind: 'ledger' },
);
