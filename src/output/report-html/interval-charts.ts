import { lowerIsBetter, rateNames } from '../report-definitions.js';
import type { RateCell, ThemeEntry, UnitLine } from '../report-model.js';
import {
  countText,
  funnelWords,
  interval,
  isReal,
  isSmall,
  percent,
  scoreInterval,
  scoreText,
} from '../report-words.js';
import { type Chart, ink } from './chart.js';
import { percentAxis, whisker } from './trend-charts.js';

/** At most so many units in one picture; the table has all. */
export const mostUnits = 20;

/** Which of [place, low, high] belongs to which axis. */
const alongX = { x: [1, 2], y: 0 };

interface Row {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
  readonly hollow: boolean;
}

/** One rate of the units: dot and 95 % interval; colour says on which side of the tier's control limits. */
export function unitRates(units: readonly UnitLine[], definitionId: string): Chart | null {
  const all = units.flatMap(unit => {
    const rate = unit.rates.find(each => each.definitionId === definitionId);
    return rate && rate.value !== null && rate.low !== null && rate.high !== null ? [{ unit, rate }] : [];
  });
  if (all.length === 0) return null;
  const shown = [...all]
    .sort((a, b) => relevance(b.rate) - relevance(a.rate) || b.rate.denominator - a.rate.denominator)
    .slice(0, mostUnits)
    .sort((a, b) => b.rate.denominator - a.rate.denominator || (a.unit.unitId < b.unit.unitId ? -1 : 1));
  const rows = shown.map(
    ({ unit, rate }): Row => ({
      name: unit.name,
      value: rate.value!,
      low: rate.low!,
      high: rate.high!,
      colour: colourOf(rate),
      hollow: isSmall(rate.denominator),
    }),
  );
  const name = rateNames[definitionId]!;
  const outside = shown.filter(({ rate }) => rate.funnel !== null && rate.funnel !== 'inside');
  const floor = Math.max(0, Math.floor(Math.min(...rows.map(row => row.low)) * 5 - 0.1) / 5);
  const means = [...new Set(shown.map(({ rate, unit }) => `${unit.tierName} ${percent(rate.tierMean)}`))];
  return {
    id: `units-${definitionId.replaceAll('_', '-')}`,
    title: `${name}（按单位）`,
    alternative: `${name}：图中 ${shown.length} 家单位，${outside.length === 0 ? '都在控制限内' : `控制限外：${outside.map(({ unit, rate }) => `${unit.name} ${percent(rate.value)}`).join('、')}`}。`,
    note: `圆点为比率，横线为 95% 区间，空心为不足 10 件；红色低于、绿色高于同层级控制限，自上而下按件数排列。横轴从 ${percent(floor, 0)} 起。同层级平均：${means.join('，')}。${all.length > shown.length ? `图中取最需注意的 ${shown.length} 家，全部 ${all.length} 家见下表。` : ''}`,
    width: 400,
    height: 46 + rows.length * 20,
    option: dotOption(
      rows,
      percentAxis(floor, 1),
      shown.map(({ rate }) => rate.tierMean),
    ),
    data: {
      caption: `${name}：图中数据`,
      columns: [
        { header: '单位' },
        { header: '比率', align: 'right', definition: definitionId },
        { header: '95% 区间', align: 'right', definition: 'interval' },
        { header: '件数', align: 'right' },
        { header: '控制限', definition: 'funnel' },
      ],
      rows: shown.map(({ unit, rate }) => [
        unit.name,
        percent(rate.value),
        interval(rate),
        `${countText(rate.numerator)}/${countText(rate.denominator)}`,
        funnelWords(rate.funnel),
      ]),
      empty: '没有数据。',
    },
  };
}

/** Final scores of the units with the bands' limits. */
export function unitScores(units: readonly UnitLine[]): Chart | null {
  const all = units.flatMap(unit => {
    const final = unit.scores.find(score => score.indicatorId === 'final');
    return final && final.score !== null ? [{ unit, final }] : [];
  });
  if (all.length === 0) return null;
  const shown = [...all]
    .sort((a, b) => b.unit.cases - a.unit.cases || (a.unit.unitId < b.unit.unitId ? -1 : 1))
    .slice(0, mostUnits);
  const rows = shown.map(
    ({ unit, final }): Row => ({
      name: unit.name,
      value: final.score!,
      low: final.low ?? final.score!,
      high: final.high ?? final.score!,
      colour: final.band === '待改进' ? ink.red : ink.blue,
      hollow: false,
    }),
  );
  const floor = Math.max(0, Math.floor((Math.min(...rows.map(row => row.low)) - 3) / 10) * 10);
  return {
    id: 'scores',
    title: '综合得分与区间（按单位）',
    alternative: `综合得分：${shown.map(({ unit, final }) => `${unit.name} ${scoreText(final.score)}（${final.band ?? '不评档'}）`).join('，')}。`,
    note: `圆点为得分，横线为 95% 区间；虚线为档次界限 60、80、90。区间重叠的单位不分先后，自上而下按件数排列。${all.length > shown.length ? `图中为件数最多的 ${shown.length} 家。` : ''}`,
    width: 480,
    height: 46 + rows.length * 20,
    option: dotOption(
      rows,
      {
        type: 'value',
        min: floor,
        max: 100,
        splitLine: { lineStyle: { color: ink.faint } },
        axisLabel: { color: ink.muted, fontSize: 11 },
      },
      [],
      [60, 80, 90].filter(limit => limit > floor),
    ),
    data: {
      caption: '综合得分：图中数据',
      columns: [
        { header: '单位' },
        { header: '综合得分', align: 'right', definition: 'score' },
        { header: '档次', definition: 'band' },
      ],
      rows: shown.map(({ unit, final }) => [unit.name, scoreInterval(final), final.band ?? '—']),
      empty: '没有数据。',
    },
  };
}

