import type { Language } from '../../core/errors.js';
import type { Evaluation, Slice } from '../../inference/evaluation.js';
import type { Faithfulness } from '../../inference/faithfulness.js';
import type { Bin, Reliability } from '../../inference/reliability.js';
import type { Interval } from '../../inference/scores.js';
import { pad } from '../progress.js';

const barWidth = 20;

/** Three decimals, or a dash for what cannot be told. */
export function shareText(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

/** A value with its interval. */
export function rangeText(value: Interval | null): string {
  return value === null ? '–' : `${shareText(value.value)} [${shareText(value.low)}, ${shareText(value.high)}]`;
}

/** Cells beside each other, the last one unpadded. */
export function row(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, index) => (index < widths.length ? pad(cell, widths[index]!) : cell)).join('');
}

/** An evaluation for people; ids and texts of rows do not appear. */
export function evaluationLines(
  result: Evaluation,
  model: string,
  names: ReadonlyMap<string, string>,
  language: Language,
): string[] {
  const zh = language === 'zh';
  const said = (chinese: string, english: string) => (zh ? chinese : english);
  const { evidence } = result;
  const widths = [30, ...(zh ? [32] : []), 7, 8, 8];
  const themed = (id: string, rest: readonly string[]) =>
    row([id, ...(zh ? [names.get(id) ?? ''] : []), ...rest], widths);
  return [
    said(`模型 ${model} · ${result.rows} 行`, `model ${model} · ${result.rows} rows`),
    `micro-F1 ${rangeText(result.micro_f1)}`,
    `macro-F1 ${rangeText(result.macro_f1)}  ${said(`（正例 ≥ 10 的 ${result.macro_themes} 个主题）`, `(${result.macro_themes} themes with ≥ 10 positives)`)}`,
    [
      `${said('无主题行未误标', 'clean')} ${shareText(result.clean)}`,
      `${said('极性', 'polarity')} ${shareText(result.polarity)}`,
      `${said('整行全对', 'exact')} ${shareText(result.exact)}`,
      `${said('指向', 'target')} ${shareText(result.target)}`,
    ].join('   '),
    '',
    themed(said('主题', 'theme'), ['n', 'P', 'R', 'F1']),
    ...result.themes.map(theme =>
      themed(theme.theme_id, [
        String(theme.tp + theme.fn),
        shareText(theme.precision),
        shareText(theme.recall),
        rangeText(theme.f1_interval),
      ]),
    ),
    '',
    ...reliabilityLines(result.reliability, said),
    '',
    said('证据', 'evidence'),
    `  ${said('偏移正确', 'offsets sound')} ${shareText(evidence.sound)}  (${evidence.tags})`,
    `  ${said('与标注证据位置重叠', 'meets the places expected')} ${shareText(evidence.meets_expected.share)}  (${evidence.meets_expected.n})`,
    `  ${said('与金标证据词重叠', 'meets the gold words')} ${shareText(evidence.meets_words.share)}  (${evidence.meets_words.n})`,
    `  ${said('平均占原文', 'mean share of the text')} ${shareText(evidence.covers)}`,
    '',
    said('未给主题的原因', 'abstentions'),
    ...result.abstentions.map(
      each =>
        `  ${row([each.reason, String(each.n)], [20, 8])}${said('其中确无主题', 'right (no gold theme)')} ${shareText(each.right)}`,
    ),
    ...slices(said('按能力', 'by capability'), result.by_capability, said),
    ...slices(said('按来源', 'by source'), result.by_source, said),
    ...slices(said('按语域', 'by register'), result.by_register, said),
    ...(result.confusions.length > 0 ? ['', said('混淆（应为 → 误为）', 'confusions (gold → given)')] : []),
    ...result.confusions.map(each => `  ${each.gold} → ${each.given}: ${each.rows}`),
    '',
    said(
      `有错的行：${result.errors.length}（编号用 --json 或 --errors 文件）`,
      `rows with errors: ${result.errors.length} (ids with --json or --errors FILE)`,
    ),
  ];
}

type Both = (chinese: string, english: string) => string;

function reliabilityLines(found: Reliability, said: Both): string[] {
  const accept = found.auto_accept;
  return [
    `${said('校准', 'calibration')}  ECE ${found.ece.toFixed(3)}  (${found.tags} ${said('个标签', 'tags')})`,
    ...found.bins.map(bin => binLine(bin, said)),
    said(
      `最有把握的 ${Math.round(found.most_confident.share * 100)}% 标签精确率 ${shareText(found.most_confident.precision)}`,
      `precision of the ${Math.round(found.most_confident.share * 100)} % most confident tags ${shareText(found.most_confident.precision)}`,
    ),
    accept
      ? said(
          `自动采信（精确率 ≥ ${accept.precision_wanted}）：置信度 ≥ ${accept.threshold.toFixed(3)}，覆盖 ${shareText(accept.coverage)} 的标签`,
          `auto-accept (precision ≥ ${accept.precision_wanted}): confidence ≥ ${accept.threshold.toFixed(3)}, ${shareText(accept.coverage)} of tags`,
        )
      : said('自动采信：没有达到要求精确率的阈值', 'auto-accept: no threshold reaches the precision'),
  ];
}

function binLine(bin: Bin, said: Both): string {
  const filled = Math.round((bin.right ?? 0) * barWidth);
  const bar = bin.right === null ? '' : `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
  const cells = [
    `  ${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`,
    String(bin.n),
    `${said('置信度', 'confidence')} ${shareText(bin.confidence)}`,
    `${said('正确', 'right')} ${shareText(bin.right)}`,
  ];
  return row([...cells, bar], [11, 8, 19, 14]).trimEnd();
}

function slices(title: string, parts: readonly Slice[], said: Both): string[] {
  if (parts.length === 0) return [];
  const widths = [34, 8, 10, 10];
  return [
    '',
    row([title, said('行', 'rows'), said('全对', 'exact'), 'micro-F1', said('极性', 'polarity')], widths),
    ...parts.map(part =>
      row(
        [
          `  ${part.name}`,
          String(part.rows),
          shareText(part.exact),
          shareText(part.micro_f1),
          shareText(part.polarity),
        ],
        widths,
      ),
    ),
  ];
}

/** Faithfulness for people. */
export function faithfulnessLines(found: Faithfulness, language: Language): string[] {
  const zh = language === 'zh';
  return [
    '',
    zh
      ? `证据忠实度 ${shareText(found.share)}（${found.compared} 个可比标签，共 ${found.tags} 个）：删去证据比删去其他任何等长部分更降低该主题概率`
      : `faithfulness ${shareText(found.share)} (${found.compared} tags compared of ${found.tags}): deleting the evidence lowers the theme more than deleting any other part of that length`,
    zh
      ? `  平均下降：证据 ${shareText(found.mean_drop)}，影响最大的其他部分 ${shareText(found.mean_other_drop)}`
      : `  mean drop: evidence ${shareText(found.mean_drop)}, the strongest other part ${shareText(found.mean_other_drop)}`,
    ...found.by_theme.map(each => row([`  ${each.theme_id}`, String(each.compared), shareText(each.share)], [32, 8])),
  ];
}
