import { MinshengError } from '../../core/errors.js';
import { examineReply, type ReplyInput } from '../../stages/assess-replies/reply.js';
import { decidingWords } from '../../stages/assess-replies/words.js';
import { readDay } from '../../stages/ingest/values.js';
import { type TextLine, textLines } from '../lines.js';
import type { Context } from '../main.js';

/** `minsheng assess`: message and reply in, quality of the reply and the words that decided it out, one line each. */
export async function assess(context: Context): Promise<void> {
  for await (const batch of textLines(context.arguments.operands[0])) {
    context.signal.throwIfAborted();
    await context.console.write(batch.map(line => `${JSON.stringify(assessed(line))}\n`).join(''));
  }
}

function assessed({ id, text, fields }: TextLine) {
  const input = replyOf({ id, text, fields });
  const examined = examineReply(input);
  return { id, ...examined.quality, words: decidingWords(input, examined) };
}

/**
 * The message and reply of a line. A `title` that the text does not begin with goes before it; `created_at` stands in
 * for `asked_at`.
 * @throws MinshengError (input) for a date that is none
 */
export function replyOf({ id, text, fields }: TextLine): ReplyInput {
  const { reply, title } = fields;
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
  const headed = typeof title === 'string' && title !== '' && !text.trimStart().startsWith(title);
  return {
    text: headed ? `${title}\n${text}` : text,
    reply: typeof reply === 'string' ? reply : '',
    askedOn: day('asked_at') ?? day('created_at'),
    repliedOn: day('replied_at'),
    dueOn: day('due_on'),
  };
}
