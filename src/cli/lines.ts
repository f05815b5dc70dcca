import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { MinshengError } from '../core/errors.js';

export interface TextLine {
  readonly id: string;
  readonly text: string;
  /** The whole object of a JSONL line; empty for a plain line. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const linesPerBatch = 1024;

/**
 * Lines of a file or of standard input in batches: JSONL objects with `id` and `text`, or plain text with the line's
 * number as id. An empty line is a text without content: every line gets an answer.
 * `together` is the number of lines of a batch.
 * @throws MinshengError (input) for a file that cannot be opened or a JSON line without text.
 */
export async function* textLines(path: string | undefined, together = linesPerBatch): AsyncGenerator<TextLine[]> {
  const stream = path === undefined || path === '-' ? process.stdin : createReadStream(path, 'utf8');
  if (path === undefined || path === '-') process.stdin.setEncoding('utf8');
  let batch: TextLine[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      batch.push(parseLine(number === 1 ? line.replace(/^\ufeff/u, '') : line, number));
      if (batch.length === together) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new MinshengError(
      'input',
      {
        zh: `读不了 ${path}：${(error as NodeJS.ErrnoException).code}`,
        en: `cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`,
      },
      { zh: '请检查路径。', en: 'Check the path.' },
    );
  }
  if (batch.length > 0) yield batch;
}

function parseLine(line: string, number: number): TextLine {
  if (!line.trimStart().startsWith('{')) return { id: String(number), text: line, fields: {} };
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { id: String(number), text: line, fields: {} };
  }
  const { id, text } = value;
  if (typeof text !== 'string') {
    throw new MinshengError(
      'input',
      { zh: `第 ${number} 行没有 text`, en: `line ${number} has no text` },
      { zh: '每行一个对象：{"id": …, "text": …}', en: 'One object a line: {"id": …, "text": …}' },
    );
  }
  return { id: typeof id === 'string' || typeof id === 'number' ? String(id) : String(number), text, fields: value };
}
