import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Classification } from '../../core/classification.js';
import { MinshengError } from '../../core/errors.js';
import { cardText, type ModelCard } from '../../inference/card.js';
import { evaluate } from '../../inference/evaluation.js';
import { type GoldRow, parseGold } from '../../inference/gold.js';
import { sigmoid } from '../../inference/linear.js';
import { CueRules, parseCues } from '../../inference/rules.js';
import { type Trained, trainLinear } from '../../inference/training.js';
import { loadConfig, readYaml } from '../config.js';
import type { Context } from '../main.js';

/** `minsheng train`: gold files → weights and the generated card. */
export async function train(context: Context): Promise<void> {
  const { values } = context.arguments;
  const files = (values['gold'] as string[] | undefined) ?? [];
  if (files.length === 0)
    throw new MinshengError(
      'configuration',
      { zh: '缺少 --gold', en: 'no --gold given' },
      'minsheng train --gold FILE …',
    );
  const config = await loadConfig(values['config'] as string | undefined);
  const folder = (values['out'] as string | undefined) ?? join(config.root, 'models', 'linear');
  const read = files.map(file => ({ file, rows: parseGold(file, readGold(file)) }));
  const rows = read.flatMap(each => each.rows);
  const rules = new CueRules(
    parseCues(await readYaml(join(config.root, 'models', 'rules', 'cues.yaml')), config.taxonomy),
    config.taxonomy,
  );
  const trained = trainLinear(rows, config.taxonomy, rules, undefined, step => context.console.tell(step));
  const card = cardOf(
    trained,
    rows,
    read.map(each => ({ file: basename(each.file), rows: each.rows.length })),
  );
  mkdirSync(folder, { recursive: true });
  const names = new Map(config.taxonomy.themes.map(theme => [theme.id, theme.zh]));
  for (const [name, content] of [
    ['weights.bin', deflateRawSync(trained.bytes, { level: 9 })],
    ['card.json', `${JSON.stringify(card, null, 2)}\n`],
    ['card.md', cardText(card, names)],
  ] as const) {
    writeFileSync(join(folder, name), content, { mode: 0o644 });
    context.console.print(join(folder, name));
  }
}

/** A gold file's content. */
export function readGold(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new MinshengError(
      'input',
      { zh: `读不了金标文件 ${file}`, en: `cannot read the gold file ${file}` },
      { zh: '请检查 --gold 的路径。', en: 'Check the path given to --gold.' },
    );
  }
}

/** The card: what held-out folds say of each theme. */
function cardOf(trained: Trained, rows: readonly GoldRow[], trained_on: ModelCard['trained_on']): ModelCard {
  const { header, heldOut } = trained;
  const themes = header.themes.map(theme => theme.id);
  const answers = heldOut.logits.map((logits, row): Classification => {
    const judged = heldOut.headers[heldOut.folds[row]!]!;
    const found = judged.themes.flatMap((theme, index) => {
      const confidence = sigmoid(theme.slope * logits[index]! + theme.offset);
      return confidence < theme.threshold
        ? []
        : [{ theme: theme.id, confidence, target: 'handler' as const, evidence: [] }];
    });
    const shares = judged.polarities.map((output, index) =>
      sigmoid(output.slope * logits[themes.length + index]! + output.offset),
    );
    const polarity = header.polarities[shares.indexOf(Math.max(...shares))]!.id as Classification['polarity'];
    return {
      themes: found,
      polarity: found.length > 0 && polarity === 'neutral' ? 'dissatisfied' : polarity,
      polarityConfidence: 0,
      subject: null,
      abstain: null,
    };
  });
  const measured = evaluate(rows, answers, themes);
  return {
    model: 'linear',
    trained_on,
    measured: {
      micro_f1: measured.micro_f1.value,
      macro_f1: measured.macro_f1.value,
      clean: measured.clean ?? 0,
      polarity: measured.polarity,
      ece: measured.ece,
    },
    themes: measured.themes.map((result, index) => ({
      theme_id: result.theme_id,
      sensitivity_x: result.tp,
      sensitivity_n: result.tp + result.fn,
      specificity_x: result.tn,
      specificity_n: result.tn + result.fp,
      precision: result.precision,
      recall: result.recall,
      f1: result.f1,
      support: result.tp + result.fn,
      threshold: header.themes[index]!.threshold,
    })),
    header,
  };
}
