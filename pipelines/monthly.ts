import { countRelations } from '../src/core/counts.js';
import type { model_card } from '../src/core/findings.js';
import { issueRelations } from '../src/core/issue-views.js';
import { officeRelations } from '../src/core/office-rates.js';
import { outputViews } from '../src/core/output-views.js';
import type { Profile } from '../src/core/profile.js';
import type { Relation, Row } from '../src/core/relation.js';
import { contract } from '../src/core/relations.js';
import { replyRelations } from '../src/core/reply-views.js';
import { reportViews } from '../src/core/report-views.js';
import type { Scoring } from '../src/core/scoring.js';
import type { SourceFile } from '../src/core/source.js';
import type { Taxonomy } from '../src/core/taxonomy.js';
import type { TextWork } from '../src/core/text-work.js';
import { workspace } from '../src/core/workspace.js';
import { feed } from '../src/output/feed.js';
import { manifest } from '../src/output/manifest.js';
import { report } from '../src/output/report.js';
import { trainingFiles } from '../src/output/training-files.js';
import { type Planned, planned } from '../src/run/plan.js';
import { assessReplies } from '../src/stages/assess-replies/stage.js';
import { classify } from '../src/stages/classify.js';
import type { IssueKnobs } from '../src/stages/detect-issues/knobs.js';
import { detectIssues } from '../src/stages/detect-issues/stage.js';
import { ingest } from '../src/stages/ingest/stage.js';
import { redact } from '../src/stages/redact.js';
import { resolve } from '../src/stages/resolve.js';
import { count } from '../src/stages/score/count.js';
import { score } from '../src/stages/score/stage.js';
import { segment } from '../src/stages/segment.js';
import { summarise } from '../src/stages/summarise.js';
import { training } from '../src/stages/training.js';

export interface Parts {
  readonly files: readonly SourceFile[];
  readonly profiles: readonly Profile[];
  readonly taxonomy: Taxonomy;
  readonly scoring: Scoring;
  readonly issues: IssueKnobs;
  readonly card: readonly Row<typeof model_card>[];
  readonly work: TextWork;
  readonly office: string;
  /** The month whose documents are written; null = the latest with an event. */
  readonly month: string | null;
  readonly version: string;
  readonly hash: (text: string) => string;
}

/** Every relation there is: the store creates the tables, the contract test binds the SQL. */
export const allRelations: readonly Relation[] = [
  ...contract,
  ...workspace,
  ...countRelations,
  ...issueRelations,
  ...replyRelations,
  ...officeRelations,
  ...reportViews,
  ...outputViews,
];

/** The order of the month's stages. */
export function monthly(parts: Parts): Planned[] {
  const { taxonomy, scoring, month } = parts;
  return [
    planned(ingest(parts.files, parts.hash), { profiles: [...parts.profiles] }),
    planned(resolve, {}),
    planned(redact(parts.work), {}),
    planned(segment(parts.work), {}),
    planned(classify(parts.work, parts.card), { taxonomy }),
    planned(assessReplies, {}),
    planned(detectIssues(parts.work.versions.segmentation), parts.issues),
    planned(count, { scoring }),
    planned(score, { scoring, taxonomy }),
    planned(training, { scoring, taxonomy }),
    planned(summarise, {}),
    planned(report, { month, office: parts.office, program: parts.version, taxonomy, scoring }),
    planned(trainingFiles, { month, taxonomy, scoring }),
    planned(feed, { month, taxonomy, scoring }),
    planned(manifest, { month, version: parts.version, models: [parts.work.versions.model], taxonomy, scoring }),
  ];
}
