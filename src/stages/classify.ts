import { z } from 'zod';
import type { Classification } from '../core/classification.js';
import { abstentions, model_card, polarities, red_flags, theme_tags } from '../core/findings.js';
import { cases, comments } from '../core/records.js';
import { type Batch, batchOf, type Row } from '../core/relation.js';
import { stage } from '../core/stage.js';
import { type Taxonomy, taxonomySchema } from '../core/taxonomy.js';
import { classifiedTogether, type TextWork } from '../core/text-work.js';
import { text_labels, text_tags, unclassified } from '../core/workspace.js';

/**
 * Redacted text → theme tags with evidence, polarity, abstentions; red flags go to their own restricted relation.
 * Each distinct text is classified once per model; a slower model
 * reads comments alone, which its budget is for: summaries tell the matter, seldom the handling. `card` holds what was measured of the model on gold labels.
 */
export function classify(work: TextWork, card: readonly Row<typeof model_card>[]) {
  const { model, summaryModel } = work.versions;
  return stage({
    name: 'classify',
    version: 2,
    reads: [comments, cases, unclassified],
    writes: [text_labels, text_tags, theme_tags, red_flags, abstentions, polarities, model_card],
    config: z.object({ taxonomy: taxonomySchema }),
    inputs: [model, summaryModel, JSON.stringify(card)],
    async run(io, { taxonomy }) {
      let done = 0;
      const pending = together(io.read('unclassified', { parameters: { model, summary_model: summaryModel } }));
      for await (const batch of pending) {
        const found = await work.classify(batch.columns.text, {
          tell: share => io.progress(done + Math.round(share * batch.length), 0),
          mayReread: batch.columns.is_comment,
        });
        await io.writeCaches({
          text_tags: tagColumns(batch.columns, found),
          text_labels: {
            length: batch.length,
            columns: {
              text_id: batch.columns.text_id,
              model_id: batch.columns.model_id,
              polarity: found.map(text => text.polarity),
              confidence: found.map(text => text.polarityConfidence),
              abstain: found.map(text => text.abstain),
            },
          },
        });
        done += batch.length;
        io.progress(done, 0);
      }
      const models = { model, summary_model: summaryModel };
      const parameters = { ...models, ...tagParameters(taxonomy) };
      await io.fill('theme_tags', parameters);
      await io.fill('red_flags', parameters);
      await io.fill('abstentions', models);
      await io.fill('polarities', models);
      await io.write('model_card', batchOf(model_card, card));
    },
  });
}

type Texts = Batch<typeof unclassified>;

/** As many texts at a time as share the budget of the slower model: the same spans whenever a run was cut short. */
async function* together(batches: AsyncIterable<Texts>): AsyncGenerator<Texts> {
  let columns = emptyColumns();
  for await (const batch of batches) {
    for (let at = 0; at < batch.length; at++) {
      columns.text_id.push(batch.columns.text_id[at]!);
      columns.model_id.push(batch.columns.model_id[at]!);
      columns.text.push(batch.columns.text[at]!);
      columns.is_comment.push(batch.columns.is_comment[at]!);
      if (columns.text.length < classifiedTogether) continue;
      yield { length: classifiedTogether, columns };
      columns = emptyColumns();
    }
  }
  if (columns.text.length > 0) yield { length: columns.text.length, columns };
}

function emptyColumns() {
  return { text_id: [] as string[], model_id: [] as string[], text: [] as string[], is_comment: [] as boolean[] };
}

function tagColumns(texts: Texts['columns'], found: readonly Classification[]) {
  const columns = {
    text_id: [] as string[],
    model_id: [] as string[],
    theme_id: [] as string[],
    confidence: [] as number[],
    target: [] as string[],
    evidence: [] as { start: number; end: number }[][],
  };
  found.forEach((text, index) => {
    for (const theme of text.themes) {
      columns.text_id.push(texts.text_id[index]!);
      columns.model_id.push(texts.model_id[index]!);
      columns.theme_id.push(theme.theme);
      columns.confidence.push(theme.confidence);
      columns.target.push(theme.target);
      columns.evidence.push([...theme.evidence]);
    }
  });
  return { length: columns.text_id.length, columns };
}

/** Which themes are red flags, and which theme each negative rating reason (好差评) stands for. */
function tagParameters(taxonomy: Taxonomy) {
  const ids = new Set(taxonomy.themes.map(theme => theme.id));
  const reasons = taxonomy.haochaping_2020.options.flatMap(option =>
    option.themes.filter(theme => ids.has(theme)).map(theme => [option.code, theme] as const),
  );
  return {
    taxonomy: taxonomy.version,
    red_flags: taxonomy.themes.filter(theme => theme.red_flag).map(theme => theme.id),
    reason_codes: reasons.map(([code]) => code),
    reason_themes: reasons.map(([, theme]) => theme),
  };
}
