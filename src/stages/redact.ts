import { z } from 'zod';
import { raw_cases, raw_comments, redacted_texts, unredacted } from '../core/raw.js';
import { cases, comments, redactions } from '../core/records.js';
import { stage } from '../core/stage.js';
import type { TextWork } from '../core/text-work.js';
import { admitted_cases, admitted_comments } from '../core/workspace.js';

/** Raw text → comments and cases with placeholders for people's data. Each distinct text is redacted once. */
export function redact(work: TextWork) {
  const version = work.versions.redaction;
  return stage({
    name: 'redact',
    version: 1,
    reads: [raw_comments, raw_cases, admitted_comments, admitted_cases, unredacted],
    writes: [redacted_texts, comments, cases, redactions],
    keepsRows: [
      ['admitted_comments', 'comments'],
      ['admitted_cases', 'cases'],
    ],
    config: z.object({}),
    inputs: [version],
    async run(io) {
      let done = 0;
      const pending = io.read('unredacted', { parameters: { version } });
      for await (const [batch, texts] of work.inOrder(pending, item => work.redact(item.columns.text))) {
        await io.write('redacted_texts', {
          length: batch.length,
          columns: {
            raw_id: batch.columns.raw_id,
            version: texts.map(() => version),
            text: texts.map(redacted => redacted.text),
            redactions: texts.map(redacted => redacted.redactions),
          },
        });
        done += batch.length;
        io.progress(done, 0);
      }
      await io.fill('comments', { version });
      await io.fill('cases', { version });
      await io.fill('redactions', { version });
    },
  });
}
