import type { Span } from '../core/classification.js';

const ends = new Set('，。；！？、：…,;!?:\n\r\t~～—“”"《》()（）[]【】'.split('').map(char => char.charCodeAt(0)));

/**
 * Clauses of a text: runs between punctuation, line breaks, or spaces that stand between Chinese characters. Half-open
 * UTF-16 spans without the delimiter, in order, never empty. A point inside a number does not split.
 */
export function splitClauses(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !endsClause(text, at)) continue;
    push(spans, text, start, at);
    start = at + 1;
  }
  return spans;
}

function endsClause(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x20 || code === 0x3000) return isHan(text.charCodeAt(at - 1)) && isHan(text.charCodeAt(at + 1));
  if (code === 0x2e) return !isDigit(text.charCodeAt(at + 1)) && isHan(text.charCodeAt(at - 1));
  if (code === 0x3a || code === 0x2c) return !(isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)));
  return ends.has(code);
}

function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0x3000 || code === 0xa0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function push(spans: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (end > start) spans.push({ start, end });
}
