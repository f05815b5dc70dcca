import type { RedactedText } from '../core/text-work.js';
import { findAddresses } from './addresses.js';
import { findNames } from './names.js';
import { normalise } from './normalise.js';
import { findNumbers } from './numbers.js';

/** Raise it when the same text would be redacted otherwise: cached results are keyed by it. */
export const redactionVersion = 'redact-2';

/** A span of person data, half-open UTF-16 offsets into the text before redaction. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export const placeholders: Readonly<Record<string, string>> = {
  person_name: '〔姓名〕',
  mobile: '〔手机〕',
  landline: '〔电话〕',
  id_number: '〔证件号〕',
  bank_card: '〔银行卡〕',
  passport: '〔护照〕',
  social_security: '〔社保号〕',
  plate: '〔车牌〕',
  email: '〔邮箱〕',
  wechat: '〔微信〕',
  qq: '〔QQ〕',
  address_detail: '〔住址〕',
};

/**
 * Replaces names, numbers and address details of people by placeholders of their kind. Offsets of the redactions are
 * half-open UTF-16 offsets into the redacted text. Redacting redacted text changes nothing.
 */
export function redact(text: string): RedactedText {
  const plain = normalise(text);
  const found = [...findNumbers(plain.text), ...findAddresses(plain.text), ...findNames(plain.text)];
  if (found.length === 0) return { text, redactions: [] };
  const spans = withoutOverlaps(found, protectedSpans(plain.text)).map(span => ({
    start: plain.map(span.start),
    end: plain.map(span.end),
    kind: span.kind,
  }));
  let out = '';
  let at = 0;
  const redactions = spans.map(span => {
    out += text.slice(at, span.start);
    const start = out.length;
    out += placeholders[span.kind]!;
    at = span.end;
    return { start, end: out.length, kind: span.kind };
  });
  return { text: out + text.slice(at), redactions };
}

/** Placeholders that stand already: 〔…〕 as a whole. */
function protectedSpans(text: string): { start: number; end: number }[] {
  return text.includes('〔')
    ? [...text.matchAll(/〔[^〔〕]{1,8}〕/gu)].map(match => ({
        start: match.index,
        end: match.index + match[0].length,
      }))
    : [];
}

/** Earlier rules win; the result is in the order of the text. */
function withoutOverlaps(found: readonly Found[], standing: readonly { start: number; end: number }[]): Found[] {
  const kept: Found[] = [];
  for (const span of found) {
    const meets = (other: { start: number; end: number }) => span.start < other.end && other.start < span.end;
    if (!kept.some(meets) && !standing.some(meets)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
