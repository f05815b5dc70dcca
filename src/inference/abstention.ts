import type { AbstentionReason, Polarity } from '../core/classification.js';

const empty =
  /^(?:无|没有?|暂无|没意见|无意见|没有意见|没啥说的|无可奉告|不知道|好的?|很?好|可以|行|嗯+|哦+|ok|满意|很满意|非常满意|基本满意|一般|还行|还可以|不错|同意|收到|已阅|略|同上|测试|test|na|none|null|\d+)$/iu;

/** No word of `empty` has more Chinese characters: a longer text is read without that test. */
const longestWord = 8;

/** True where a text says nothing: empty, marks and emoji only, or one of the words people type to get on. */
export function hasNoContent(text: string): boolean {
  if (text.length > longestWord && hasManyCharacters(text)) return false;
  const letters = text.replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' || empty.test(letters) || /^(.)\1*$/u.test(letters);
}

function hasManyCharacters(text: string): boolean {
  let characters = 0;
  let first = 0;
  let isVaried = false;
  for (let at = 0; at < text.length && (characters <= longestWord || !isVaried); at++) {
    const code = text.charCodeAt(at);
    if (code < 0x3400 || code > 0x9fff) continue;
    if (characters++ === 0) first = code;
    else isVaried ||= code !== first;
  }
  return characters > longestWord && isVaried;
}

/** Share of its threshold from which a probability below it leaves a text uncertain. */
export const nearThreshold = 0.75;

/** Why a text with content has no theme. `nearest` is the highest ratio of a probability to its threshold. */
export function reasonOf(nearest: number, polarity: Polarity): AbstentionReason {
  if (nearest >= nearThreshold) return 'uncertain';
  return polarity === 'dissatisfied' ? 'outside_taxonomy' : 'no_service_cue';
}
