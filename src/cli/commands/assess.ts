import { MinshengError } from '../../core/errors.js';
import { assessReply } from '../../stages/assess-replies/reply.js';
import { readDay } from '../../stages/ingest/values.js';
import { type TextLine, textLines } from '../lines.js';
import type { Context } from '../main.js';

/** `minsheng assess`: message and reply in, quality of the reply out, one line each. */
export async function assess(context: Context): Promise<void> {
  for await (const batch of textLines(context.arguments.operands[0])) {
    context.signal.throwIfAborted();
    await context.console.write(batch.map(line => `${JSON.stringify(assessed(line))}\n`).join(''));
  }
}

function assessed({ id, text, fields }: TextLine) {
  const reply = fields['reply'];
  const day = (name: string) => {
    const value = fields[name];
    if (value === undefined || value === null) return null;
    const read = readDay(String(value));
    if ('value' in read) return read.value;
    throw new MinshengError(
      'input',
      { zh: `${id} 的 ${name} 不是日期`, en: `${name} of ${id} is no date` },
      { zh: '写成 YYYY-MM-DD。', en: 'Write YYYY-MM-DD.' },
    );
  };
  const quality = assessReply({
    text,
    reply: typeof reply === 'string' ? reply : '',
    askedOn: day('asked_at'),
    repliedOn: day('replied_at'),
    dueOn: day('due_on'),
  });
  return { id, ...quality };
}
