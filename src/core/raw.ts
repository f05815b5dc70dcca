import { may, must, relation } from './relation.js';

// The `raw` database: the one file that may hold text before redaction.

const raw = { contract: false, database: 'raw' } as const;
const origin = { source_id: must('text'), row: must('int', 'as a person counts in the file') };

export const raw_sources = relation(
  'raw_sources',
  'one table (sheet) of one file ever read',
  ['source_id'],
  {
    source_id: must('text'),
    ordinal: must('int', 'order of arrival: the first of equal keys wins'),
    path: must('text'),
    sheet: may('text'),
    profile: may('text'),
    encoding: may('text'),
    header_row: may('int'),
    rows_read: must('int'),
    sha256: must('text'),
    reason: may('text'),
    reading: must('text', 'hash of the profiles under which it was read'),
    columns: must('texts', 'kind.column of every column that the header offers'),
  },
  { ...raw, kind: 'cache', isSource: true },
);

export const raw_rejects = relation(
  'raw_rejects',
  'one row refused while reading',
  ['source_id', 'row'],
  {
    ...origin,
    reason: must('text'),
    detail: may('text'),
  },
  { ...raw, kind: 'cache', isSource: true },
);

export const raw_comments = relation(
  'raw_comments',
  'one rating, comment or invitation as read',
  ['source_id', 'row', 'part'],
  {
    ...origin,
    part: must('int', 'a wide row gives up to two'),
    comment_id: must('text', 'as given, else made from the whole row'),
    case_id: must('text'),
    unit_id: must('text'),
    rated_on: may('date'),
    rating: may('text'),
    rating_label: may('text'),
    reason_codes: may('texts'),
    rated_party: must('text'),
    rating_deadline_on: may('date'),
    text: must('text', 'before redaction'),
  },
  { ...raw, kind: 'cache', isSource: true },
);

export const raw_cases = relation(
  'raw_cases',
  'one case record as read',
  ['source_id', 'row'],
  {
    ...origin,
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
    is_first: may('bool'),
    is_repeat: may('bool'),
    repeat_of: may('text'),
    is_backlog: may('bool'),
    is_urgent: may('bool'),
    is_counted: may('bool'),
    route: may('text'),
    channel: may('text'),
    subject: may('text'),
    place: may('text'),
    summary: must('text', 'before redaction'),
    summary_key: may('text', 'hash of the summary after NFKC without white space; null where it is empty'),
    reply: must('text', 'before redaction'),
  },
  { ...raw, kind: 'cache', isSource: true },
);

export const raw_units = relation(
  'raw_units',
  'one unit as read',
  ['source_id', 'row'],
  {
    ...origin,
    unit_id: must('text'),
    name: may('text'),
    tier: may('text'),
    parent_id: may('text'),
    headcount: may('int'),
  },
  { ...raw, kind: 'cache', isSource: true },
);

export const raw_appraisals = relation(
  'raw_appraisals',
  'one outside score as read',
  ['source_id', 'row'],
  {
    ...origin,
    unit_id: must('text'),
    month: must('text'),
    source: must('text'),
    score: must('real', '0–100'),
  },
  { ...raw, kind: 'cache', isSource: true },
);

export const redacted_texts = relation(
  'redacted_texts',
  'one distinct raw text',
  ['raw_id'],
  {
    raw_id: must('text', 'md5 of the raw text'),
    version: must('text', 'of the redaction rules'),
    text: must('text', 'redacted'),
    redactions: must({ start: 'int', end: 'int', kind: 'text' }, 'offsets into the redacted text'),
  },
  { ...raw, kind: 'cache' },
);

export const unredacted = relation(
  'unredacted',
  'one distinct raw text without a redaction',
  ['raw_id'],
  {
    raw_id: must('text'),
    text: must('text'),
  },
  { ...raw, kind: 'view' },
);
