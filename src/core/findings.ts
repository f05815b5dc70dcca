import { may, must, relation } from './relation.js';

// Relations of what was found in the texts.

const spans = { start: 'int', end: 'int' } as const;
const rate = may('real', '0–1');
const score = may('real', '0–100');
const probability = may('real', 'two-sided mid-p; null where a side is empty');
const adjusted = may('real', 'Benjamini–Hochberg over the month');

const tagColumns = {
  tag_id: must('text'),
  owner: must('text', 'comment | case'),
  id: must('text'),
  unit_id: must('text'),
  month: may('text'),
  theme_id: must('text'),
  confidence: must('real', '0–1, probability of being right'),
  target: must('text', 'handler | policy | third_party'),
  evidence: must(spans, 'half-open UTF-16 offsets into the redacted text'),
  source: must('text', 'model | rating_reason | review'),
  model_id: must('text'),
  taxonomy_version: must('text'),
} as const;

export const theme_tags = relation('theme_tags', 'one theme of one comment or case', ['tag_id'], tagColumns);

export const red_flags = relation(
  'red_flags',
  'one red-flag theme of one text; restricted list',
  ['tag_id'],
  tagColumns,
);

export const abstentions = relation('abstentions', 'one text that carries no theme', ['owner', 'id'], {
  owner: must('text', 'comment | case'),
  id: must('text'),
  reason: must('text', 'no_content | no_service_cue | outside_taxonomy | uncertain'),
});

export const polarities = relation('polarities', 'one text with content', ['owner', 'id'], {
  owner: must('text', 'comment | case'),
  id: must('text'),
  polarity: must('text', 'dissatisfied | satisfied | neutral'),
  confidence: must('real', '0–1'),
});

export const reply_quality = relation('reply_quality', 'one case with a reply', ['case_id'], {
  case_id: must('text'),
  relevance: rate,
  completeness: rate,
  explanation: rate,
  timeliness: rate,
  score,
  reasons: must('texts'),
});

export const issues = relation('issues', 'one concrete problem in one month', ['month', 'issue_id'], {
  month: must('text'),
  issue_id: must('text', 'stable from month to month'),
  rank: must('int'),
  title: must('text'),
  subject: may('text'),
  place: may('text'),
  object: may('text'),
  cases: must('int'),
  distinct_events: must('int', 'near-duplicates merged'),
  share: must('real', '0–1 of the counted cases of the month'),
  low: rate,
  high: rate,
  previous_cases: may('int'),
  change: may('real', 'share − previous share'),
  p_value: probability,
  q_value: adjusted,
  is_new: must('bool'),
  first_seen_on: must('date'),
  heat: must('real', '0–100'),
});

export const issue_members = relation('issue_members', 'one case of one issue', ['month', 'issue_id', 'case_id'], {
  month: must('text'),
  issue_id: must('text'),
  case_id: must('text'),
  similarity: must('real', '0–1, to the issue'),
  duplicate_of: may('text', 'near-duplicate of this case'),
});

export const bursts = relation(
  'bursts',
  'one series of one month against its history',
  ['month', 'scope', 'scope_id', 'unit_id'],
  {
    month: must('text'),
    scope: must('text', 'issue | theme | subject'),
    scope_id: must('text'),
    unit_id: must('text', "'' = all"),
    observed: must('int'),
    expected: must('real', 'cases'),
    ratio: may('real', 'observed / expected'),
    low: may('real', 'of the ratio'),
    high: may('real', 'of the ratio'),
    p_value: may('real', 'one-sided'),
    q_value: adjusted,
  },
);

export const candidate_themes = relation(
  'candidate_themes',
  'one recurrent group outside the taxonomy',
  ['candidate_id'],
  {
    candidate_id: must('text'),
    month: must('text'),
    title: must('text'),
    terms: must('texts'),
    size: must('int'),
    comment_ids: must('texts'),
  },
);

export const model_card = relation('model_card', 'one theme of the model in use', ['theme_id'], {
  theme_id: must('text'),
  model_id: must('text'),
  sensitivity_x: must('int'),
  sensitivity_n: must('int'),
  specificity_x: must('int'),
  specificity_n: must('int'),
  precision: rate,
  recall: rate,
  f1: rate,
  support: must('int'),
  threshold: rate,
});
