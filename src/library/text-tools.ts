import { loadAssets } from '../cli/assets.js';
import { loadConfig } from '../cli/config.js';
import type { Classification } from '../core/classification.js';
import { TextPool } from '../inference/pool.js';

export { redact } from '../text/redact.js';

let pool: Promise<TextPool> | undefined;

/** In the caller's own thread: a program that asks for a few texts wants no workers left behind. */
async function load(): Promise<TextPool> {
  const config = await loadConfig(undefined);
  return new TextPool(await loadAssets(config), 0);
}

/**
 * Themes with evidence, target, polarity and abstention of each text, in order. The default model is loaded once.
 * Offsets are half-open UTF-16 offsets into the text given.
 * @throws MinshengError (configuration, model) where a file is missing or does not fit.
 */
export async function classify(texts: readonly string[]): Promise<readonly Classification[]> {
  pool ??= load();
  return (await pool).describe(texts);
}
