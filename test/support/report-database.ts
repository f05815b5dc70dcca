import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officeRelations } from '../../src/core/office-rates.js';
import { contract } from '../../src/core/relations.js';
import { reportViews } from '../../src/core/report-views.js';
import { workspace } from '../../src/core/workspace.js';
import { openStore, type Store } from '../../src/store/store.js';

export const relations = [...contract, ...workspace, ...officeRelations, ...reportViews];

/** A database with one small invented month, 2025-06, for the report's views; removed by `close`. */
export async function reportDatabase(): Promise<{ store: Store; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-'));
  const store = await openStore({
    path: join(folder, 'test.duckdb'),
    sqlFolder: join(import.meta.dirname, '..', '..', 'src', 'sql'),
    relations,
    threads: 1,
    memoryMb: 256,
  });
  const connection = await store.connect();
  for (const text of [...units, ...cases, ...comments, ...found]) await connection.run(text);
  connection.closeSync();
  return {
    store,
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const units = [
  "INSERT INTO units VALUES ('u1', '甲局', 'grassroots', NULL, NULL), ('u2', '乙局', 'upper', NULL, NULL)",
];

const cases = [
  aCase('c1', { place: "'东村'" }),
  aCase('c2', { place: "'东村'" }),
  aCase('c3', { duplicate_of: "'c1'" }),
  aCase('c4', { route: "'litigation'" }),
  aCase('c5', { is_counted: 'false' }),
  aCase('c6', { route: "'accusation'", summary: "'举报内容'" }),
  aCase('c7', { month: "'2025-05'", registered_on: "'2025-05-09'" }),
];

const comments = [
  aComment('m1', 'c1', { text: "'讲不清政策依据，让人糊涂'", text_id: "'t1'" }),
  aComment('m2', 'c2', { text: "'讲不清政策依据，让人糊涂'", text_id: "'t1'" }),
  aComment('m3', 'c2', { text: "'讲不清，还把我的材料给了别人'", text_id: "'t3'" }),
  aComment('m4', 'c4', { text: "'应当去法院'", text_id: "'t4'" }),
  aComment('m5', 'c1', { text: "'还行'", text_id: "'t5'" }),
  aComment('m6', 'c6', { text: "'举报人的留言'", text_id: "'t6'" }),
];

const tag = (owner: string, id: string) =>
  `('${owner}:${id}', '${owner}', '${id}', 'u1', '2025-06', 'policy_explanation_unclear', 0.9, 'handler', [{'start': 0, 'end': 3}], 'model', 'm', '1')`;

const found = [
  `INSERT INTO office_theme_rates VALUES ('2025-06', 'policy_explanation_unclear', 2, 3, 0.66, 0.6, 0.2, 0.9, 'raw', NULL, NULL)`,
  `INSERT INTO theme_tags VALUES ${['m1', 'm2', 'm3', 'm4', 'm6'].map(id => tag('comment', id)).join(', ')}`,
  `INSERT INTO red_flags VALUES ${tag('comment', 'm3')}`,
  "INSERT INTO abstentions VALUES ('comment', 'm5', 'no_content')",
  `INSERT INTO issues VALUES ('2025-06', 'i1', 1, '东村断水', NULL, NULL, NULL, 3, 3, 0.5, 0.2, 0.8, NULL, NULL, NULL, NULL, true, '2025-06-02', 50)`,
  `INSERT INTO issue_members VALUES ('2025-06', 'i1', 'c1', 0.9, NULL), ('2025-06', 'i1', 'c2', 0.8, 'c1'), ('2025-06', 'i1', 'c6', 1, NULL)`,
  `INSERT INTO bursts VALUES ('2025-06', 'issue', 'i1', '', 9, 2, 4.5, 2, 8, 0.001, 0.01), ('2025-06', 'subject', '水', 'u1', 4, 2, 2, 1, 4, 0.2, 0.4)`,
  `INSERT INTO supervision VALUES ('c1', 'completion', 'u1', '2025-06', '2025-06-10', 20, 'open', NULL, NULL, 0),
    ('c2', 'acceptance', 'u1', '2025-05', '2025-05-10', 51, 'open', NULL, NULL, 0),
    ('c7', 'completion', 'u1', '2025-06', '2025-06-10', 2, 'closed', NULL, NULL, 0),
    ('c8', 'completion', 'u1', '2025-07', '2025-07-10', 2, 'open', NULL, NULL, 0)`,
  `INSERT INTO rates SELECT '2025-05', 'u1', 'satisfaction', 8, 10, 0.8, 0.4, 0.9, 0.8, 0.8, NULL, NULL, 'inside', NULL, NULL, NULL`,
  `INSERT INTO rates SELECT '2025-06', 'u1', 'satisfaction', 6, 12, 0.5, 0.2, 0.8, 0.5, 0.5, NULL, NULL, 'inside', NULL, NULL, NULL`,
  `INSERT INTO rates SELECT '2025-06', 'u2', 'satisfaction', 3, 4, 0.75, 0.2, 0.9, 0.5, 0.5, NULL, NULL, 'inside', NULL, NULL, NULL`,
];

function aCase(id: string, changes: Readonly<Record<string, string>>): string {
  const values: Record<string, string> = {
    case_id: `'${id}'`,
    unit_id: "'u1'",
    registered_on: "'2025-06-02'",
    month: "'2025-06'",
    is_first: 'true',
    is_repeat: 'false',
    is_backlog: 'false',
    is_urgent: 'false',
    is_counted: 'true',
    route: "'ordinary'",
    channel: "'网信'",
    summary: `'概况 ${id}'`,
    summary_id: `'s-${id}'`,
    reply_text: "''",
    source_id: "'s'",
    row: '1',
    ...changes,
  };
  return `INSERT INTO cases (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`;
}

function aComment(id: string, caseId: string, changes: Readonly<Record<string, string>>): string {
  const values: Record<string, string> = {
    comment_id: `'${id}'`,
    case_id: `'${caseId}'`,
    unit_id: "'u1'",
    rated_on: "'2025-06-20'",
    rating: "'dissatisfied'",
    rating_label: "'不满意'",
    rated_party: "'unit'",
    month: "'2025-06'",
    source_id: "'s'",
    row: '1',
    ...changes,
  };
  return `INSERT INTO comments (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`;
}
