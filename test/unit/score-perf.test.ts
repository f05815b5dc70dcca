import { test } from 'vitest';
import { scoredThemes } from '../../src/core/taxonomy.js';
import {
  cardOf,
  caseOf,
  commentOf,
  day,
  emptyOffice,
  reviewOf,
  scoringDatabase,
  tagOf,
  taxonomy,
  unit,
} from '../support/score-office.js';

test('perf', async () => {
  const db = await scoringDatabase();
  const o = emptyOffice();
  const themes = scoredThemes(taxonomy).map(t => t.id);
  let seed = 1;
  const rnd = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let u = 0; u < 400; u++) o.units.push(unit(`u${u}`, u % 5 ? 'grassroots' : 'upper'));
  const first = day('2025-01-01');
  for (let i = 0; i < 100000; i++) {
    const reg = first + Math.floor(rnd() * 365);
    const acc = reg + Math.floor(rnd() * 18);
    const rep = acc + Math.floor(rnd() * 70);
    const ok = (d: number) => (d < first + 365 ? d : null);
    const c = caseOf(`u${Math.floor(rnd() * 400)}`, reg, {
      accepted_on: ok(acc),
      replied_on: ok(rep),
      closed_on: ok(rep),
      document_on: ok(rep),
      delivered_on: ok(rep + Math.floor(rnd() * 15)),
      transferred_on: ok(reg + 2),
      is_urgent: rnd() < 0.05,
      reported_at: reg * 864e5,
      onsite_at: reg * 864e5 + rnd() * 2 * 864e5,
      is_backlog: rnd() < 0.05,
      repeat_of: i > 10 && rnd() < 0.2 ? o.cases[Math.max(0, i - 1 - Math.floor(rnd() * 3))]!.case_id : null,
    });
    o.cases.push({
      ...c,
      is_repeat: c.repeat_of !== null,
      is_first: c.repeat_of === null,
      onsite_at: Math.round(c.onsite_at!),
    });
    if (rnd() < 0.8)
      o.replies.push({
        case_id: c.case_id,
        relevance: null,
        completeness: null,
        explanation: null,
        timeliness: null,
        score: rnd() * 100,
        reasons: [],
      });
    for (let j = 0; j < 2; j++) {
      const k = commentOf(c.unit_id, c.case_id, Math.min(first + 364, rep + j), {
        rating: rnd() < 0.8 ? 'satisfied' : 'dissatisfied',
        rating_deadline_on: rep + 10,
        text: rnd() < 0.6 ? 'x' : '',
      });
      o.comments.push(k);
      if (k.text) {
        const n = Math.floor(rnd() * 2.2);
        for (let t = 0; t < n; t++) o.tags.push(tagOf(k, themes[Math.floor(rnd() * themes.length)]!));
      } else o.abstentions.push({ owner: 'comment', id: k.comment_id, reason: 'no_content' });
    }
  }
  const seen = new Set<string>();
  o.tags = o.tags.filter(t => !seen.has(t.tag_id) && seen.add(t.tag_id));
  o.card = themes.map((t, i) => cardOf(t, [40 + i, 60], [900, 950]));
  console.log(o.tags.length);
  const t = () => performance.now();
  const orig = console.log;
  const marks: string[] = [];
  await db.run(o, undefined, {
    stageStarted: s => marks.push(`${s} start ${Math.round(t())}`),
    stageEnded: e => marks.push(`${e.stage} ${e.state} ${e.rowsOut} ${Math.round(t())}`),
    progress: () => undefined,
    note: () => undefined,
  });
  o.reviews.push(reviewOf(o.comments.find(c => c.text && c.month === '2025-12')!, []));
  await db.run(o, undefined, {
    stageStarted: s => marks.push(`${s} start ${Math.round(t())}`),
    stageEnded: e => marks.push(`${e.stage} ${e.state} ${e.rowsOut} ${Math.round(t())}`),
    progress: () => undefined,
    note: () => undefined,
  });
  orig(marks.join('\n'));
  db.close();
}, 300000);
