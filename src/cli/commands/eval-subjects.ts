import { basename } from 'node:path';
import { MinshengError } from '../../core/errors.js';
import { evaluateSubjects } from '../../inference/subject-evaluation.js';
import { parseSubjects } from '../../inference/subject-gold.js';
import { readGold } from '../gold.js';
import type { Context } from '../main.js';
import { pad } from '../progress.js';
import { configOf, withModel } from './eval-gold.js';

/** `minsheng eval --subjects FILE`: the subject model on messages with subjects, title and text joined. */
export async function measureSubjects(context: Context): Promise<void> {
  const { console } = context;
  const file = context.arguments.values['subjects'] as string;
  const rows = parseSubjects(basename(file), readGold(file));
  if (rows.length === 0) throw new MinshengError('input', { zh: '文件里没有数据', en: 'the file holds no rows' });
  await withModel(await configOf(context), 'rules', async pool => {
    const result = evaluateSubjects(rows, await pool.subjects(rows.map(row => row.text)));
    if (console.json) {
      console.print(JSON.stringify({ model_id: pool.versions.subject, ...result }));
      return;
    }
    const share = (value: number | null) => (value === null ? '–' : value.toFixed(3));
    const { value, low, high } = result.macro_f1;
    console.print(`${pool.versions.subject} · ${result.rows} rows`);
    console.print(`macro-F1 ${share(value)} [${share(low)}, ${share(high)}]`);
    for (const each of result.subjects) {
      console.print(
        `${pad(each.subject, 18)}P ${share(each.precision)}  R ${share(each.recall)}  F1 ${share(each.f1)}`,
      );
    }
  });
}
