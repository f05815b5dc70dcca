import type { Span } from '../core/classification.js';
import type { IndicatorId } from '../core/taxonomy.js';
import type { SupervisionSummary } from './supervision-model.js';

/**
 * The month as plain data: what the HTML, DOCX and XLSX editions of the office print. Rates and shares are 0–1, scores
 * 0–100, days epoch days, offsets UTF-16; null means "no value" and is printed as words, never as 0. Numbers become
 * text in `report-words.ts` only. No red flag is in here.
 */
export interface ReportModel {
  readonly header: ReportHeader;
  /** Page one. */
  readonly keyFacts: KeyFacts;
  readonly totals: Totals;
  /** The whole office, in the order of `definitions`; the three rates first. */
  readonly overall: readonly OverallRate[];
  /** By tier, then unit id: no league table. */
  readonly units: readonly UnitLine[];
  /** By rank. */
  readonly issues: readonly IssueEntry[];
  /** By q-value; only those with q ≤ 0.05. */
  readonly bursts: readonly BurstEntry[];
  /** All scored themes, by corrected rate, highest first. */
  readonly themes: readonly ThemeEntry[];
  readonly supervision: SupervisionSummary;
  /** Verdicts `need` and `watch`, by need. */
  readonly training: readonly TrainingEntry[];
  readonly suggestions: readonly Suggestion[];
  /** 口径: `id` is the anchor in the HTML edition (`#def-<id>`). */
  readonly definitions: readonly Definition[];
}

export interface ReportHeader {
  readonly title: string;
  readonly office: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** 2025年6月 */
  readonly monthWords: string;
  readonly previousMonth: string;
  /** Name and version, for the line "口径与版本": program, taxonomy, scoring, model. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** What a reader must know about this month's data: no history, no comments, rejected rows … */
  readonly notes: readonly string[];
}

/**
 * One sentence for a leader. `tone`: `bad` and `good` only where a test passed (q ≤ 0.05) or a fact stands by itself;
 * `definition` is the id of the figure's definition, `section` where the rows are.
 */
export interface Sentence {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly definition: string | null;
  readonly section: SectionId;
}

