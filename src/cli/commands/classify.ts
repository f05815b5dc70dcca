import type { Classification, ThemeFinding } from '../../core/classification.js';
import { MinshengError } from '../../core/errors.js';
import { classifiedTogether } from '../../core/text-work.js';
import { TextPool } from '../../inference/pool.js';
import { loadAssets } from '../assets.js';
import { loadConfig } from '../config.js';
import { threadsOf } from '../database.js';
import { type TextLine, textLines } from '../lines.js';
import type { Context } from '../main.js';
import { csvLine } from '../table.js';

/** `minsheng classify`: one answer per line, in the order of the input. */
export async function classify(context: Context): Promise<void> {
  const { operands, values } = context.arguments;
  const format = (values['format'] as string | undefined) ?? 'jsonl';
  if (!['jsonl', 'csv', 'arrow'].includes(format)) {
    throw new MinshengError(
      'configuration',
      { zh: `没有格式 ${format}`, en: `no format ${format}` },
      'jsonl, csv, arrow',
    );
  }
  if (operands.length > 1) {
    throw new MinshengError(
      'configuration',
      {
        zh: `一次只读一个文件，多余：${operands.slice(1).join(' ')}`,
        en: `one file at a time; too many: ${operands.slice(1).join(' ')}`,
      },
      'cat A B | minsheng classify -',
    );
  }
  const config = await loadConfig(values['config'] as string | undefined);
  const assets = await loadAssets(config, values['model'] as string | undefined);
  const pool = new TextPool(assets, threadsOf(config));
  // Only what shares a budget is read together; the rest is answered as it comes.
  const together = pool.isCascade ? classifiedTogether : undefined;
  context.signal.addEventListener('abort', () => void pool.close());
  const rows: { line: TextLine; found: Classification }[] = [];
  if (format === 'csv')
    context.console.print(
      csvLine(['id', 'theme', 'confidence', 'target', 'evidence', 'polarity', 'subject', 'abstain']),
    );
  try {
    const lines = textLines(operands[0], together);
    const answered = pool.inOrder(
      lines,
      batch => pool.describe(batch.map(line => line.text)),
      pool.isCascade ? 1 : undefined,
    );
    for await (const [batch, found] of answered) {
      context.signal.throwIfAborted();
      if (format === 'arrow') rows.push(...batch.map((line, index) => ({ line, found: found[index]! })));
      else
        await context.console.write(
          batch
            .map((line, index) => (format === 'csv' ? csv(line, found[index]!) : jsonl(line, found[index]!)))
            .join(''),
        );
    }
    if (format === 'arrow') await context.console.write(await arrow(rows));
  } finally {
    await pool.close();
  }
}

function jsonl(line: TextLine, found: Classification): string {
  const themes = found.themes.map(theme => ({
    theme: theme.theme,
    confidence: theme.confidence,
    target: theme.target,
    evidence: theme.evidence.map(span => [span.start, span.end]),
  }));
  return `${JSON.stringify({ id: line.id, themes, polarity: found.polarity, subject: found.subject, abstain: found.abstain })}\n`;
}

function csv(line: TextLine, found: Classification): string {
  const rest = [found.polarity, found.subject?.id ?? null, found.abstain];
  if (found.themes.length === 0) return `${csvLine([line.id, null, null, null, null, ...rest])}\n`;
  return found.themes
    .map(
      theme =>
        `${csvLine([line.id, theme.theme, theme.confidence, theme.target, theme.evidence.map(span => `${span.start}-${span.end}`).join(' '), ...rest])}\n`,
    )
    .join('');
}

async function arrow(rows: readonly { line: TextLine; found: Classification }[]): Promise<Uint8Array> {
  const { encodeArrow } = await import('../../store/arrow.js');
  const { classified } = await import('../../core/workspace.js');
  const flat = rows.flatMap(({ line, found }) => {
    const themes: (ThemeFinding | null)[] = found.themes.length === 0 ? [null] : [...found.themes];
    return themes.map(theme => ({ line, found, theme }));
  });
  return encodeArrow(classified, {
    length: flat.length,
    columns: {
      id: flat.map(row => row.line.id),
      theme_id: flat.map(row => row.theme?.theme ?? null),
      confidence: flat.map(row => row.theme?.confidence ?? null),
      target: flat.map(row => row.theme?.target ?? null),
      evidence: flat.map(row => row.theme?.evidence ?? []),
      polarity: flat.map(row => row.found.polarity),
      subject: flat.map(row => row.found.subject?.id ?? null),
      abstain: flat.map(row => row.found.abstain),
    },
  });
}
