import type { z } from 'zod';
import { MinshengError } from '../core/errors.js';

/**
 * The rows of a JSONL text, with the number of each line; empty lines and a byte order mark are passed over.
 * @throws MinshengError (input) with the line and field that cannot be read; never its text.
 */
export function* jsonLines<Schema extends z.ZodType>(
  name: string,
  content: string,
  schema: Schema,
): Generator<{ readonly line: number; readonly row: z.output<Schema> }> {
  const lines = content.replace(/^\ufeff/u, '').split(/\r?\n/u);
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = undefined;
    }
    const result = schema.safeParse(value);
    if (!result.success) {
      const fault = result.error.issues[0]!;
      const field = fault.path.join('.') || 'no JSON object';
      throw new MinshengError('input', `${name} line ${index + 1}: ${field}: ${fault.message}`);
    }
    yield { line: index + 1, row: result.data };
  }
}
