import { loadAssets } from '../cli/assets.js';
import { loadConfig } from '../cli/config.js';
import type { Classification } from '../core/classification.js';
import { createTextEngine, type TextEngine } from '../inference/engine.js';

export { redact } from '../text/redact.js';

let engine: Promise<TextEngine> | undefined;

async function load(): Promise<TextEngine> {
  const config = await loadConfig(undefined);
  return createTextEngine(await loadAssets(config));
}

/**
 * Themes with evidence, target, polarity and abstention of each text, in order. The default model is loaded once.
 * Offsets are half-open UTF-16 offsets into the text given.
 * @throws MinshengError (configuration, model) where a file is missing or does not fit.
 */
export async function classify(texts: readonly string[]): Promise<Classification[]> {
  engine ??= load();
  return (await engine).classify(texts);
}
