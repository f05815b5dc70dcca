import { z } from 'zod';
import { cases, comments } from '../core/records.js';
import { stage } from '../core/stage.js';
import type { TextWork } from '../core/text-work.js';
import { clauses, tokens, unsegmented } from '../core/workspace.js';

/** Redacted text → words and clauses, once per distinct text. */
export function segment(work: TextWork) {
  const version = work.versions.segmentation;
  return stage({
    name: 'segment',
    version: 1,
    reads: [comments, cases, unsegmented],
    writes: [tokens, clauses],
    config: z.object({}),
    inputs: [version],
    async run(io) {
      let done = 0;
      const pending = io.read('unsegmented', { parameters: { version } });
      for await (const [batch, texts] of work.inOrder(pending, item => work.segment(item.columns.text))) {
        const key = { text_id: batch.columns.text_id, version: texts.map(() => version) };
        await io.writeCaches({
          tokens: { length: batch.length, columns: { ...key, words: texts.map(text => text.words) } },
          clauses: { length: batch.length, columns: { ...key, spans: texts.map(text => text.clauses) } },
        });
        done += batch.length;
        io.progress(done, 0);
      }
    },
  });
}
