import { TextPool } from '../../inference/pool.js';
import { loadAssets } from '../assets.js';
import { loadConfig } from '../config.js';
import { threadsOf } from '../database.js';
import { textLines } from '../lines.js';
import type { Context } from '../main.js';

/** `minsheng redact`: {id,text} in, redacted {id,text,redactions} out, one line each. */
export async function redact(context: Context): Promise<void> {
  const { operands, values } = context.arguments;
  const config = await loadConfig(values['config'] as string | undefined);
  const pool = new TextPool(await loadAssets(config, 'rules'), threadsOf(config));
  try {
    for await (const [batch, found] of pool.inOrder(textLines(operands[0]), lines =>
      pool.redact(lines.map(line => line.text)),
    )) {
      context.signal.throwIfAborted();
      const lines = batch.map((line, index) =>
        JSON.stringify({ id: line.id, text: found[index]!.text, redactions: found[index]!.redactions }),
      );
      await context.console.write(`${lines.join('\n')}\n`);
    }
  } finally {
    await pool.close();
  }
}
