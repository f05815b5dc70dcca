import { existsSync, readFileSync } from 'node:fs';
import { type Language, MinshengError } from '../../core/errors.js';
import { type Agreement, agreementOf } from '../../inference/agreement.js';
import { type Answer, answerOf, parseAnswers } from '../../inference/answers.js';
import { compare, type Difference, type Verdict } from '../../inference/comparison.js';
import type { GoldRow } from '../../inference/gold.js';
import { isModel } from '../assets.js';
import type { Config } from '../config.js';
import type { Context } from '../main.js';
import { configOf, goldOf, tellTrainedOn, withModel } from './eval-gold.js';
import { row, shareText } from './eval-lines.js';

const verdicts: Readonly<Record<Verdict, { zh: string; en: string }>> = {
  gains: { zh: '提高', en: 'gains' },
  loses: { zh: '降低', en: 'loses' },
  no_difference_shown: { zh: '未见差别', en: 'no difference shown' },
};

/** `minsheng eval --gold FILE… --compare A B`: models by name, or files as `minsheng classify` prints them. */
export async function compareModels(context: Context): Promise<void> {
  const { console } = context;
  const [a, b] = twoOf(context, 'compare');
  const config = await configOf(context);
  const gold = goldOf(context, config.taxonomy);
  const answersA = await answersTo(context, config, gold, a);
  const answersB = await answersTo(context, config, gold, b);
  const matched = gold.flatMap((each, index) => {
    const [first, second] = [answersA[index], answersB[index]];
    return first && second ? [{ gold: each, first, second }] : [];
  });
  if (matched.length === 0)
    throw new MinshengError('input', {
      zh: '两份结果和金标没有相同的编号',
      en: 'the two sets of answers share no id with the gold rows',
    });
  const differences = compare(
    matched.map(each => each.gold),
    matched.map(each => each.first),
    matched.map(each => each.second),
    config.taxonomy.themes.map(theme => theme.id),
  );
  const unmatched = gold.length - matched.length;
  if (console.json) console.print(JSON.stringify({ a, b, rows: matched.length, unmatched, differences }));
  else
    for (const line of comparisonLines(a, b, matched.length, unmatched, differences, console.language))
      console.print(line);
}

/** `minsheng eval --readers A B`: how far two readers of the same rows agree. */
export async function compareReaders(context: Context): Promise<void> {
  const { console } = context;
  const [a, b] = twoOf(context, 'readers');
  const config = await configOf(context);
  const themes = config.taxonomy.themes.map(theme => theme.id);
  const found = agreementOf(answersIn(a), answersIn(b), themes);
  if (console.json) console.print(JSON.stringify({ a, b, ...found }));
  else for (const line of agreementLines(found, console.language)) console.print(line);
}

function twoOf(context: Context, option: 'compare' | 'readers'): [string, string] {
  const [a, b, ...more] = context.arguments.values[option] as string[];
  if (a !== undefined && b !== undefined && more.length === 0) return [a, b];
  throw new MinshengError('configuration', {
    zh: `--${option} 后面要写两个名字`,
    en: `--${option} needs two names`,
  });
}

/** One answer per gold row; undefined where a file has none with its id. */
async function answersTo(
  context: Context,
  config: Config,
  gold: readonly GoldRow[],
  name: string,
): Promise<(Answer | undefined)[]> {
  if (!isModel(name) && existsSync(name)) {
    const answers = answersIn(name);
    return gold.map(each => answers.get(each.id));
  }
  const found = await withModel(config, name, (pool, assets) => {
    tellTrainedOn(context, assets, name);
    return pool.classify(gold.map(each => each.text));
  });
  context.signal.throwIfAborted();
  return found.map(answerOf);
}

function answersIn(file: string): Map<string, Answer> {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw new MinshengError('input', { zh: `读不了文件 ${file}`, en: `cannot read the file ${file}` });
  }
  return parseAnswers(file, content);
}

function comparisonLines(
  a: string,
  b: string,
  rows: number,
  unmatched: number,
  differences: readonly Difference[],
  language: Language,
): string[] {
  const zh = language === 'zh';
  const widths = [12, 9, 9, 30];
  return [
    `A = ${a}   B = ${b}`,
    zh
      ? `共同 ${rows} 行，${unmatched} 行缺少结果；成对自助法 2000 次，95% 区间`
      : `${rows} rows, ${unmatched} without an answer; paired bootstrap, 2,000 resamples, 95 % intervals`,
    row(['', 'A', 'B', 'B − A', zh ? 'B 相对 A' : 'B against A'], widths),
    ...differences.map(each =>
      row(
        [
          each.measure,
          shareText(each.a),
          shareText(each.b),
          each.difference === null ? '–' : `${signed(each.difference)} [${signed(each.low!)}, ${signed(each.high!)}]`,
          verdicts[each.verdict][language],
        ],
        widths,
      ),
    ),
  ];
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function agreementLines(found: Agreement, language: Language): string[] {
  const zh = language === 'zh';
  const { pooled } = found;
  const widths = [30, 6, 6, 8, 12, 12];
  return [
    zh
      ? `共同 ${found.matched} 行；只在甲 ${found.only_a} 行，只在乙 ${found.only_b} 行`
      : `${found.matched} rows of both; ${found.only_a} of the first only, ${found.only_b} of the second only`,
    zh
      ? `合计 micro-F1 ${shareText(pooled.micro_f1)}   κ ${shareText(pooled.kappa)}   整行相同 ${shareText(pooled.exact)}   极性 ${shareText(pooled.polarity)}（κ ${shareText(pooled.polarity_kappa)}）`
      : `pooled micro-F1 ${shareText(pooled.micro_f1)}   κ ${shareText(pooled.kappa)}   same set ${shareText(pooled.exact)}   polarity ${shareText(pooled.polarity)} (κ ${shareText(pooled.polarity_kappa)})`,
    '',
    row(
      zh
        ? ['主题', '甲', '乙', '都有', '出现率', '一致率', 'κ']
        : ['theme', 'a', 'b', 'both', 'prevalence', 'agreement', 'κ'],
      widths,
    ),
    ...found.themes.map(theme =>
      row(
        [
          theme.theme_id,
          String(theme.a),
          String(theme.b),
          String(theme.both),
          shareText(theme.prevalence),
          shareText(theme.agreement),
          shareText(theme.kappa),
        ],
        widths,
      ),
    ),
  ];
}
