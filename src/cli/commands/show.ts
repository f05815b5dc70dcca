import { MinshengError } from '../../core/errors.js';
import { qualifiedName, type Relation } from '../../core/relation.js';
import { contract } from '../../core/relations.js';
import { type Answer, ask } from '../../store/ask.js';
import { unknownWord } from '../arguments.js';
import { loadConfig } from '../config.js';
import { openDatabase } from '../database.js';
import type { Context } from '../main.js';
import { type Format, printAnswer } from './print.js';

const restricted = new Set(['red_flags']);

/** `minsheng show RELATION`: rows of one relation in key order. */
export async function show(context: Context): Promise<void> {
  const { operands, values } = context.arguments;
  const name = operands[0];
  const names = contract.map(relation => relation.name);
  if (name === undefined) {
    for (const relation of contract) context.console.print(`${relation.name.padEnd(18)}${relation.grain}`);
    return;
  }
  const relation: Relation | undefined = contract.find(candidate => candidate.name === name);
  if (!relation) throw unknownWord('关系', 'relation', name, names);
  const config = await loadConfig(values['config'] as string | undefined);
  const store = await openDatabase(context, config, true);
  try {
    if (restricted.has(name))
      context.console.tell({
        zh: '注意：限制清单，不得转给被评单位。',
        en: 'Note: restricted list, never to reach the unit concerned.',
      });
    const where = typeof values['where'] === 'string' ? ` WHERE ${values['where']}` : '';
    const limit = readLimit(values['limit']);
    const columns = Object.keys(relation.columns)
      .map(column => `"${column}"`)
      .join(', ');
    const order = relation.key.map(column => `"${column}"`).join(', ');
    const text = `SELECT ${columns} FROM ${qualifiedName(relation)}${where} ORDER BY ${order}${limit}`;
    const answer: Answer = await ask(store, text);
    await printAnswer(
      context.console,
      answer,
      (values['format'] as Format | undefined) ?? (context.console.json ? 'json' : 'table'),
      relation,
    );
  } finally {
    store.close();
  }
}

function readLimit(limit: unknown): string {
  if (limit === undefined) return '';
  if (typeof limit === 'string' && /^\d+$/u.test(limit)) return ` LIMIT ${limit}`;
  throw new MinshengError('configuration', { zh: '--limit 要一个整数', en: '--limit takes a whole number' });
}
