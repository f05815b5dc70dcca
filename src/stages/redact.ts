import { z } from 'zod';
import { raw_cases, raw_comments, redacted_texts, unredacted } from '../core/raw.js';
import { cases, comments, redactions } from '../core/records.js';
import { stage } from '../core/stage.js';
import type { TextWork } from '../core/text-work.js';
import { admitted_cases, admitted_comments, text_subjects, unsubjected } from '../core/workspace.js';

/**
 * Raw text → comments and cases with placeholders for people's data. Each distinct text is redacted once. A case whose
 * export names no subject gets the one its summary tells.
 */
export function redact(work: TextWork) {
  const { redaction: version, subject } = work.versions;
  return stage({
    name: 'redact',
    version: 2,
    reads: [raw_comments, raw_cases, admitted_comments, admitted_cases, unredacted, unsubjected],
    writes: [redacted_texts, text_subjects, comments, cases, redactions],
    keepsRows: [
      ['admitted_comments', 'comments'],
      ['admitted_cases', 'cases'],
    ],
    config: z.object({}),
    inputs: [version, subject],
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
      const untold = io.read('unsubjected', { parameters: { version, subject } });
      for await (const [batch, found] of work.inOrder(untold, item => work.subjects(item.columns.text))) {
        await io.write('text_subjects', {
          length: batch.length,
          columns: {
            text_id: batch.columns.text_id,
            model_id: found.map(() => subject),
            subject: found.map(each => each?.id ?? null),
          },
        });
      }
      await io.fill('comments', { version });
      await io.fill('cases', { version, subject });
      await io.fill('redactions', { version });
    },
  });
}
