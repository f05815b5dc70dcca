import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadAssets, models } from '../../src/cli/assets.js';
import { loadConfig } from '../../src/cli/config.js';
import { evaluate } from '../../src/inference/evaluation.js';
import { parseGold } from '../../src/inference/gold.js';
import { TextPool } from '../../src/inference/pool.js';
import { loadComments } from './texts.js';

/**
 * `npm run bench:themes -- [--rows 20000] [--threads 2] [--gold FILE …]`: comments per second of each model on distinct
 * synthetic comments, and what the encoder's budget costs; with --gold what each gains there (micro- and macro-F1).
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '20000' },
    threads: { type: 'string', default: '2' },
    gold: { type: 'string', multiple: true, default: [] },
  },
});
const config = await loadConfig(undefined);
const themes = config.taxonomy.themes.map(theme => theme.id);
const texts = loadComments(Number(values.rows));
const gold = values.gold.flatMap(file => parseGold(file, readFileSync(file, 'utf8')));

const budgets = [500, 1000, 2000, 4000];
const choices = [
  ...models.filter(model => model !== 'cascade' && model !== 'encoder').map(model => ({ model, budget: null })),
  ...budgets.map(budget => ({ model: 'cascade' as const, budget })),
  { model: 'encoder' as const, budget: null },
];
/** The encoder reads no more than this for its speed: it reads every text alone. */
const mostForEncoder = 1000;

console.log(`| model | comments/s, ${values.threads} threads | micro-F1 | macro-F1 | gold rows/s |`);
console.log('|---|---|---|---|---|');
for (const { model, budget } of choices) {
  const assets = await loadAssets(config, model);
  const encoder = assets.encoder && { ...assets.encoder, budget };
  const pool = new TextPool({ ...assets, encoder }, Number(values.threads));
  await pool.classify(texts.slice(0, 2000));
  const read = model === 'encoder' ? texts.slice(0, mostForEncoder) : texts;
  const speed = await perSecond(read.length, () => pool.classify(read));
  let words = '– | – | –';
  if (gold.length > 0) {
    let answers: Awaited<ReturnType<typeof pool.classify>> = [];
    const goldSpeed = await perSecond(gold.length, async () => {
      answers = await pool.classify(gold.map(row => row.text));
    });
    const result = evaluate(gold, answers, themes);
    words = `${result.micro_f1.value.toFixed(3)} | ${result.macro_f1.value.toFixed(3)} | ${goldSpeed}`;
  }
  console.log(`| ${model}${budget === null ? '' : `, ${budget} of 50,000`} | ${speed} | ${words} |`);
  await pool.close();
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<string> {
  const started = process.hrtime.bigint();
  await work();
  return Math.round(count / (Number(process.hrtime.bigint() - started) / 1e9)).toLocaleString('en');
}
