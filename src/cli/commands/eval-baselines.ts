import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { answerOf } from '../../inference/answers.js';
import {
  answersHeldOut,
  answersOfFolds,
  type Baseline,
  baselineOf,
  baselinesText,
  type Learner,
  type WordedRow,
} from '../../inference/baselines.js';
import { learnBayes } from '../../inference/bayes.js';
import { type GoldRow, groupedFolds } from '../../inference/gold.js';
import type { TextPool } from '../../inference/pool.js';
import { CueRules, parseCues } from '../../inference/rules.js';
import { learnLogistic, learnNearest } from '../../inference/tf-idf.js';
import { trainingDefaults, trainLinear } from '../../inference/training.js';
import { type Config, readYaml } from '../config.js';
import type { Context } from '../main.js';
import { configOf, goldOf, trainedOn, withModel } from './eval-gold.js';
import { rangeText, row, shareText } from './eval-lines.js';

const learners: readonly { readonly name: string; readonly learn: Learner }[] = [
  { name: 'natural: naive Bayes on words', learn: learnBayes },
  { name: 'natural: TF-IDF, five nearest texts', learn: learnNearest },
  { name: 'natural: TF-IDF, logistic', learn: learnLogistic },
];

/** Models that are measured as they are shipped, on test rows only. */
const shipped = ['linear'] as const;

/**
 * `minsheng eval --baselines`: simple models on the same rows, one table; written to models/baselines.md. With
 * `--test` they learn from the gold rows and answer the test rows; else from the other folds of the gold rows.
 */
export async function measureBaselines(context: Context): Promise<void> {
  const { console } = context;
  const { values } = context.arguments;
  const config = await configOf(context);
  const gold = goldOf(context, config.taxonomy);
  const test = values['test'] === undefined ? null : goldOf(context, config.taxonomy, 'test');
  const lines = await linesOf(context, config, gold, test);
  const file = (values['out'] as string | undefined) ?? join(config.root, 'models', 'baselines.md');
  writeFileSync(file, baselinesText(lines, measuredOn(values, gold, test)), { mode: 0o644 });
  if (console.json) console.print(JSON.stringify(lines));
  else for (const line of tableOf(lines, console.language === 'zh')) console.print(line);
  console.tell({ zh: `已写入 ${file}`, en: `written to ${file}` });
}

async function linesOf(
  context: Context,
  config: Config,
  gold: readonly GoldRow[],
  test: readonly GoldRow[] | null,
): Promise<Baseline[]> {
  const themes = config.taxonomy.themes.map(theme => theme.id);
  const asked = test ?? gold;
  const tell = (step: string) => {
    context.signal.throwIfAborted();
    context.console.tell(step);
  };
  const byModel = async (pool: TextPool) => (await pool.classify(asked.map(each => each.text))).map(answerOf);
  const { cues, words, testWords } = await withModel(config, 'rules', async pool => ({
    cues: await byModel(pool),
    words: await worded(pool, gold),
    testWords: await worded(pool, test ?? []),
  }));
  const lines = [baselineOf('cue rules alone', asked, cues, themes)];
  const folds = groupedFolds(gold, trainingDefaults.folds);
  for (const { name, learn } of learners) {
    tell(name);
    const learned = test && learn(words, themes);
    const answers = learned ? testWords.map(each => learned(each.words)) : answersOfFolds(words, folds, themes, learn);
    lines.push(baselineOf(name, asked, answers, themes));
  }
  if (test) {
    for (const model of shipped) {
      tell(model);
      const { answers, seen } = await withModel(config, model, async (pool, assets) => ({
        answers: await byModel(pool),
        seen: trainedOn(context, assets, 'test'),
      }));
      const name = `${model}, as shipped${seen.length > 0 ? ` (trained on ${seen.join(', ')})` : ''}`;
      lines.push(baselineOf(name, asked, answers, themes));
    }
  } else {
    const rules = new CueRules(
      parseCues(await readYaml(join(config.root, 'models', 'rules', 'cues.yaml')), config.taxonomy),
      config.taxonomy,
    );
    const { heldOut } = trainLinear(gold, config.taxonomy, rules, undefined, step => tell(`linear: ${step}`));
    lines.push(baselineOf('linear, trained on the other folds', asked, answersHeldOut(heldOut), themes));
  }
  return lines;
}

async function worded(pool: TextPool, rows: readonly GoldRow[]): Promise<WordedRow[]> {
  const found = await pool.segment(rows.map(each => each.text));
  return rows.map((each, index) => ({
    row: each,
    words: found[index]!.words.split(' ').filter(word => /[\p{L}\p{N}]/u.test(word)),
  }));
}

function measuredOn(
  values: Context['arguments']['values'],
  gold: readonly GoldRow[],
  test: readonly GoldRow[] | null,
): string {
  const names = (option: string) =>
    ((values[option] as string[] | undefined) ?? []).map(file => basename(file)).join(', ');
  return test
    ? `Learnt from ${names('gold')} (${gold.length} rows), measured on ${names('test')} (${test.length} rows).`
    : `Measured on ${names('gold')} (${gold.length} rows): each of ${trainingDefaults.folds} folds, near texts together, by what was learnt from the others.`;
}

function tableOf(lines: readonly Baseline[], zh: boolean): string[] {
  const widths = [40, 24, 24, 10, 10];
  return [
    row(
      zh
        ? ['模型', 'micro-F1', 'macro-F1', '未误标', '极性', '全对']
        : ['model', 'micro-F1', 'macro-F1', 'clean', 'polarity', 'exact'],
      widths,
    ),
    ...lines.map(line =>
      row(
        [
          line.name,
          rangeText(line.micro_f1),
          rangeText(line.macro_f1),
          shareText(line.clean),
          shareText(line.polarity),
          shareText(line.exact),
        ],
        widths,
      ),
    ),
  ];
}
