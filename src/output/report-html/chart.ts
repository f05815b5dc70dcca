import type { EChartsCoreOption } from 'echarts/core';
import { html, type Markup, trusted } from './markup.js';
import { type TableContent, table } from './table.js';

/** A picture and all that stands for it where it cannot be seen. */
export interface Chart {
  /** Unique on the page; letters and hyphens. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what the picture shows and what is to be seen in it. */
  readonly alternative: string;
  /** Below the picture: how to read it. */
  readonly note: string;
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
  /** The rows behind the picture. */
  readonly data: TableContent;
}

export const ink = {
  text: '#1f2933',
  muted: '#5f6c7b',
  line: '#d8dee6',
  faint: '#eef2f6',
  blue: '#1f5f99',
  sky: '#9dbfdd',
  red: '#b42318',
  amber: '#b26a00',
  green: '#2b7a4b',
} as const;

/** Generic only: the reader's own Chinese font is used. */
export const chartFont = 'sans-serif';

/** Draws charts on the server as SVG text; loads the library once. */
export type Painter = (chart: Chart) => Markup;

/** Loads the chart library. The pictures have the same bytes in every process, whatever was drawn before. */
export async function loadPainter(): Promise<Painter> {
  const [{ init, use }, { BarChart, CustomChart, LineChart, ScatterChart }, components, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  const { GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent } = components;
  use([
    BarChart,
    CustomChart,
    LineChart,
    ScatterChart,
    GridComponent,
    LegendComponent,
    MarkAreaComponent,
    MarkLineComponent,
    SVGRenderer,
  ]);
  return chart => {
    const picture = init(null, null, { renderer: 'svg', ssr: true, width: chart.width, height: chart.height });
    picture.setOption({ animation: false, textStyle: { fontFamily: chartFont, color: ink.text }, ...chart.option });
    const svg = picture.renderToSVGString();
    picture.dispose();
    return figure(chart, stableSvg(svg, chart));
  };
}

/** Without hover styles, ids that count the charts drawn so far, fixed size, or traces of the library's data. */
export function stableSvg(svg: string, chart: Pick<Chart, 'id'>): string {
  return svg
    .replace(/<style ?>.*?<\/style>\n?/gs, '')
    .replace(/ class="[^"]*"| pointer-events="[^"]*"/g, '')
    .replace(/zr\d+-/g, `${chart.id}-`)
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .replace(/^<svg width="(\d+)" height="(\d+)"/, '<svg');
}

function figure(chart: Chart, svg: string): Markup {
  return html`<figure id="chart-${chart.id}">
<figcaption>${chart.title}</figcaption>
<div class="picture" role="img" aria-label="${chart.alternative}">${trusted(svg)}</div>
<p class="note">${chart.note}</p>
<details><summary>图中数据</summary>${table(chart.data)}</details>
</figure>
`;
}
