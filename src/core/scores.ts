import { may, must, relation } from './relation.js';

// Relations of what was counted and scored.

const rate = may('real', '0–1');
const score = may('real', '0–100');
const probability = may('real', 'two-sided mid-p; null where a side is empty');
const adjusted = may('real', 'Benjamini–Hochberg over the month');

export const rates = relation('rates', 'one unit × definition of a month', ['month', 'unit_id', 'definition_id'], {
  month: must('text'),
  unit_id: must('text'),
  definition_id: must('text'),
  numerator: must('real'),
  denominator: must('real'),
  value: rate,
  low: rate,
  high: rate,
  shrunk: rate,
  tier_mean: rate,
  p_value: probability,
  q_value: adjusted,
  funnel: may('text', 'inside | above_95 | below_95 | above_998 | below_998'),
  p_previous: probability,
  q_previous: adjusted,
  note: may('text', 'window_open'),
});

export const theme_rates = relation(
  'theme_rates',
  'one unit × scored theme of a month',
  ['month', 'unit_id', 'theme_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    theme_id: must('text'),
    numerator: must('int', 'tagged commented cases'),
    denominator: must('int', 'commented cases'),
    raw: rate,
    value: rate,
    low: rate,
    high: rate,
    estimator: may('text', 'ppi | rogan_gladen | raw'),
    p_value: probability,
    q_value: adjusted,
    p_previous: probability,
    q_previous: adjusted,
  },
);

export const score_components = relation(
  'score_components',
  'one component of one indicator',
  ['month', 'unit_id', 'indicator_id', 'component_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    indicator_id: must('text'),
    component_id: must('text', 'a definition_id, reply_quality or theme'),
    value: must('real', '0–1'),
    weight: must('real', 'after redistribution'),
    points: must('real', '100 × weight × value'),
    detail: may({ theme_id: 'text', severity: 'real', rate: 'real', loss: 'real' }, 'theme components'),
  },
);

export const sub_scores = relation(
  'sub_scores',
  'one unit × indicator of a month',
  ['month', 'unit_id', 'indicator_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    indicator_id: must('text', 'the four, citizens, superior, third_party, deduction, final'),
    score,
    low: score,
    high: score,
    band: may('text', '优 | 良 | 中 | 待改进'),
    weight: may('real', 'after redistribution'),
    missing: must('texts', 'components or sources without a value'),
  },
);

export const supervision = relation('supervision', 'one missed deadline of one case', ['case_id', 'kind'], {
  case_id: must('text'),
  kind: must('text', 'acceptance | completion'),
  unit_id: must('text'),
  month: must('text'),
  due_on: must('date'),
  days_over: must('int'),
  state: must('text', 'open | closed'),
  confirmed_by: may('text'),
  confirmed_at: may('time'),
  deduction: must('real', 'points'),
});

export const vetoes = relation('vetoes', 'one ground for a veto', ['month', 'unit_id', 'kind'], {
  month: must('text'),
  unit_id: must('text'),
  kind: must('text'),
  state: must('text', 'candidate | confirmed | rejected'),
  evidence: must('texts', 'tag_ids or case_ids'),
  confirmed_by: may('text'),
  confirmed_at: may('time'),
  reason: may('text'),
});

export const training_needs = relation(
  'training_needs',
  'one unit × training module of a month',
  ['month', 'unit_id', 'module_id'],
  {
    month: must('text'),
    unit_id: must('text'),
    module_id: must('text'),
    need: score,
    low: score,
    high: score,
    cause: must('text', 'skill | staffing | rule | system | single_event | unclear'),
    themes: must('texts'),
    evidence_count: must('int', 'tagged commented cases'),
    verdict: must('text', 'need | watch | no_evidence'),
  },
);
