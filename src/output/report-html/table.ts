import { type Content, html, type Markup, toDefinition } from './markup.js';

export interface Column {
  readonly header: string;
  /** Id of the definition that the header links to. */
  readonly definition?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Keeps the column in view while the table scrolls sideways. */
  readonly fixed?: boolean;
  /** A wide column of text. */
  readonly wide?: boolean;
}

export interface TableContent {
  /** Read out, and shown above the table. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  /** What stands there when there is no row. */
  readonly empty: string;
  readonly dense?: boolean;
  /** Rows beyond so many are folded away. */
  readonly most?: number;
}

/** A table in a box of its own that scrolls where the page is narrow; its header repeats on every printed page. */
export function table(content: TableContent): Markup {
  const { rows, most } = content;
  if (rows.length === 0) return html`<p class="empty">${content.empty}</p>`;
  if (most === undefined || rows.length <= most) return box(content, rows, content.caption);
  const rest = rows.length - most;
  return html`${box(content, rows.slice(0, most), content.caption)}<details class="rest"><summary>其余 ${rest} 行（全部见 report.xlsx）</summary>${box(content, rows.slice(most), `${content.caption}（续）`)}</details>
`;
}

function box(content: TableContent, rows: TableContent['rows'], caption: string): Markup {
  const classes = content.columns.map(classOf);
  const head = content.columns.map(
    (column, index) =>
      html`<th scope="col"${classes[index]!}>${column.definition ? toDefinition(column.definition, column.header) : column.header}</th>`,
  );
  const body = rows.map(
    row => html`<tr>${row.map((cell, index) => html`<td${classes[index] ?? null}>${cell}</td>`)}</tr>\n`,
  );
  const kind = content.dense ? 'scroll dense' : 'scroll';
  return html`<div class="${kind}" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>
`;
}

function classOf(column: Column): Markup | null {
  const classes = [
    column.align === 'right' ? 'r' : column.align === 'center' ? 'c' : '',
    column.fixed ? 'fix' : '',
    column.wide ? 'wide' : '',
  ].filter(Boolean);
  return classes.length === 0 ? null : html` class="${classes.join(' ')}"`;
}
