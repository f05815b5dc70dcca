import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { confirmations, countRelations } from '../../src/core/counts.js';
import { abstentions, issue_members, model_card, reply_quality, theme_tags } from '../../src/core/findings.js';
import { appraisals, cases, comments, reviews, sources, units } from '../../src/core/records.js';
import { batchOf, type Relation, type Row, rowsOf } from '../../src/core/relation.js';
import { contract } from '../../src/core/relations.js';
import { parseScoring, type Scoring } from '../../src/core/scoring.js';
import { stage } from '../../src/core/stage.js';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { workspace } from '../../src/core/workspace.js';
import { planned } from '../../src/run/plan.js';
import { type Reporter, silentReporter } from '../../src/run/reporter.js';
import { runStages } from '../../src/run/runner.js';
import { count } from '../../src/stages/score/count.js';
import { score } from '../../src/stages/score/stage.js';
import { training } from '../../src/stages/training.js';
import { readAll } from '../../src/store/read.js';
import { openStore, type Store } from '../../src/store/store.js';
import { append } from '../../src/store/write.js';

const root = join(import.meta.dirname, '..', '..');
const yaml = (name: string): unknown => parse(readFileSync(join(root, 'pipelines', name), 'utf8'));

export const taxonomy = parseTaxonomy(yaml('taxonomy.yaml'));
export const scoring = parseScoring(yaml('scoring.yaml'), taxonomy);
export const scoringInput = () => yaml('scoring.yaml') as Record<string, never>;

export type CaseRow = Row<typeof cases>;
export type CommentRow = Row<typeof comments>;
export type TagRow = Row<typeof theme_tags>;
export type ReviewRow = Row<typeof reviews>;
export type CardRow = Row<typeof model_card>;

/** Everything that scores rest on, as rows. */
export interface Office {
  units: Row<typeof units>[];
  cases: CaseRow[];
  comments: CommentRow[];
  tags: TagRow[];
  abstentions: Row<typeof abstentions>[];
  reviews: ReviewRow[];
  replies: Row<typeof reply_quality>[];
  appraisals: Row<typeof appraisals>[];
  card: CardRow[];
  members: Row<typeof issue_members>[];
  confirmations: Row<typeof confirmations>[];
}

export const emptyOffice = (): Office => ({
  units: [],
  cases: [],
  comments: [],
  tags: [],
  abstentions: [],
  reviews: [],
  replies: [],
  appraisals: [],
  card: [],
  members: [],
  confirmations: [],
});