export const sectionIds = [
  'totals',
  'rates',
  'units',
  'scores',
  'issues',
  'bursts',
  'themes',
  'supervision',
  'training',
  'suggestions',
  'definitions',
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface KeyFacts {
  /** What happened. */
  readonly happened: readonly Sentence[];
  /** What matters. */
  readonly matters: readonly Sentence[];
  /** What to do. */
  readonly todo: readonly Sentence[];
}

export interface Labelled {
  readonly label: string;
  readonly count: number;
  /** Of the same label in the month before. */
  readonly previous: number | null;
}

/** A count of two months and whether chance explains the change (exact conditional test, BH-adjusted). */
export interface CountChange {
  readonly count: number;
  /** Null where the month before has no data at all. */
  readonly previous: number | null;
  /** The same month of the year before; null without data. */
  readonly yearAgo: number | null;
  readonly qPrevious: number | null;
}

export interface Totals {
  /** Counted cases registered in the month. */
  readonly cases: CountChange;
  /** Counted cases closed or replied in the month. */
  readonly completed: CountChange;
  /** Counted comments with content, rated party unit. */
  readonly comments: CountChange;
  /** Rated cases of `satisfaction`. */
  readonly rated: CountChange;
  readonly channels: readonly Labelled[];
  readonly subjects: readonly Labelled[];
  /** By the scale's own words. */
  readonly ratings: readonly Labelled[];
  /** Cases registered in the month that no rate counts, by reason. */
  readonly excluded: readonly Labelled[];
  /** Texts of the month without a theme, by reason. */
  readonly abstentions: readonly Labelled[];
  /** Source rows refused while reading, by reason, of all files in the database. */
  readonly rejected: readonly Labelled[];
  readonly sources: { readonly files: number; readonly read: number; readonly kept: number; readonly rejected: number };
  /** This month and up to twelve before it, oldest first. */
  readonly history: readonly { readonly month: string; readonly cases: number; readonly comments: number }[];
}

export interface Estimate {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface OverallRate extends Estimate {
  readonly definitionId: string;
  readonly name: string;
  /** Value of the month before. */
  readonly previous: number | null;
  readonly qPrevious: number | null;
  /** Up to six months, oldest first, this one last. */
  readonly history: readonly (Estimate & { readonly month: string })[];
}

export type Funnel = 'inside' | 'above_95' | 'below_95' | 'above_998' | 'below_998';

export interface RateCell extends Estimate {
  readonly definitionId: string;
  readonly shrunk: number | null;
  readonly tierMean: number | null;
  /** Against the rest of the tier. */
  readonly qValue: number | null;
  readonly previous: number | null;
  /** Against the unit's own month before. */
  readonly qPrevious: number | null;
  readonly funnel: Funnel | null;
  /** `window_open`: no value yet. */
  readonly note: string | null;
}

export interface ScoreCell {
  /** The four indicators, citizens, superior, third_party, deduction, final. */
  readonly indicatorId: IndicatorId | 'citizens' | 'superior' | 'third_party' | 'deduction' | 'final';
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly band: string | null;
  readonly weight: number | null;
  readonly missing: readonly string[];
}

export interface UnitLine {
  readonly unitId: string;
  readonly name: string;
  readonly tier: string;
  readonly tierName: string;
  /** Counted cases registered in the month. */
  readonly cases: number;
  /** Commented cases. */
  readonly commented: number;
  /** One per definition, in the order of `overall`. */
  readonly rates: readonly RateCell[];
  /** Nine, in the order of the type. */
  readonly scores: readonly ScoreCell[];
  /** How many units of the tier lie wholly above (of the final score), and how many were compared. */
  readonly above: number | null;
  readonly compared: number;
  /** Missed deadlines that fell in the month, and all still open. */
  readonly overdue: number;
  readonly open: number;
}

/** A redacted passage. `evidence` are offsets into `text`. Office edition only. */
export interface Passage {
  readonly owner: 'comment' | 'case';
  readonly id: string;
  readonly unit: string;
  readonly text: string;
  readonly evidence: readonly Span[];
}

export interface IssueEntry {
  readonly issueId: string;
  readonly rank: number;
  readonly title: string;
  readonly subject: string | null;
  readonly place: string | null;
  readonly object: string | null;
  readonly cases: number;
  readonly distinctEvents: number;
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly previousCases: number | null;
  /** share − share of the month before */
  readonly change: number | null;
  readonly qValue: number | null;
  readonly isNew: boolean;
  readonly firstSeenOn: number;
  /** 0–100 */
  readonly heat: number;
  readonly units: readonly Labelled[];
  readonly places: readonly Labelled[];
  readonly passages: readonly Passage[];
}

export interface BurstEntry {
  readonly scope: 'issue' | 'theme' | 'subject';
  readonly label: string;
  /** Null = all units. */
  readonly unit: string | null;
  readonly observed: number;
  readonly expected: number;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly qValue: number | null;
}

export interface ThemeEntry extends Estimate {
  readonly themeId: string;
  readonly name: string;
  readonly definition: string;
  readonly indicatorId: IndicatorId;
  readonly indicator: string;
  /** numerator / denominator; `value` is corrected for the model's errors by `estimator`. */
  readonly raw: number | null;
  readonly estimator: 'ppi' | 'rogan_gladen' | 'raw' | null;
  readonly previous: number | null;
  readonly qPrevious: number | null;
  /** Units that differ from the rest of their tier (q ≤ 0.05), or from their own month before. */
  readonly units: readonly ThemeUnit[];
  readonly passages: readonly Passage[];
}

export interface ThemeUnit extends Estimate {
  readonly unitId: string;
  readonly name: string;
  readonly raw: number | null;
  readonly qValue: number | null;
  readonly qPrevious: number | null;
  readonly previousRaw: number | null;
  /** Against the rest of the tier; null where only the month before differs. */
  readonly side: 'above' | 'below' | null;
}

export interface TrainingEntry {
  readonly unitId: string;
  readonly unit: string;
  readonly moduleId: string;
  readonly module: string;
  readonly need: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly cause: string;
  readonly causeWords: string;
  /** Chinese names. */
  readonly themes: readonly string[];
  readonly evidenceCount: number;
  readonly verdict: 'need' | 'watch';
}

/** One thing to do, from one finding. */
export interface Suggestion {
  readonly text: string;
  /** The finding, in one clause with its number. */
  readonly because: string;
  readonly section: SectionId;
}

export interface Definition {
  readonly id: string;
  readonly name: string;
  /** What is counted, in plain words. */
  readonly words: string;
  /** success / cohort, or formula */
  readonly formula: string;
}
