import type { IssueEntry } from '../report-model.js';
import { fixed } from '../report-words.js';
import { type Chart, ink } from './chart.js';
import { nameAxis } from './interval-charts.js';

/** The first issues by cases; the darker part is distinct events, the rest repeats of them. */
export function issueBars(issues: readonly IssueEntry[]): Chart | null {
  const shown = issues.slice(0, 12);
  if (shown.length === 0) return null;
  return {
    id: 'issues',
    title: '高频问题：件数与去重事件',
    alternative: shown
      .map(issue => `${issue.rank}. ${issue.title}：${issue.cases} 件，${issue.distinctEvents} 个事件`)
      .join('；'),
    note: '深色为去重后的事件数，浅色为近似重复的件；右侧为热度（0–100），★ 为本月新出现。',
    width: 480,
    height: 46 + shown.length * 22,
    option: {
      grid: { left: 176, right: 48, top: 8, bottom: 28 },
      xAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: ink.faint } },
        axisLabel: { color: ink.muted, fontSize: 11 },
      },
      yAxis: nameAxis(
        shown.map(issue => `${issue.isNew ? '★' : ''}${issue.title}`),
        166,
      ),
      series: [
        {
          type: 'bar',
          stack: 'cases',
          barWidth: 12,
          itemStyle: { color: ink.blue },
          data: shown.map(issue => issue.distinctEvents),
        },
        {
          type: 'bar',
          stack: 'cases',
          barWidth: 12,
          itemStyle: { color: ink.sky },
          data: shown.map(issue => issue.cases - issue.distinctEvents),
          label: {
            show: true,
            position: 'right',
            fontSize: 11,
            color: ink.muted,
            formatter: ({ dataIndex }: { dataIndex: number }) => fixed(shown[dataIndex]!.heat, 0),
          },
        },
      ],
    },
    data: {
      caption: '高频问题：图中数据',
      columns: [
        { header: '位', align: 'right' },
        { header: '问题', wide: true },
        { header: '件数', align: 'right', definition: 'share' },
        { header: '去重事件', align: 'right', definition: 'share' },
        { header: '热度', align: 'right', definition: 'heat' },
      ],
      rows: shown.map(issue => [issue.rank, issue.title, issue.cases, issue.distinctEvents, fixed(issue.heat, 0)]),
      empty: '没有数据。',
    },
  };
}
