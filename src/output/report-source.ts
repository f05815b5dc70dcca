import { addMonths } from '../core/dates.js';
import { abstentions, bursts, issue_members, issues, model_card, red_flags, theme_tags } from '../core/findings.js';
import { office_counts, office_rates, office_theme_rates } from '../core/office-rates.js';
import { appeals, cases, comments, rejects, sources, units } from '../core/records.js';
import { type Row, rowsOf } from '../core/relation.js';
import {
  type report_bursts,
  type report_counts,
  type report_issue_labels,
  type report_issues,
  type report_passages,
  type report_rates,
  type report_scores,
  type report_supervision,
  type report_themes,
  type report_training,
  type report_units,
  reportViews,
} from '../core/report-views.js';
import { rates, sub_scores, supervision, theme_rates, training_needs, vetoes } from '../core/scores.js';
import type { StageIO } from '../core/stage.js';

/**
 * All that the report's stage declares. `red_flags` is there only so that `report_passages` can leave out the texts on
 * that list; none of its columns is read.
 */
export const reportReads = [
  ...reportViews,
  cases,
  comments,
  office_counts,
  office_rates,
  office_theme_rates,
  model_card,
  vetoes,
  abstentions,
  appeals,
  bursts,
  issue_members,
  issues,
  rates,
  red_flags,
  rejects,
  sources,
  sub_scores,
  supervision,
  theme_rates,
  theme_tags,
  training_needs,
  units,
] as const;

/** The rows that one month's report is made of: all small, for texts come three to an issue or theme. */
export interface ReportSource {
  readonly month: string;
  readonly officeCounts: readonly Row<typeof office_counts>[];
  readonly officeRates: readonly Row<typeof office_rates>[];
  readonly officeThemes: readonly Row<typeof office_theme_rates>[];
  readonly counts: readonly Row<typeof report_counts>[];
  readonly units: readonly Row<typeof report_units>[];
  readonly rates: readonly Row<typeof report_rates>[];
  readonly themes: readonly Row<typeof report_themes>[];
  readonly scores: readonly Row<typeof report_scores>[];
  readonly issues: readonly Row<typeof report_issues>[];
  readonly issueLabels: readonly Row<typeof report_issue_labels>[];
  readonly bursts: readonly Row<typeof report_bursts>[];
  readonly passages: readonly Row<typeof report_passages>[];
  readonly supervision: readonly Row<typeof report_supervision>[];
  readonly training: readonly Row<typeof report_training>[];
  readonly vetoes: readonly Row<typeof vetoes>[];
  readonly modelCard: readonly Row<typeof model_card>[];
}

type ReportIO = Pick<StageIO<(typeof reportReads)[number], never>, 'all'>;

/** Reads one month (`YYYY-MM`). */
export async function readSource(io: ReportIO, month: string): Promise<ReportSource> {
  const parameters = { month, previous: addMonths(month, -1) };
  return {
    month,
    officeCounts: rowsOf(await io.all('office_counts')),
    officeRates: rowsOf(await io.all('office_rates')),
    officeThemes: rowsOf(await io.all('office_theme_rates')),
    counts: rowsOf(await io.all('report_counts', { parameters })),
    units: rowsOf(await io.all('report_units', { parameters })),
    rates: rowsOf(await io.all('report_rates', { parameters })),
    themes: rowsOf(await io.all('report_themes', { parameters })),
    scores: rowsOf(await io.all('report_scores', { parameters })),
    issues: rowsOf(await io.all('report_issues', { parameters })),
    issueLabels: rowsOf(await io.all('report_issue_labels', { parameters })),
    bursts: rowsOf(await io.all('report_bursts', { parameters })),
    passages: rowsOf(await io.all('report_passages', { parameters })),
    supervision: rowsOf(await io.all('report_supervision', { parameters })),
    training: rowsOf(await io.all('report_training', { parameters })),
    vetoes: rowsOf(await io.all('vetoes')).filter(veto => veto.month === month),
    modelCard: rowsOf(await io.all('model_card')),
  };
}
