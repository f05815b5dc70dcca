import { threeRates } from '../report-definitions.js';
import type { OverallRate, ReportModel } from '../report-model.js';
import { countText, interval, percent, shortMonth } from '../report-words.js';
import { type Chart, ink } from './chart.js';

const colours = [ink.blue, ink.green, ink.amber];

/** The three rates over up to six months, with their intervals as whiskers. */
export function rateTrend(overall: readonly OverallRate[]): Chart | null {
  const rates = overall.filter(rate => threeRates.includes(rate.definitionId));
  const months = [...new Set(rates.flatMap(rate => rate.history.map(point => point.month)))].sort();
  const shown = rates.filter(rate => rate.history.some(point => point.value !== null));
  if (shown.length === 0) return null;
  const lows = shown.flatMap(rate => rate.history.flatMap(point => point.low ?? []));
  const floor = Math.max(0, Math.floor((Math.min(...lows) - 0.02) * 10) / 10);
  const series = shown.flatMap((rate, place) => {
    const colour = colours[place % colours.length]!;
    // The three stand side by side, so that their whiskers do not cover each other.
    const shift = (place - (shown.length - 1) / 2) * 0.1;
    const points = rate.history.flatMap(point =>
      point.value === null ? [] : [{ ...point, at: months.indexOf(point.month) + shift }],
    );
    return [
      {
        type: 'line',
        name: rate.name,
        data: points.map(point => [point.at, point.value]),
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { width: 2, color: colour },
        itemStyle: { color: colour },
      },
      {
        type: 'custom',
        name: rate.name,
        silent: true,
        encode: { x: 0, y: [1, 2] },
        data: points.map(point => [point.at, point.low, point.high]),
        renderItem: whisker(colour, 'vertical'),
      },
    ];
  });
  return {
    id: 'three-rates',
    title: '三率走势',
    alternative: shown
      .map(rate => `${rate.name}：${rate.history.map(p => `${shortMonth(p.month)} ${percent(p.value)}`).join('，')}`)
      .join('。'),
    note: `竖线为 95% 区间。纵轴从 ${percent(floor, 0)} 起。`,
    width: 480,
    height: 280,
    option: {
      grid: { left: 44, right: 12, top: 36, bottom: 28 },
      legend: { top: 4, itemWidth: 18, itemHeight: 8, textStyle: { fontSize: 12 }, data: shown.map(rate => rate.name) },
      xAxis: {
        type: 'value',
        min: -0.5,
        max: months.length - 0.5,
        interval: 0.5,
        splitLine: { show: false },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink.line } },
        axisLabel: {
          color: ink.muted,
          fontSize: 12,
          formatter: (at: number) => (Number.isInteger(at) && months[at] ? shortMonth(months[at]) : ''),
        },
      },
      yAxis: percentAxis(floor, 1),
      series,
    },
    data: {
      caption: '三率走势：图中数据',
      columns: [
        { header: '月份' },
        ...shown.map(rate => ({ header: rate.name, align: 'right' as const, definition: rate.definitionId })),
      ],
      rows: months.map(month => [
        month,
        ...shown.map(rate => {
          const point = rate.history.find(each => each.month === month);
          return point?.value == null
            ? '—'
            : `${percent(point.value)}${interval(point)} ${countText(point.numerator)}/${countText(point.denominator)}`;
        }),
      ]),
      empty: '没有数据。',
    },
  };
}

/** Cases registered and comments given, by month. */
export function volumeTrend(model: ReportModel): Chart | null {
  const { history } = model.totals;
  if (history.length === 0) return null;
  const bar = (name: string, color: string, data: number[], last: string) => ({
    type: 'bar',
    name,
    barMaxWidth: 18,
    itemStyle: { color },
    data: data.map((value, index) => (index === data.length - 1 ? { value, itemStyle: { color: last } } : value)),
    label: { show: history.length <= 7, position: 'top', fontSize: 11, color: ink.muted },
  });
  return {
    id: 'volume',
    title: '信访件与有内容留言（按月）',
    alternative: history
      .map(point => `${shortMonth(point.month)}信访件 ${point.cases} 件、留言 ${point.comments} 条`)
      .join('；'),
    note: '深色为本月。',
    width: 480,
    height: 240,
    option: {
      grid: { left: 44, right: 12, top: 36, bottom: 28 },
      legend: { top: 4, itemWidth: 12, itemHeight: 8, textStyle: { fontSize: 12 } },
      xAxis: {
        type: 'category',
        data: history.map(point => shortMonth(point.month)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink.line } },
        axisLabel: { color: ink.muted, fontSize: 12 },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: ink.faint } },
        axisLabel: { color: ink.muted, fontSize: 11 },
      },
      series: [
        bar(
          '信访件',
          ink.sky,
          history.map(point => point.cases),
          ink.blue,
        ),
        bar(
          '有内容留言',
          '#d9c49a',
          history.map(point => point.comments),
          ink.amber,
        ),
      ],
    },
    data: {
      caption: '信访件与留言：图中数据',
      columns: [
        { header: '月份' },
        { header: '信访件', align: 'right', definition: 'cases' },
        { header: '有内容留言', align: 'right', definition: 'comments' },
      ],
      rows: history.map(point => [point.month, countText(point.cases), countText(point.comments)]),
      empty: '没有数据。',
    },
  };
}

/** A value axis in per cent. */
export function percentAxis(min: number, max: number | null) {
  return {
    type: 'value',
    min,
    ...(max === null ? {} : { max }),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: ink.faint } },
    axisLabel: {
      color: ink.muted,
      fontSize: 11,
      formatter: (value: number) => `${Math.round(value * 1000) / 10}%`,
    },
  };
}

interface RenderApi {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

/** A line from low to high with a cap at each end. Data: [place, low, high], place on the other axis. */
export function whisker(colour: string, direction: 'vertical' | 'horizontal') {
  return (_: unknown, api: RenderApi) => {
    const [place, low, high] = [api.value(0), api.value(1), api.value(2)];
    const vertical = direction === 'vertical';
    const from = api.coord(vertical ? [place, low] : [low, place]);
    const to = api.coord(vertical ? [place, high] : [high, place]);
    const cap = 3;
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line',
      shape: { x1, y1, x2, y2 },
      style: { stroke: colour, lineWidth: 1.4 },
    });
    if (vertical) {
      const x = from[0];
      return {
        type: 'group',
        children: [
          line(x, from[1], x, to[1]),
          line(x - cap, from[1], x + cap, from[1]),
          line(x - cap, to[1], x + cap, to[1]),
        ],
      };
    }
    const y = from[1];
    return {
      type: 'group',
      children: [
        line(from[0], y, to[0], y),
        line(from[0], y - cap, from[0], y + cap),
        line(to[0], y - cap, to[0], y + cap),
      ],
    };
  };
}
