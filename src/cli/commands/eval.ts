import { MinshengError } from '../../core/errors.js';
import { type Evaluation, evaluate } from '../../inference/evaluation.js';
import { parseGold } from '../../inference/gold.js';
import { TextPool } from '../../inference/pool.js';
import { loadAssets } from '../assets.js';
import { loadConfig } from '../config.js';
import { threadsOf } from '../database.js';
import type { Context } from '../main.js';
import { pad } from '../progress.js';
import { readGold } from './train.js';

/** `minsheng eval`: a model against gold labels. Errors are listed by id, never by text. */
export async function evaluateModel(context: Context): Promise<void> {
  const { values } = context.arguments;
  const files = (values['gold'] as string[] | undefined) ?? [];
  if (files.length === 0)
    throw new MinshengError('configuration', { zh: '缺少 --gold', en: 'no --gold given' }, 'minsheng eval --gold FILE');
  const config = await loadConfig(values['config'] as string | undefined);
  const rows = files.flatMap(file => parseGold(file, readGold(file)));
  const pool = new TextPool(await loadAssets(config, values['model'] as string | undefined), threadsOf(config));
  try {
    const answers = await pool.classify(rows.map(row => row.text));
    const result = evaluate(
      rows,
      answers,
      config.taxonomy.themes.map(theme => theme.id),
    );
    if (context.console.json) context.console.print(JSON.stringify({ model_id: pool.versions.model, ...result }));
    else for (const line of evaluationLines(result, pool.versions.model)) context.console.print(line);
  } finally {
    await pool.close();
  }
}

function evaluationLines(result: Evaluation, model: string): string[] {
  const share = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  const range = (value: { value: number; low: number; high: number }) =>
    `${share(value.value)} [${share(value.low)}, ${share(value.high)}]`;
  const lines = [
    `model ${model} · ${result.rows} rows`,
    `micro-F1 ${range(result.micro_f1)}   macro-F1 ${range(result.macro_f1)}`,
    `clean ${share(result.clean)}   polarity ${share(result.polarity)}   exact ${share(result.exact)}   ECE ${share(result.ece)}`,
    `target ${share(result.target)}   evidence sound ${share(result.evidence_valid)}   evidence meets expected ${share(result.evidence_overlap)}`,
    '',
    `${pad('theme', 30)}${pad('n', 6)}${pad('P', 8)}${pad('R', 8)}F1`,
    ...result.themes.map(
      theme =>
        `${pad(theme.theme_id, 30)}${pad(String(theme.tp + theme.fn), 6)}${pad(share(theme.precision), 8)}${pad(share(theme.recall), 8)}${share(theme.f1)}`,
    ),
  ];
  const capabilities = Object.entries(result.by_capability);
  if (capabilities.length > 0)
    lines.push('', ...capabilities.map(([name, exact]) => `${pad(name, 30)}exact ${share(exact)}`));
  if (result.confusions.length > 0)
    lines.push('', ...result.confusions.map(each => `${each.gold} → ${each.given}: ${each.rows}`));
  lines.push(
    '',
    `abstentions ${JSON.stringify(result.abstentions)}`,
    `errors: ${result.errors.length} rows (ids with --json)`,
  );
  return lines;
}
