/** A piece of HTML that is safe as it stands. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | null | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}/gu;

/** Text that is the same in an element and in a quoted attribute; control characters and half pairs are dropped. */
export function escapeHtml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, character => entities[character]!);
}

/** Template whose values are escaped, unless they are markup; lists are joined, null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = parts[0]!;
  values.forEach((value, index) => {
    text += markupOf(value) + parts[index + 1]!;
  });
  return { markup: text };
}

/** Markup of any content. */
export function markupOf(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  if ('markup' in content) return content.markup;
  return content.map(markupOf).join('');
}

/** Text made by this program, not by a person: an SVG picture, a style sheet. */
export function trusted(markup: string): Markup {
  return { markup };
}

export const nothing: Markup = { markup: '' };

/** Link from a figure to its definition at the end of the page. */
export function toDefinition(id: string, content: Content): Markup {
  return html`<a class="def" href="#def-${id}">${content}</a>`;
}
