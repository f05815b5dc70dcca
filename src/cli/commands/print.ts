import { MinshengError } from '../../core/errors.js';
import type { Relation } from '../../core/relation.js';
import type { Answer } from '../../store/ask.js';
import type { Console } from '../console.js';
import { csvLine, tableLines } from '../table.js';

export type Format = 'table' | 'csv' | 'json' | 'jsonl' | 'parquet';
const formats: readonly string[] = ['table', 'csv', 'json', 'jsonl', 'parquet'];
const linesPerWrite = 2000;

/** Prints an answer on stdout in the wanted format. */
export async function printAnswer(
  console: Console,
  answer: Answer,
  format: Format,
  relation?: Relation,
): Promise<void> {
  if (!formats.includes(format)) {
    throw new MinshengError(
      'configuration',
      { zh: `没有格式 ${format}`, en: `no format ${format}` },
      { zh: `可用：${formats.join('、')}`, en: `Known: ${formats.join(', ')}` },
    );
  }
  const { names, rows } = answer;
  if (format === 'parquet') {
    if (!relation) throw new MinshengError('configuration', { zh: 'query 不支持 parquet', en: 'query has no parquet' });
    const { encodeParquet } = await import('../../store/parquet.js');
    const { typedBatch } = await import('../../store/typed.js');
    await console.write(await encodeParquet(relation, typedBatch(relation, answer)));
    return;
  }
  if (format === 'table') {
    for (const line of tableLines(names, rows, console.columns)) console.print(line);
    return;
  }
  if (format === 'csv') return writeLines(console, [csvLine(names), ...rows.map(csvLine)]);
  const objects = rows.map(row => JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index]]))));
  if (format === 'json') console.print(`[${objects.join(',\n')}]`);
  else await writeLines(console, objects);
}

async function writeLines(console: Console, lines: readonly string[]): Promise<void> {
  for (let start = 0; start < lines.length; start += linesPerWrite) {
    await console.write(`${lines.slice(start, start + linesPerWrite).join('\n')}\n`);
  }
}
