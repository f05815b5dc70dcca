import { MinshengError } from '../../core/errors.js';
import { ask } from '../../store/ask.js';
import { loadConfig } from '../config.js';
import { openDatabase } from '../database.js';
import type { Context } from '../main.js';
import { type Format, printAnswer } from './print.js';

/** `minsheng query SQL`: one read-only statement. */
export async function query(context: Context): Promise<void> {
  const { operands, values } = context.arguments;
  const text = operands.join(' ').trim();
  if (text === '')
    throw new MinshengError('configuration', { zh: '缺少 SQL', en: 'no SQL given' }, 'minsheng query "SELECT …"');
  const config = await loadConfig(values['config'] as string | undefined);
  const store = await openDatabase(context, config, true);
  try {
    await printAnswer(
      context.console,
      await ask(store, text),
      (values['format'] as Format | undefined) ?? (context.console.json ? 'json' : 'table'),
    );
  } finally {
    store.close();
  }
}
