import { z } from 'zod';
import { reply_quality } from '../../core/findings.js';
import { cases } from '../../core/records.js';
import { reply_assessments, unassessed_replies } from '../../core/reply-views.js';
import { stage } from '../../core/stage.js';
import { assessReply, type ReplyQuality } from './reply.js';

/** Raise it when the same reply would be assessed otherwise: results are kept under it. */
const version = 'replies-4';

/** Official replies → reply quality, once per distinct message, reply and days. */
export const assessReplies = stage({
  name: 'assess-replies',
  version: 1,
  reads: [cases, unassessed_replies],
  writes: [reply_assessments, reply_quality],
  config: z.object({}),
  inputs: [version],
  async run(io) {
    let done = 0;
    for await (const batch of io.read('unassessed_replies', { parameters: { version } })) {
      const { reply_key, text, reply, asked_on, replied_on, due_on } = batch.columns;
      const found = text.map((message, at) =>
        assessReply({
          text: message,
          reply: reply[at]!,
          askedOn: asked_on[at]!,
          repliedOn: replied_on[at]!,
          dueOn: due_on[at]!,
        }),
      );
      const column = <K extends keyof ReplyQuality>(name: K) => found.map(each => each[name]);
      await io.write('reply_assessments', {
        length: batch.length,
        columns: {
          reply_key,
          version: found.map(() => version),
          relevance: column('relevance'),
          completeness: column('completeness'),
          explanation: column('explanation'),
          timeliness: column('timeliness'),
          score: column('score'),
          reasons: column('reasons'),
        },
      });
      done += batch.length;
      io.progress(done, 0);
    }
    await io.fill('reply_quality', { version });
  },
});