/** Themes: corrected rate with interval, the raw share as a ring. */
export function themeBars(themes: readonly ThemeEntry[]): Chart | null {
  const shown = themes.filter(theme => theme.value !== null && (theme.numerator > 0 || theme.value > 0)).slice(0, 12);
  if (shown.length === 0) return null;
  const names = shown.map(theme => theme.name);
  return {
    id: 'themes',
    title: '群众反映的服务问题（占有内容留言件）',
    alternative: `校正后比例：${shown.map(theme => `${theme.name} ${percent(theme.value)}${interval(theme)}`).join('，')}。`,
    note: '条形为校正后比例，横线为 95% 区间，空心圆为机器识别的原始比例。',
    width: 480,
    height: 46 + shown.length * 22,
    option: {
      grid: { left: 172, right: 24, top: 8, bottom: 28 },
      xAxis: percentAxis(0, null),
      yAxis: nameAxis(names, 162),
      series: [
        {
          type: 'bar',
          barWidth: 11,
          data: shown.map(theme => ({
            value: theme.value!,
            itemStyle: { color: isReal(theme.qPrevious) ? ink.red : ink.sky },
          })),
        },
        {
          type: 'custom',
          silent: true,
          encode: alongX,
          data: shown.flatMap((theme, index) =>
            theme.low === null || theme.high === null ? [] : [[index, theme.low, theme.high]],
          ),
          renderItem: whisker(ink.text, 'horizontal'),
        },
        {
          type: 'scatter',
          symbolSize: 7,
          itemStyle: { color: '#fff', borderColor: ink.muted, borderWidth: 1.4 },
          data: shown.map((theme, index) => [theme.raw ?? 0, index]),
        },
      ],
    },
    data: {
      caption: '服务问题主题：图中数据',
      columns: [
        { header: '主题' },
        { header: '原始', align: 'right' },
        { header: '校正后', align: 'right', definition: 'theme_rate' },
        { header: '95% 区间', align: 'right', definition: 'interval' },
      ],
      rows: shown.map(theme => [theme.name, percent(theme.raw), percent(theme.value), interval(theme)]),
      empty: '没有数据。',
    },
  };
}

function dotOption(
  rows: readonly Row[],
  xAxis: object,
  means: readonly (number | null)[],
  limits: readonly number[] = [],
) {
  const lines = [...new Set(means.filter(mean => mean !== null))];
  const colours = [...new Set(rows.map(row => row.colour))];
  return {
    grid: { left: 154, right: 18, top: 8, bottom: 28 },
    xAxis,
    yAxis: nameAxis(
      rows.map(row => row.name),
      146,
    ),
    series: [
      ...colours.map(colour => ({
        type: 'custom',
        silent: true,
        encode: alongX,
        data: rows.flatMap((row, index) => (row.colour === colour ? [[index, row.low, row.high]] : [])),
        renderItem: whisker(colour, 'horizontal'),
      })),
      {
        type: 'scatter',
        symbolSize: 8,
        data: rows.map((row, index) => ({
          value: [row.value, index],
          itemStyle: { color: row.hollow ? '#fff' : row.colour, borderColor: row.colour, borderWidth: 1.5 },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: ink.muted, type: 'dashed', width: 1 },
          data: [...lines, ...limits].map(value => ({ xAxis: value })),
        },
      },
    ],
  };
}

/** Names from top to bottom; what is wider than `width` pixels is cut. */
export function nameAxis(names: readonly string[], width: number) {
  return {
    type: 'category',
    inverse: true,
    data: names,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.line } },
    axisLabel: { color: ink.text, fontSize: 12, interval: 0, width, overflow: 'truncate', ellipsis: '…' },
  };
}

function relevance(rate: RateCell): number {
  const outside = rate.funnel === null || rate.funnel === 'inside' ? 0 : rate.funnel.endsWith('998') ? 2 : 1;
  return (isReal(rate.qValue) ? 4 : 0) + outside;
}

function colourOf(rate: RateCell): string {
  if (rate.funnel === null || rate.funnel === 'inside') return ink.blue;
  return rate.funnel.startsWith('above') !== lowerIsBetter.has(rate.definitionId) ? ink.green : ink.red;
}
