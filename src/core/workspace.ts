import {
  raw_appraisals,
  raw_cases,
  raw_comments,
  raw_rejects,
  raw_sources,
  raw_units,
  redacted_texts,
  unredacted,
} from './raw.js';
import { may, must, relation } from './relation.js';

// Relations between stages: not part of the public contract.

const inside = { contract: false } as const;
const spans = { start: 'int', end: 'int' } as const;
const origin = { source_id: must('text'), row: must('int', 'as a person counts in the file') };

/** Which rows came through: keys only, no text. `text` is reached by source and row in the raw database. */
export const admitted_comments = relation(
  'admitted_comments',
  'one raw comment that is kept',
  ['source_id', 'row', 'part'],
  {
    ...origin,
    part: must('int'),
    comment_id: must('text'),
  },
  inside,
);

export const admitted_cases = relation(
  'admitted_cases',
  'one raw case that is kept',
  ['source_id', 'row'],
  {
    ...origin,
    case_id: must('text'),
  },
  inside,
);

export const accounts = relation(
  'accounts',
  'one source whose rows do not add up',
  ['source_id'],
  {
    source_id: must('text'),
    rows_read: must('int'),
    rows_kept: must('int'),
    rows_rejected: must('int'),
  },
  { ...inside, kind: 'view' },
);

export const tokens = relation(
  'tokens',
  'one distinct redacted text',
  ['text_id'],
  {
    text_id: must('text'),
    version: must('text', 'of engine and dictionary'),
    words: must('text', 'separated by one space'),
  },
  { ...inside, kind: 'cache' },
);

export const clauses = relation(
  'clauses',
  'one distinct redacted text',
  ['text_id'],
  {
    text_id: must('text'),
    version: must('text'),
    spans: must(spans, 'half-open UTF-16 offsets'),
  },
  { ...inside, kind: 'cache' },
);

export const unsegmented = relation(
  'unsegmented',
  'one distinct redacted text not yet segmented',
  ['text_id'],
  {
    text_id: must('text'),
    text: must('text'),
  },
  { ...inside, kind: 'view' },
);

export const text_subjects = relation(
  'text_subjects',
  'one distinct redacted summary and subject model',
  ['text_id', 'model_id'],
  {
    text_id: must('text'),
    model_id: must('text'),
    /** Null where the summary does not tell. */
    subject: may('text'),
  },
  { ...inside, kind: 'cache' },
);

export const unsubjected = relation(
  'unsubjected',
  'one distinct redacted summary of a case without a subject that the subject model has not seen',
  ['text_id'],
  {
    text_id: must('text'),
    text: must('text'),
  },
  { ...inside, kind: 'view' },
);

export const text_labels = relation(
  'text_labels',
  'one distinct redacted text and model',
  ['text_id', 'model_id'],
  {
    text_id: must('text'),
    model_id: must('text'),
    polarity: must('text'),
    confidence: must('real'),
    abstain: may('text'),
  },
  { ...inside, kind: 'cache' },
);

export const text_tags = relation(
  'text_tags',
  'one theme of one distinct redacted text and model',
  ['text_id', 'model_id', 'theme_id'],
  {
    text_id: must('text'),
    model_id: must('text'),
    theme_id: must('text'),
    confidence: must('real'),
    target: must('text'),
    evidence: must(spans),
  },
  { ...inside, kind: 'cache' },
);

/** What `minsheng classify --format arrow` writes; never stored. */
export const classified = relation(
  'classified',
  'one theme of one line, or one line without a theme',
  ['id', 'theme_id'],
  {
    id: must('text'),
    theme_id: may('text'),
    confidence: may('real', '0–1'),
    target: may('text'),
    evidence: must(spans),
    polarity: must('text'),
    subject: may('text'),
    abstain: may('text'),
  },
  { ...inside, kind: 'view' },
);

export const unclassified = relation(
  'unclassified',
  'one distinct redacted text that its model has not seen',
  ['text_id', 'model_id'],
  {
    text_id: must('text'),
    model_id: must('text'),
    text: must('text'),
    is_comment: must('bool', 'else a summary'),
  },
  { ...inside, kind: 'view' },
);

/** Which months a monthly stage has computed, from what. Kept by the runner. */
export const months_done = relation(
  'months_done',
  'one month of one stage',
  ['stage', 'month'],
  {
    stage: must('text'),
    month: must('text'),
    fingerprint: must('text'),
  },
  { ...inside, kind: 'ledger' },
);

/** What each stage last made. Kept by the runner. */
export const stages_done = relation(
  'stages_done',
  'one stage',
  ['stage'],
  {
    stage: must('text'),
    fingerprint: must('text'),
    rows_in: must('int'),
    rows_out: must('int'),
  },
  { ...inside, kind: 'ledger' },
);

/** Which files left, from which stage. Kept by the runner. */
export const files_done = relation(
  'files_done',
  'one file that left',
  ['path'],
  {
    path: must('text', 'relative to the output folder'),
    stage: must('text'),
    sha256: must('text'),
    bytes: must('int'),
  },
  { ...inside, kind: 'ledger' },
);

/** Every relation, contract or not: the store creates them, the contract test binds them. */
export const workspace = [
  raw_sources,
  raw_rejects,
  raw_comments,
  raw_cases,
  raw_units,
  raw_appraisals,
  redacted_texts,
  unredacted,
  admitted_comments,
  admitted_cases,
  accounts,
  tokens,
  clauses,
  unsegmented,
  text_subjects,
  unsubjected,
  text_labels,
  text_tags,
  unclassified,
  months_done,
  stages_done,
  files_done,
] as const;
