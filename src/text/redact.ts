import type { RedactedText, Redaction } from '../core/text-work.js';
import { findAddresses } from './addresses.js';
import { findNames } from './names.js';
import { normalise } from './normalise.js';
import { findNumbers } from './numbers.js';

/** Raise it when the same text would be redacted otherwise: cached results are keyed by it. */
export const redactionVersion = 'redact-5';

/** Honest texts need two or three rounds; the limit keeps the work on hostile ones linear. */
const mostRounds = 12;

/** A span of person data, half-open UTF-16 offsets into the text before redaction. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export interface RedactOptions {
  /** Kinds to leave alone; all are redacted by default. */
  readonly keep?: readonly string[];
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
 * half-open UTF-16 offsets into the redacted text. Redacting redacted text changes nothing: a placeholder may be the
 * context that shows another name, so the rules are applied until they find no more.
 */
export function redact(text: string, options: RedactOptions = {}): RedactedText {
  const keep = new Set(options.keep);
  let done: RedactedText = { text, redactions: [] };
  for (let round = 0; round < mostRounds; round++) {
    const next = redactOnce(done, keep);
    if (next === done) break;
    done = next;
  }
  return done;
}

function redactOnce(done: RedactedText, keep: ReadonlySet<string>): RedactedText {
  const plain = normalise(done.text);
  const found = [...findNumbers(plain.text), ...findAddresses(plain.text), ...findNames(plain.text)];
  if (found.length === 0) return done;
  const spans = withoutOverlaps(plain.text, found).filter(span => !keep.has(span.kind));
  if (spans.length === 0) return done;
  const redactions: Redaction[] = [];
  let out = '';
  let at = 0;
  let earlier = 0;
  const copy = (end: number) => {
    for (; earlier < done.redactions.length && done.redactions[earlier]!.start < end; earlier++) {
      const { start, end: last, kind } = done.redactions[earlier]!;
      redactions.push({ start: out.length + start - at, end: out.length + last - at, kind });
    }
    out += done.text.slice(at, end);
    at = end;
  };
  for (const span of spans) {
    copy(plain.map(span.start));
    const start = out.length;
    out += placeholders[span.kind]!;
    at = plain.map(span.end);
    redactions.push({ start, end: out.length, kind: span.kind });
  }
  copy(done.text.length);
  return { text: out, redactions };
}

const standing = /〔(?:姓名|手机|电话|证件号|银行卡|护照|社保号|车牌|邮箱|微信|QQ|住址)\d{0,4}〕/gu;

/** Earlier rules win, and placeholders that stand already; the result is in the order of the text. */
function withoutOverlaps(text: string, found: readonly Found[]): Found[] {
  const taken = new Uint8Array(text.length);
  if (text.includes('〔'))
    for (const match of text.matchAll(standing)) taken.fill(1, match.index, match.index + match[0].length);
  const kept: Found[] = [];
  for (const span of found) {
    if (taken.subarray(span.start, span.end).includes(1)) continue;
    taken.fill(1, span.start, span.end);
    kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
