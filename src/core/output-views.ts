import { issues, theme_tags } from './findings.js';
import { may, must, type Relation, relation } from './relation.js';
import { rates, sub_scores, training_needs } from './scores.js';

// What the feed, the training files and the manifest take from the database.

/** Raised when a column of the public contract is renamed, removed or re-defined; not when one is added. */
export const contractVersion = 1;

const view = { kind: 'view', contract: false } as const;

// The rows of one month ($month).

/** Without red-flag themes ($red_flags), whatever the table holds. */
export const feed_theme_tags = monthOf('feed_theme_tags', theme_tags);
export const feed_rates = monthOf('feed_rates', rates);
export const feed_sub_scores = monthOf('feed_sub_scores', sub_scores);
export const feed_issues = monthOf('feed_issues', issues);
export const month_training_needs = monthOf('month_training_needs', training_needs);

export const relation_counts = relation(
  'relation_counts',
  'one relation of the contract, but for the restricted list and the log of runs',
  ['relation'],
  { relation: must('text'), rows: must('int') },
  view,
);

export const data_period = relation(
  'data_period',
  'the days from the first to the last that the data knows',
  ['first_on'],
  { first_on: may('date', 'registered or rated'), last_on: may('date') },
  view,
);

/** All views of this file, for the store. */
export const outputViews = [
  feed_theme_tags,
  feed_rates,
  feed_sub_scores,
  feed_issues,
  month_training_needs,
  relation_counts,
  data_period,
] as const;

function monthOf<N extends string, R extends Relation>(name: N, table: R): Relation<N, R['columns']> {
  return { ...table, ...view, name };
}
