import { normalise } from '../text/normalise.js';
import { lastMark, newReading, read } from './reading.js';

const digit = 0x30;

/** What says nothing about the subject: web addresses, placeholders of redaction, what an export leaves of line ends. */
const noise = /https?:\/\/[\w./?=&%#:-]*|〔[^〔〕]{1,12}〕|_x000[dD]_/gu;
const hasNoise = /https?:|〔|_x000/u;

const reading = newReading();

/**
 * Calls `emit` with the key of every n-gram of one or two characters that crosses no punctuation, in order. A number of
 * any length is one digit. Keys are never 0; those of a pair are its two codes, so none collide.
 */
export function subjectGrams(given: string, emit: (key: number) => void): void {
  const { text } = normalise(hasNoise.test(given) ? given.replace(noise, '。') : given);
  read(text, 0, text.length, reading);
  const { codes, length } = reading;
  let before = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[at]!;
    if (code <= lastMark) {
      before = 0;
      continue;
    }
    if (code === digit && before === digit) continue;
    emit(code);
    if (before !== 0) emit((before << 16) | code);
    before = code;
  }
}

/** How often each n-gram occurs in a text. */
export function countGrams(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  subjectGrams(text, key => counts.set(key, (counts.get(key) ?? 0) + 1));
  return counts;
}
