import { loadAssets } from '../cli/assets.js';
import { loadConfig } from '../cli/config.js';
import type { Classification } from '../core/classification.js';
import type { RedactedText } from '../core/text-work.js';
import { createTextEngine } from '../inference/engine.js';

export interface TextTools {
  /** Themes with evidence, polarity and abstention; offsets are half-open UTF-16 offsets into the text given. */
  classify(text: string): Classification;
  /** Placeholders for people's data; offsets into the redacted text. */
  redact(text: string): RedactedText;
}

/**
 * Loads the model once and gives both as plain functions.
 * @throws MinshengError (configuration, model) where a file is missing or does not fit.
 */
export async function createText(
  options: { readonly config?: string; readonly model?: 'linear' | 'rules' } = {},
): Promise<TextTools> {
  const config = await loadConfig(options.config);
  const engine = await createTextEngine(await loadAssets(config, options.model ?? config.knobs.model));
  return {
    classify: text => engine.classify([text])[0]!,
    redact: text => engine.redact([text])[0]!,
  };
}
