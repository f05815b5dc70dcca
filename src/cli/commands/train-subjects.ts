import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { MinshengError } from '../../core/errors.js';
import { subjectCardOf, subjectCardText } from '../../inference/subject-card.js';
import { evaluateSubjects } from '../../inference/subject-evaluation.js';
import { parseSubjects } from '../../inference/subject-gold.js';
import { trainSubjects as learn } from '../../inference/subject-training.js';
import { loadConfig } from '../config.js';
import { readGold } from '../gold.js';
import type { Context } from '../main.js';
import { writeModel } from '../model-files.js';

/** `minsheng train --model subject`: messages with subjects → weights and the generated card. */
export async function trainSubjects(context: Context): Promise<void> {
  const { values } = context.arguments;
  const files = (values['gold'] as string[] | undefined) ?? [];
  if (files.length === 0)
    throw new MinshengError(
      'configuration',
      { zh: '缺少 --gold', en: 'no --gold given' },
      'minsheng train --model subject --gold FILE …',
    );
  const config = await loadConfig(values['config'] as string | undefined);
  const folder = (values['out'] as string | undefined) ?? join(config.root, 'models', 'subject');
  const read = files.map(file => ({ file, rows: parseSubjects(basename(file), readGold(file)) }));
  const rows = read.flatMap(each => each.rows);
  const trained = learn(rows, undefined, step => context.console.tell(step));
  const card = subjectCardOf(
    trained.header,
    evaluateSubjects(rows, trained.heldOut),
    read.map(each => ({ file: basename(each.file), rows: each.rows.length })),
  );
  const written = [
    ['weights.bin', deflateRawSync(trained.bytes, { level: 9 })],
    ['card.json', `${JSON.stringify(card, null, 2)}\n`],
    ['card.md', subjectCardText(card)],
  ] as const;
  writeModel(folder, written, context.console);
}
