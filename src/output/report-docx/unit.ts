import { countText, label, noValue, percent } from '../report-words.js';
import { type PackedPart, packPart, zipParts } from '../seal.js';
import type { CountCell, RatioCell, UnitModel } from '../unit-model.js';
import { body, heading, note, subtitle, table, tableTitle, title } from './blocks.js';
import { documentParts } from './styles.js';
import { fillTemplate, listMark, parseTemplate, type Template, type TemplateValues, textMark } from './template.js';

/** The edition that all units of a month share: parts that do not change, deflated once, and the text to fill. */
interface Edition {
  readonly month: string;
  readonly fixed: readonly PackedPart[];
  readonly template: Template;
}

const documentName = 'word/document.xml';
let edition: Promise<Edition> | null = null;
let editionMonth = '';

/** `report-unit/<unit_id>.docx`: what one unit gets. Hundreds are made, so all but the text is made once a month. */
export async function renderUnitDocx(unit: UnitModel): Promise<Uint8Array> {
  if (edition === null || editionMonth !== unit.month) {
    edition = prepared(unit.month);
    editionMonth = unit.month;
  }
  const { fixed, template } = await edition;
  const xml = fillTemplate(template, unitValues(unit));
  return zipParts([...fixed, packPart(documentName, new TextEncoder().encode(xml), 1)]);
}

async function prepared(month: string): Promise<Edition> {
  const left = 'left' as const;
  const parts = await documentParts('群众评价与办理质效通报（单位版）', month, [
    title(textMark('title')),
    subtitle(textMark('subtitle')),
    body(listMark('summary', 0)),
    heading(1, '一、基本情况'),
    table(
      [
        { header: '项目', share: 6, align: left },
        { header: '数量', share: 3 },
      ],
      [marks('counts', 2)],
    ),
    heading(1, '二、办理指标'),
    table(
      [
        { header: '指标', share: 4, align: left },
        { header: '分子／分母', share: 2.4 },
        { header: '数值', share: 2 },
        { header: '95% 区间', share: 3.2 },
        { header: '说明', share: 5, align: left },
      ],
      [marks('rates', 5)],
    ),
    note(textMark('hiding')),
    heading(1, '三、群众反映的服务问题'),
    table(
      [
        { header: '主题', share: 4.4, align: left },
        { header: '所属指标', share: 2.2 },
        { header: '件数／有留言', share: 2.4 },
        { header: '发生率', share: 2 },
        { header: '95% 区间', share: 3 },
        { header: '说明', share: 4, align: left },
      ],
      [marks('themes', 6)],
    ),
    heading(1, '四、评定档次'),
    table(
      [
        { header: '项目', share: 6, align: left },
        { header: '档次', share: 3 },
      ],
      [marks('bands', 2)],
    ),
    heading(1, '五、培训需求'),
    table(
      [
        { header: '培训模块', share: 6, align: left },
        { header: '结论', share: 2.5 },
        { header: '成因', share: 2.5 },
      ],
      [marks('training', 3)],
    ),
    heading(1, '六、工作建议'),
    body(listMark('suggestions', 0)),
    tableTitle('指标口径'),
    table(
      [
        { header: '指标', share: 3, align: left },
        { header: '含义', share: 6, align: left },
        { header: '算法', share: 6, align: left },
      ],
      [marks('definitions', 3)],
    ),
    note(textMark('versions')),
  ]);
  const fixed = [...parts].filter(([name]) => name !== documentName).map(([name, bytes]) => packPart(name, bytes, 9));
  return { month, fixed, template: parseTemplate(new TextDecoder().decode(parts.get(documentName))) };
}

function marks(name: string, cells: number): string[] {
  return Array.from({ length: cells }, (_, index) => listMark(name, index));
}

function unitValues(unit: UnitModel): TemplateValues {
  return {
    texts: {
      title: unit.title,
      subtitle: `${unit.name}　${unit.monthWords}`,
      hiding:
        '“不公开”：件数过少，为保护当事人不列出；区间为 Wilson 95% 置信区间；' +
        '“—”表示没有可计算的件数，不作 0 也不作 100%。',
      versions: `${unit.office}。版本：${unit.versions.map(({ name, version }) => `${name} ${version}`).join('，')}。`,
    },
    lists: {
      summary: unit.summary.map(text => [text]),
      counts: orNone(
        unit.counts.map(({ label: name, cell }) => [name, countCell(cell)]),
        2,
      ),
      rates: orNone(
        unit.rates.map(rate => [rate.name, ...ratioCells(rate.cell), rate.words]),
        5,
      ),
      themes: orNone(themeRows(unit), 6),
      bands: orNone(
        unit.bands.map(({ name, band }) => [name, band ?? '依据不足，未评定']),
        2,
      ),
      training: orNone(
        unit.training.map(need => [need.module, label(need.verdict), need.causeWords]),
        3,
      ),
      suggestions:
        unit.suggestions.length === 0
          ? [['本月没有专门建议。']]
          : unit.suggestions.map((text, index) => [`${index + 1}. ${text}`]),
      definitions: orNone(
        unit.definitions.map(({ name, words, formula }) => [name, words, formula]),
        3,
      ),
    },
  };
}

/** The themes that may be shown; the others are one line. */
function themeRows(unit: UnitModel): string[][] {
  const shown = unit.themes.filter(theme => theme.cell.kind !== 'hidden');
  const rows = shown.map(theme => [theme.name, theme.indicator, ...ratioCells(theme.cell), theme.words]);
  const hidden = unit.themes.length - shown.length;
  if (hidden === 0) return rows;
  const name = rows.length === 0 ? `全部 ${hidden} 个主题` : `其余 ${hidden} 个主题`;
  return [...rows, [name, '', ...ratioCells({ kind: 'hidden' }), '']];
}

function orNone(rows: readonly (readonly string[])[], cells: number): readonly (readonly string[])[] {
  return rows.length > 0 ? rows : [['无', ...Array<string>(cells - 1).fill('')]];
}

function countCell(cell: CountCell): string {
  return cell.kind === 'hidden' ? '不公开' : countText(cell.count);
}

/** Counts, value, interval. */
function ratioCells(cell: RatioCell): [string, string, string] {
  if (cell.kind === 'hidden') return ['不公开', '不公开', '不公开'];
  if (cell.kind === 'none') return [noValue, cell.note === null ? noValue : label(cell.note), noValue];
  return [
    `${countText(cell.numerator)}／${countText(cell.denominator)}`,
    percent(cell.value),
    `${percent(cell.low)}–${percent(cell.high)}`,
  ];
}
