import type { Taxonomy } from '../core/taxonomy.js';
import { scoredThemes } from '../core/taxonomy.js';
import { lowerIsBetter, rateNames, rateOrder } from './report-definitions.js';
import type { RateCell, ReportModel, UnitLine } from './report-model.js';
import type { ReportSource } from './report-source.js';
import { indicatorNames, isReal, label } from './report-words.js';
import type { RatioCell, UnitModel, UnitRate, UnitTheme } from './unit-model.js';
import { hiddenCounts, hiddenRatios } from './unit-suppression.js';

/**
 * `backlog_resolution` counts twelve months, so the difference of two editions would be one month's count: units get
 * it in their band only.
 */
const rolling: ReadonlySet<string> = new Set(['backlog_resolution']);
const bandOrder = ['performance', 'service', 'compliance', 'emergency', 'citizens', 'final'] as const;
const printed: ReadonlySet<string> = new Set([...rateOrder, 'theme_rate', 'band', 'interval', 'test', 'training_need']);

/** The unit editions of one month, one for every unit, small cells hidden across all of them together. */
export function unitEditions(model: ReportModel, source: ReportSource, taxonomy: Taxonomy): UnitModel[] {
  const { units, header } = model;
  const cases = hiddenCounts(units.map(unit => unit.cases));
  const commented = hiddenCounts(units.map(unit => unit.commented));
  const open = hiddenCounts(units.map(unit => unit.open));
  const rates = rateColumns(units, cases);
  const themes = themeColumns(units, commented, source, taxonomy);
  const definitions = model.definitions.filter(definition => printed.has(definition.id));
  return units.map((unit, index): UnitModel => {
    const ofRates = rates.map(column => column[index]!);
    const ofThemes = themes.map(column => column[index]!);
    const bands = bandOrder.map(indicatorId => ({
      indicatorId,
      name: indicatorNames[indicatorId],
      band: unit.scores.find(score => score.indicatorId === indicatorId)?.band ?? null,
    }));
    const training = model.training
      .filter(entry => entry.unitId === unit.unitId)
      .map(({ module, verdict, cause }) => ({ module, verdict, causeWords: label(cause) }));
    return {
      title: `${header.monthWords}办理质效反馈（单位版）`,
      office: header.office,
      month: header.month,
      monthWords: header.monthWords,
      unitId: unit.unitId,
      name: unit.name,
      tierName: unit.tierName,
      versions: header.versions,
      summary: summary(unit, ofRates, ofThemes),
      counts: [
        { label: '当月登记信访件', cell: countCell(unit.cases, cases[index]!) },
        { label: '有内容留言的信访件', cell: countCell(unit.commented, commented[index]!) },
        { label: '月末逾期未办件次', cell: countCell(unit.open, open[index]!) },
      ],
      rates: ofRates,
      themes: ofThemes,
      bands,
      training,
      suggestions: advice(ofRates, ofThemes, training),
      definitions,
    };
  });
}

/** One column per definition, one cell per unit. */
function rateColumns(units: readonly UnitLine[], hiddenCases: readonly boolean[]): UnitRate[][] {
  return rateOrder.map((definitionId, place) => {
    const cells = units.map(unit => unit.rates[place]!);
    const ratios = cells.map(cell => ({ x: cell.numerator, n: cell.denominator }));
    const hiddenN = definitionId === 'repeat' ? hiddenCases : hiddenCounts(ratios.map(ratio => ratio.n));
    const hidden = hiddenRatios(ratios, hiddenN);
    return cells.map((cell, index) => {
      const shown = ratioCell(cell, rolling.has(definitionId) || hidden[index]!);
      const words = shown.kind === 'shown' ? comparison(cell, lowerIsBetter.has(definitionId)) : '';
      return { definitionId, name: rateNames[definitionId]!, cell: shown, words };
    });
  });
}

/** One column per scored theme, one cell per unit. */
function themeColumns(
  units: readonly UnitLine[],
  hiddenCommented: readonly boolean[],
  source: ReportSource,
  taxonomy: Taxonomy,
): UnitTheme[][] {
  const rows = new Map(source.themes.map(row => [`${row.theme_id} ${row.unit_id}`, row]));
  const indicators = new Map(taxonomy.indicators.map(indicator => [indicator.id, indicator.zh]));
  return scoredThemes(taxonomy).map(theme => {
    const cells = units.map(unit => rows.get(`${theme.id} ${unit.unitId}`));
    const ratios = cells.map(row => ({ x: row?.numerator ?? 0, n: row?.denominator ?? 0 }));
    const hidden = hiddenRatios(ratios, hiddenCommented);
    return cells.map((row, index): UnitTheme => {
      const cell = row ? ratioCell({ ...row, note: null }, hidden[index]!) : ({ kind: 'none', note: null } as const);
      const risen = isReal(row?.q_previous ?? null) && (row?.raw ?? 0) > (row?.previous_raw ?? 1);
      const words = cell.kind === 'shown' && risen ? '较上月明显上升' : '';
      return {
        themeId: theme.id,
        name: theme.zh,
        indicator: indicators.get(theme.indicator_primary) ?? '',
        cell,
        words,
      };
    });
  });
}

function ratioCell(
  cell: Pick<RateCell, 'numerator' | 'denominator' | 'value' | 'low' | 'high' | 'note'>,
  hidden: boolean,
): RatioCell {
  const { numerator, denominator, value, low, high } = cell;
  if (hidden) return { kind: 'hidden' };
  if (denominator === 0 || value === null || low === null || high === null) return { kind: 'none', note: cell.note };
  return { kind: 'shown', numerator, denominator, value, low, high };
}

function countCell(count: number, hidden: boolean): UnitModel['counts'][number]['cell'] {
  return hidden ? { kind: 'hidden' } : { kind: 'shown', count };
}

/** Without sizes: the difference to a mean or to last month would give away a cell that is hidden there. */
function comparison(cell: RateCell, lower: boolean): string {
  const words: string[] = [];
  if (isReal(cell.qValue) && cell.value !== null && cell.tierMean !== null) {
    const better = cell.value > cell.tierMean !== lower;
    words.push(better ? '明显好于同层级其余单位' : '明显差于同层级其余单位');
  }
  if (isReal(cell.qPrevious) && cell.value !== null && cell.previous !== null) {
    words.push(`较上月明显${cell.value > cell.previous ? '上升' : '下降'}`);
  }
  return words.join('，');
}

function summary(unit: UnitLine, rates: readonly UnitRate[], themes: readonly UnitTheme[]): string[] {
  const band = unit.scores.find(score => score.indicatorId === 'final')?.band ?? null;
  const sentences = [band === null ? '本月依据不足，不评档次。' : `本月综合档次：${band}。`];
  for (const { name, words } of [...rates, ...themes]) if (words) sentences.push(`${name}${words}。`);
  if (sentences.length === 1) sentences.push('各项比率与同层级其余单位、与上月相比，均在随机波动范围内或件数过少。');
  return sentences;
}

function advice(rates: readonly UnitRate[], themes: readonly UnitTheme[], training: UnitModel['training']): string[] {
  const worse = rates.filter(rate => rate.words.includes('明显差于')).map(rate => `逐件核查影响${rate.name}的环节。`);
  const risen = themes.filter(theme => theme.words !== '').map(theme => `针对“${theme.name}”抽查近期答复并整改。`);
  const modules = training
    .filter(entry => entry.verdict === 'need')
    .map(entry => `参加“${entry.module}”培训（原因判断：${entry.causeWords}）。`);
  const all = [...worse, ...risen, ...modules];
  return all.length > 0 ? all : ['按常规推进，下月继续观察。'];
}
