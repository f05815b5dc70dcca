import { z } from 'zod';
import { type Classification, type Polarity, polarities } from '../core/classification.js';
import { MinshengError } from '../core/errors.js';
import { jsonLines } from './json-lines.js';

/** What a reader or a model said of one text, as far as two of them can be compared. */
export interface Answer {
  readonly themes: readonly string[];
  /** Null where it was not said. */
  readonly polarity: Polarity | null;
}

const answerSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  themes: z.array(z.union([z.string(), z.object({ theme: z.string() }).transform(({ theme }) => theme)])),
  polarity: z.enum(polarities).nullish(),
});

/**
 * Reads answers, one JSON object a line, by id: gold files (`themes` as ids) or what `minsheng classify` prints
 * (`themes` as objects).
 * @throws MinshengError (input) with the line that cannot be read or repeats an id; never its text.
 */
export function parseAnswers(name: string, content: string): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const { line, row } of jsonLines(name, content, answerSchema)) {
    if (answers.has(row.id)) throw new MinshengError('input', `${name} line ${line}: id: appears twice`);
    answers.set(row.id, { themes: row.themes, polarity: row.polarity ?? null });
  }
  return answers;
}

/** The part of a classification that can be compared with a reader's. */
export function answerOf(found: Classification): Answer {
  return { themes: found.themes.map(theme => theme.theme), polarity: found.polarity };
}
