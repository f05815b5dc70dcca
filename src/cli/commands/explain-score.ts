import { MinshengError } from '../../core/errors.js';
import { rates, score_components, sub_scores, theme_rates } from '../../core/scores.js';
import { type Receipt, receiptOf } from '../../stages/score/receipt.js';
import { readAll } from '../../store/read.js';
import type { Store } from '../../store/store.js';
import type { Context } from '../main.js';

/** The chain of a unit's score in a month: final → sub-scores → components → rates; sums are checked to 1e-9. */
export async function explainScore(context: Context, store: Store, [unit, month]: readonly string[]): Promise<void> {
  const batches = {
    sub_scores: await readAll(store, sub_scores),
    score_components: await readAll(store, score_components),
    rates: await readAll(store, rates),
    theme_rates: await readAll(store, theme_rates),
  };
  const receipt = receiptOf(batches, month!, unit!);
  if (!receipt) {
    throw new MinshengError(
      'input',
      { zh: `${unit} 在 ${month} 没有得分`, en: `${unit} has no score in ${month}` },
      { zh: '单位编号见 minsheng show units。', en: 'Unit ids: minsheng show units.' },
    );
  }
  if (context.console.json) context.console.print(JSON.stringify(receipt));
  else for (const line of receiptLines(receipt)) context.console.print(line);
}

function receiptLines(receipt: Receipt): string[] {
  const number = (value: number | null) => (value === null ? '—' : value.toFixed(2));
  const { final, deduction } = receipt;
  const lines = [
    `final ${number(final.score)} [${number(final.low)}, ${number(final.high)}] ${final.band ?? ''}  ${receipt.unitId} ${receipt.month}`,
  ];
  if (final.missing.length > 0) lines.push(`  missing: ${final.missing.join(', ')}`);
  for (const { row, points } of receipt.sources)
    lines.push(
      `  ${row.indicator_id.padEnd(14)}${number(row.score).padStart(7)} × ${number(row.weight)} = ${number(points)}`,
    );
  lines.push(`  ${'deduction'.padEnd(14)}${number(deduction.score).padStart(7)}`);
  for (const indicator of receipt.indicators) {
    const { row } = indicator;
    lines.push(
      `${row.indicator_id} ${number(row.score)} [${number(row.low)}, ${number(row.high)}] × ${number(row.weight)} = ${number(indicator.points)}${row.missing.length > 0 ? `  missing: ${row.missing.join(', ')}` : ''}`,
    );
    for (const component of indicator.components) {
      const { row: part, rate } = component;
      const counts = rate ? `  ${rate.numerator}/${rate.denominator} → shrunk ${(rate.shrunk ?? 0).toFixed(4)}` : '';
      lines.push(
        `  ${part.component_id.padEnd(20)}${part.value.toFixed(4)} × 100 × ${number(part.weight)} = ${number(part.points)}${counts}`,
      );
      for (const { loss, rate: theme } of component.themes) {
        if (theme.numerator === 0) continue;
        lines.push(
          `    ${loss.theme_id.padEnd(28)}${theme.numerator}/${theme.denominator} → ${(theme.value ?? 0).toFixed(4)} (${theme.estimator}), severity ${loss.severity}, loss ${loss.loss.toFixed(4)}`,
        );
      }
    }
  }
  lines.push(`${receipt.checks.length} sums checked to 1e-9`);
  return lines;
}
