import { may, must, relation } from './relation.js';

// The whole office by month: what the first page of a report compares.

const inside = { contract: false } as const;
const view = { kind: 'view', contract: false } as const;
const rate = may('real', '0–1');
const probability = may('real', 'against the month before, two-sided mid-p; null where a side is empty');
const adjusted = may('real', 'Benjamini–Hochberg over the month');

const rateCounts = {
  month: must('text'),
  definition_id: must('text'),
  numerator: must('real', 'sum over units'),
  denominator: must('real', 'sum over units'),
} as const;

export const office_rate_counts = relation(
  'office_rate_counts',
  'one definition of a month, all units',
  ['month', 'definition_id'],
  rateCounts,
  view,
);

export const office_rates = relation(
  'office_rates',
  'one definition of a month, all units together',
  ['month', 'definition_id'],
  {
    ...rateCounts,
    value: rate,
    low: rate,
    high: rate,
    p_previous: probability,
    q_previous: adjusted,
  },
  inside,
);

const themeCounts = {
  month: must('text'),
  theme_id: must('text'),
  numerator: must('int', 'tagged commented cases, sum over units'),
  denominator: must('int', 'commented cases, sum over units'),
} as const;

export const office_theme_counts = relation(
  'office_theme_counts',
  'one theme of a month, all units',
  ['month', 'theme_id'],
  themeCounts,
  view,
);

export const office_theme_rates = relation(
  'office_theme_rates',
  'one theme of a month, all units together',
  ['month', 'theme_id'],
  {
    ...themeCounts,
    raw: rate,
    value: rate,
    low: rate,
    high: rate,
    estimator: may('text', 'rogan_gladen | raw'),
    p_previous: probability,
    q_previous: adjusted,
  },
  inside,
);

export const office_event_counts = relation(
  'office_event_counts',
  'one measure of a month',
  ['month', 'measure'],
  {
    month: must('text'),
    measure: must('text', 'cases | completed | comments | rated'),
    count: must('int'),
  },
  view,
);

export const office_counts = relation(
  'office_counts',
  'one measure of a month, with its changes',
  ['month', 'measure'],
  {
    month: must('text'),
    measure: must('text', 'cases | completed | comments | rated'),
    count: must('int'),
    previous: may('int', 'of the month before; null before the first month'),
    year_ago: may('int', 'of the same month a year before; null before the first month'),
    p_previous: probability,
    q_previous: adjusted,
  },
  inside,
);

/** All relations of the office as a whole, for the store. */
export const officeRelations = [
  office_rate_counts,
  office_rates,
  office_theme_counts,
  office_theme_rates,
  office_event_counts,
  office_counts,
] as const;
