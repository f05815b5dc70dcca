import { writeFileSync } from 'node:fs';
import { evaluate, mistakesOf } from '../../inference/evaluation.js';
import { faithfulnessOf } from '../../inference/faithfulness.js';
import type { Context } from '../main.js';
import { configOf, goldOf, tellTrainedOn, withModel } from './eval-gold.js';
import { evaluationLines, faithfulnessLines } from './eval-lines.js';

/** Kinds of evaluation by the option that asks for them; the first that is given decides. */
const kinds: Readonly<Record<string, () => Promise<(context: Context) => Promise<void>>>> = {
  subjects: async () => (await import('./eval-subjects.js')).measureSubjects,
  replies: async () => (await import('./eval-replies.js')).evaluateReplies,
  readers: async () => (await import('./eval-comparison.js')).compareReaders,
  compare: async () => (await import('./eval-comparison.js')).compareModels,
  baselines: async () => (await import('./eval-baselines.js')).measureBaselines,
};

/** `minsheng eval`: a model against gold labels, or the kind of evaluation that an option asks for. */
export async function evaluateModel(context: Context): Promise<void> {
  const wanted = Object.keys(kinds).find(option => context.arguments.values[option] !== undefined);
  if (wanted === undefined) await evaluateOnGold(context);
  else await (await kinds[wanted]!())(context);
}

/** Errors are listed by id, never by text. */
async function evaluateOnGold(context: Context): Promise<void> {
  const { console } = context;
  const { values } = context.arguments;
  const config = await configOf(context);
  const rows = goldOf(context, config.taxonomy);
  const themes = config.taxonomy.themes.map(theme => theme.id);
  const texts = rows.map(row => row.text);
  await withModel(config, values['model'] as string | undefined, async (pool, assets) => {
    tellTrainedOn(context, assets, pool.versions.model);
    const answers = await pool.classify(texts);
    context.signal.throwIfAborted();
    const result = evaluate(rows, answers, themes);
    const faithfulness = values['faithfulness']
      ? await faithfulnessOf(texts, answers, themes, batch => pool.probabilities(batch))
      : null;
    const errors = values['errors'] as string | undefined;
    if (errors !== undefined)
      writeFileSync(
        errors,
        mistakesOf(rows, answers, themes)
          .map(mistake => `${JSON.stringify(mistake)}\n`)
          .join(''),
      );
    const model = pool.versions.model;
    if (console.json) {
      console.print(JSON.stringify({ model_id: model, ...result, ...(faithfulness && { faithfulness }) }));
      return;
    }
    const names = new Map(config.taxonomy.themes.map(theme => [theme.id, theme.zh]));
    for (const line of evaluationLines(result, model, names, console.language)) console.print(line);
    if (faithfulness) for (const line of faithfulnessLines(faithfulness, console.language)) console.print(line);
  });
}
