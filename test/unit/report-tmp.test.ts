import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { it } from 'vitest';
import { z } from 'zod';
import { loadAssets } from '../../src/cli/assets.js';
import { loadConfig } from '../../src/cli/config.js';
import { countRelations } from '../../src/core/counts.js';
import { bursts, candidate_themes, issue_members, issues, reply_quality } from '../../src/core/findings.js';
import { issueRelations } from '../../src/core/issue-views.js';
import { officeRelations } from '../../src/core/office-rates.js';
import { outputViews } from '../../src/core/output-views.js';
import { contract } from '../../src/core/relations.js';
import { reportViews } from '../../src/core/report-views.js';
import { stage } from '../../src/core/stage.js';
import { workspace } from '../../src/core/workspace.js';
import { modelCardRows } from '../../src/inference/card.js';
import { TextPool } from '../../src/inference/pool.js';
import { listFiles } from '../../src/input/files.js';
import { report } from '../../src/output/report.js';
import { planned } from '../../src/run/plan.js';
import { runStages } from '../../src/run/runner.js';
import { classify } from '../../src/stages/classify.js';
import { ingest } from '../../src/stages/ingest/stage.js';
import { redact } from '../../src/stages/redact.js';
import { resolve } from '../../src/stages/resolve.js';
import { score } from '../../src/stages/score/stage.js';
import { segment } from '../../src/stages/segment.js';
import { summarise } from '../../src/stages/summarise.js';
import { training } from '../../src/stages/training.js';
import { openStore } from '../../src/store/store.js';

const assess = stage({
  name: 'assess',
  version: 1,
  reads: [],
  writes: [reply_quality],
  config: z.object({}),
  async run() {},
});
const detect = stage({
  name: 'detect',
  version: 1,
  reads: [],
  writes: [issues, issue_members, bursts, candidate_themes],
  config: z.any(),
  async run() {},
});
const allRelations = [
  ...contract,
  ...workspace,
  ...countRelations,
  ...issueRelations,
  ...officeRelations,
  ...reportViews,
  ...outputViews,
];
it('x', async () => {
  const config = await loadConfig(undefined);
  const assets = await loadAssets(config);
  rmSync('/tmp/s.duckdb', { force: true });
  rmSync('/tmp/s.duckdb.raw', { force: true });
  const store = await openStore({
    path: '/tmp/s.duckdb',
    sqlFolder: 'src/sql',
    relations: allRelations,
    threads: 2,
    memoryMb: 500,
  });
  const work = new TextPool(assets, 0);
  const { taxonomy, scoring } = config;
  const hash = (t: string) => createHash('sha256').update(t).digest('hex');
  const plan = [
    planned(ingest(listFiles(['data/sample/files']), hash), { profiles: [...config.profiles] }),
    planned(resolve, {}),
    planned(redact(work), {}),
    planned(segment(work), {}),
    planned(classify(work, modelCardRows(assets)), { taxonomy }),
    planned(assess, {}),
    planned(detect, {}),
    planned(score, { scoring, taxonomy }),
    planned(training, { scoring, taxonomy }),
    planned(summarise, {}),
    planned(report, { month: null, office: config.knobs.office, program: '0.1.0', taxonomy, scoring }),
  ];
  await runStages(store, plan, {
    runId: 'r',
    version: '0.1.0',
    now: () => performance.now(),
    output: '/tmp/out',
    force: false,
    signal: new AbortController().signal,
    reporter: {
      stageStarted() {},
      progress() {},
      note(s, l) {
        console.log(s, l);
      },
      stageEnded(o) {
        console.log(o.stage, o.state, o.rowsIn, o.rowsOut, o.seconds);
      },
    },
  });
  await work.close();
  store.close();
}, 300000);