/** Day number of an ISO date. */
export const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
/** Milliseconds of a wall-clock time `YYYY-MM-DD HH:MM`. */
export const time = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00Z`);
const monthOf = (at: number): string => new Date(at * 86_400_000).toISOString().slice(0, 7);

export function unit(unit_id: string, tier = 'grassroots', headcount: number | null = null): Row<typeof units> {
  return { unit_id, name: unit_id, tier, parent_id: null, headcount };
}

let serial = 0;

/** A counted case with nothing but its registration; `given` adds or overrides. */
export function caseOf(unit_id: string, registered: string | number, given: Partial<CaseRow> = {}): CaseRow {
  const registered_on = typeof registered === 'number' ? registered : day(registered);
  serial += 1;
  return {
    case_id: `c${serial}`,
    unit_id,
    registered_on,
    transferred_on: null,
    accepted_on: null,
    acceptance_notice_on: null,
    due_on: null,
    extension_notified_on: null,
    replied_on: null,
    closed_on: null,
    document_on: null,
    delivered_on: null,
    reported_at: null,
    onsite_at: null,
    is_first: true,
    is_repeat: false,
    repeat_of: null,
    is_backlog: false,
    is_urgent: false,
    is_counted: true,
    route: 'ordinary',
    channel: null,
    subject: null,
    subject_source: null,
    place: null,
    month: monthOf(registered_on),
    summary: '',
    summary_id: null,
    reply_text: '',
    duplicate_of: null,
    source_id: 's',
    row: serial,
    ...given,
  };
}

/** A comment with content on the unit itself. */
export function commentOf(
  unit_id: string,
  case_id: string,
  rated: string | number | null,
  given: Partial<CommentRow> = {},
): CommentRow {
  const rated_on = rated === null || typeof rated === 'number' ? rated : day(rated);
  serial += 1;
  return {
    comment_id: `k${serial}`,
    case_id,
    unit_id,
    rated_on,
    rating: null,
    rating_label: null,
    reason_codes: null,
    rated_party: 'unit',
    rating_deadline_on: null,
    month: rated_on === null ? null : monthOf(rated_on),
    text: '有内容',
    text_id: 't',
    source_id: 's',
    row: serial,
    ...given,
  };
}

export function tagOf(comment: CommentRow, theme_id: string, given: Partial<TagRow> = {}): TagRow {
  const source = given.source ?? 'model';
  return {
    tag_id: `comment:${comment.comment_id}:${theme_id}:${source}`,
    owner: 'comment',
    id: comment.comment_id,
    unit_id: comment.unit_id,
    month: comment.month,
    theme_id,
    confidence: 0.9,
    target: 'handler',
    evidence: [],
    source,
    model_id: 'm',
    taxonomy_version: '1.0',
    ...given,
  };
}

export function reviewOf(comment: CommentRow, theme_ids: string[], given: Partial<ReviewRow> = {}): ReviewRow {
  serial += 1;
  return {
    review_id: `r${String(serial).padStart(6, '0')}`,
    owner: 'comment',
    id: comment.comment_id,
    theme_ids,
    polarity: null,
    reviewer: '甲',
    reviewed_at: time('2030-01-01 09:00') + serial,
    sampled: 'random',
    note: null,
    ...given,
  };
}

export function cardOf(theme_id: string, se: [number, number], sp: [number, number]): CardRow {
  return {
    theme_id,
    model_id: 'm',
    sensitivity_x: se[0],
    sensitivity_n: se[1],
    specificity_x: sp[0],
    specificity_n: sp[1],
    precision: null,
    recall: null,
    f1: null,
    support: se[1],
    threshold: null,
  };
}

const inputs = [
  units,
  cases,
  sources,
  comments,
  theme_tags,
  abstentions,
  reply_quality,
  appraisals,
  model_card,
  issue_members,
] as const;

function officeStage(office: Office) {
  return stage({
    name: 'office',
    version: 1,
    reads: [],
    writes: inputs,
    config: z.object({}),
    inputs: [JSON.stringify(office)],
    async run(io) {
      await io.write('units', batchOf(units, office.units));
      await io.write('cases', batchOf(cases, office.cases));
      await io.write('comments', batchOf(comments, office.comments));
      await io.write('theme_tags', batchOf(theme_tags, office.tags));
      await io.write('abstentions', batchOf(abstentions, office.abstentions));
      await io.write('reply_quality', batchOf(reply_quality, office.replies));
      await io.write('appraisals', batchOf(appraisals, office.appraisals));
      await io.write('model_card', batchOf(model_card, office.card));
      await io.write('issue_members', batchOf(issue_members, office.members));
    },
  });
}

/** A database in which offices are scored one after the other. */
export async function scoringDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-score-'));
  const store = await openStore({
    path: join(folder, 'score.duckdb'),
    sqlFolder: join(root, 'src', 'sql'),
    relations: [...contract, ...workspace, ...countRelations],
    threads: 2,
    memoryMb: 500,
  });
  let runs = 0;
  return {
    store,
    async run(office: Office, settings: Scoring = scoring, reporter: Reporter = silentReporter) {
      await replaceLedger(store, reviews, office.reviews);
      await replaceLedger(store, confirmations, office.confirmations);
      runs += 1;
      return runStages(
        store,
        [
          planned(officeStage(office), {}),
          planned(count, { scoring: settings }),
          planned(score, { scoring: settings, taxonomy }),
          planned(training, { scoring: settings, taxonomy }),
        ],
        {
          runId: `run${runs}`,
          version: 'test',
          now: () => 0,
          output: join(folder, 'out'),
          force: false,
          reporter,
          signal: new AbortController().signal,
        },
      );
    },
    async rows<R extends Relation>(relation: R): Promise<Row<R>[]> {
      return rowsOf(await readAll(store, relation));
    },
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function replaceLedger<R extends Relation>(store: Store, relation: R, rows: readonly Row<R>[]): Promise<void> {
  const connection = await store.connect();
  await connection.run(`DELETE FROM ${relation.name}`);
  await append(connection, relation, batchOf(relation, rows));
  connection.closeSync();
}
