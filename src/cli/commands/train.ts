import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Classification } from '../../core/classification.js';
import { MinshengError } from '../../core/errors.js';
import { cardText, type ModelCard, overallOf, themeCards } from '../../inference/card.js';
import { evaluate } from '../../inference/evaluation.js';
import { type GoldRow, parseGold } from '../../inference/gold.js';
import { sigmoid } from '../../inference/linear.js';
import { CueRules, parseCues } from '../../inference/rules.js';
import { type Trained, trainLinear } from '../../inference/training.js';
import { loadConfig, readYaml } from '../config.js';
import { readGold } from '../gold.js';
import type { Context } from '../main.js';
import { writeModel } from '../model-files.js';

/** `minsheng train`: gold files → weights and the generated card. */
export async function train(context: Context): Promise<void> {
  const { values } = context.arguments;
  const model = (values['model'] as string | undefined) ?? 'linear';
  if (!['linear', 'encoder', 'subject'].includes(model)) {
    throw new MinshengError(
      'configuration',
      { zh: `不能训练 ${model}`, en: `${model} cannot be trained` },
      'linear, encoder, subject',
    );
  }
  if (values['model'] === 'subject') return (await import('./train-subjects.js')).trainSubjects(context);
  if (values['model'] === 'encoder') return (await import('./train-encoder.js')).trainEncoder(context);
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
  const names = new Map(config.taxonomy.themes.map(theme => [theme.id, theme.zh]));
  const written = [
    ['weights.bin', deflateRawSync(trained.bytes, { level: 9 })],
    ['card.json', `${JSON.stringify(card, null, 2)}\n`],
    ['card.md', cardText(card, names)],
  ] as const;
  writeModel(folder, written, context.console);
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
    measured: overallOf(measured),
    themes: themeCards(measured.themes, header.themes),
    header,
  };
}
