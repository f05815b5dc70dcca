import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Classification, polarities } from '../../core/classification.js';
import { MinshengError } from '../../core/errors.js';
import { overallOf, themeCards } from '../../inference/card.js';
import { createEncoder, type EncoderParts } from '../../inference/encoder.js';
import { type EncoderCard, encoderCardText, measuredOf } from '../../inference/encoder-card.js';
import { evaluate } from '../../inference/evaluation.js';
import { type GoldRow, groupedFolds, parseGold } from '../../inference/gold.js';
import { loadLinear } from '../../inference/linear.js';
import { openSession } from '../../inference/onnx.js';
import { PieceReader } from '../../inference/pieces.js';
import { CueRules, parseCues } from '../../inference/rules.js';
import { type StackedRow, stack, unstacked } from '../../inference/stacking.js';
import { fitLinear } from '../../inference/training.js';
import { loadConfig, readYaml } from '../config.js';
import { readGold } from '../gold.js';
import type { Context } from '../main.js';
import { writeModel } from '../model-files.js';

/** Each half of the held-out rows is measured by the calibration that the other half gives. */
const halves = 2;

/**
 * `minsheng train --model encoder`: the graph that models/encoder/train made is calibrated beside a linear model on rows
 * that neither of the two saw, measured, and given its card. --gold must hold the rows of models/encoder/held-out.txt.
 */
export async function trainEncoder(context: Context): Promise<void> {
  const config = await loadConfig(context.arguments.values['config'] as string | undefined);
  const folder = join(config.root, 'models', 'encoder');
  const files = (context.arguments.values['gold'] as string[] | undefined) ?? [];
  const { seen, unseen } = parted(
    files.flatMap(file => parseGold(file, readGold(file))),
    join(folder, 'held-out.txt'),
  );
  const { taxonomy } = config;
  const ids = taxonomy.themes.map(theme => theme.id);
  const rules = new CueRules(
    parseCues(await readYaml(join(config.root, 'models', 'rules', 'cues.yaml')), taxonomy),
    taxonomy,
  );
  context.console.tell(`linear: ${seen.length}`);
  const blind = fitLinear(seen, taxonomy, rules);
  const pieces = new PieceReader(readFileSync(join(folder, 'pieces.txt'), 'utf8').trimEnd().split('\n'));
  const parts: Omit<EncoderParts, 'header'> = {
    taxonomy,
    rules,
    linear: loadLinear(blind.header, blind.bytes),
    pieces,
    session: await openSession(folder),
  };
  context.console.tell(`encoder: ${unseen.length}`);
  const rows = await stackedRows(createEncoder({ ...parts, header: unstacked(ids, pieces.size) }), unseen, ids);
  const folds = groupedFolds(unseen, halves);
  const answers: Classification[] = new Array(unseen.length);
  for (let fold = 0; fold < halves; fold++) {
    const header = stack(
      ids,
      rows.filter((_, at) => folds[at] !== fold),
      pieces.size,
    );
    const encoder = createEncoder({ ...parts, header });
    for (const [at, row] of unseen.entries()) if (folds[at] === fold) answers[at] = await encoder.classify(row.text);
  }
  const measured = evaluate(unseen, answers, ids);
  const header = stack(ids, rows, pieces.size);
  const calibrated = createEncoder({ ...parts, header });
  const sets = [measuredOf('held-out rows', measured)];
  for (const file of (context.arguments.values['test'] as string[] | undefined) ?? []) {
    const tested = parseGold(file, readGold(file));
    const found: Classification[] = [];
    for (const row of tested) found.push(await calibrated.classify(row.text));
    sets.push(measuredOf(basename(file), evaluate(tested, found, ids)));
  }
  const card: EncoderCard = {
    model: 'encoder',
    trained_on: files.map(file => basename(file)),
    rows: seen.length,
    held_out: unseen.length,
    measured: overallOf(measured),
    themes: themeCards(measured.themes, header.themes),
    sets,
    reliability: measured.reliability,
    header,
  };
  const output = (context.arguments.values['out'] as string | undefined) ?? folder;
  const names = new Map(taxonomy.themes.map(theme => [theme.id, theme.zh]));
  const written = [
    ['card.json', `${JSON.stringify(card, null, 2)}\n`],
    ['card.md', encoderCardText(card, names)],
  ] as const;
  writeModel(output, written, context.console);
}

async function stackedRows(
  encoder: ReturnType<typeof createEncoder>,
  rows: readonly GoldRow[],
  ids: readonly string[],
): Promise<StackedRow[]> {
  const stacked: StackedRow[] = [];
  for (const row of rows) {
    // A gold row is one passage; one of nothing but marks has no logits and teaches nothing.
    const [passage] = await encoder.logits(row.text);
    if (!passage) continue;
    stacked.push({
      encoder: passage.encoder,
      linear: passage.linear,
      encoderPolarity: passage.polarity,
      linearPolarity: passage.linear.subarray(ids.length),
      labels: ids.map(id => row.themes.includes(id)),
      polarity: polarities.indexOf(row.polarity),
      weight: row.weight,
    });
  }
  return stacked;
}

function parted(rows: readonly GoldRow[], path: string): { seen: GoldRow[]; unseen: GoldRow[] } {
  const ids = new Set(
    readGold(path)
      .split('\n')
      .filter(id => id !== ''),
  );
  const unseen = rows.filter(row => ids.has(row.id));
  if (unseen.length < ids.size) {
    throw new MinshengError(
      'input',
      {
        zh: `--gold 里缺少 ${ids.size - unseen.length} 条留出样本`,
        en: `${ids.size - unseen.length} held-out rows are in no --gold file`,
      },
      { zh: '请给出训练编码模型时用的全部金标文件。', en: 'Give all gold files that the encoder was trained on.' },
    );
  }
  return { seen: rows.filter(row => !ids.has(row.id)), unseen };
}
