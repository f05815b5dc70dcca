import type { Span } from '../core/classification.js';

/** Texts up to this length are read whole: no training text is longer. */
export const longestWhole = 220;
const passageLength = 120;

/** Where a passage may end. */
const stops = new Set('。！？；!?;\n'.split('').map(char => char.charCodeAt(0)));
const pauses = new Set('，,、：: '.split('').map(char => char.charCodeAt(0)));

/**
 * Half-open spans that together cover the text: one for a comment, several for a letter, each ended at a full stop
 * where there is one, else at a comma, else cut at twice the usual length.
 */
export function passagesOf(text: string): Span[] {
  if (text.length <= longestWhole) return [{ start: 0, end: text.length }];
  const passages: Span[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const size = at + 1 - start;
    const code = text.charCodeAt(at);
    const isEnd =
      (size >= passageLength && stops.has(code)) ||
      (size >= 1.5 * passageLength && pauses.has(code)) ||
      (size >= 2 * passageLength && !isHighSurrogate(code));
    if (!isEnd) continue;
    passages.push({ start, end: at + 1 });
    start = at + 1;
  }
  if (start < text.length) passages.push({ start, end: text.length });
  return passages;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
