import tfidf from 'natural/lib/natural/tfidf/index.js';
import { redact } from '../../text/redact.js';
import { isTelling, overlaps } from './terms.js';
import { idleInTitle, ofPlace, troubles } from './title-words.js';

export interface Title {
  /** At most 25 characters. */
  readonly title: string;
  /** What the matter is, from the texts' own words; null where they share none. */
  readonly object: string | null;
}

export interface Titled {
  /** '' where there is none. */
  readonly place: string;
  /** Other names of places in the texts: they belong to no matter. */
  readonly others: string;
  /** Words separated by one space. */
  readonly texts: readonly string[];
}

const LONGEST_TITLE = 25;
const LONGEST_PHRASE = 10;
const MOST_WORDS = 4;
/** A phrase stands for a group that names it in at least this share of its texts. */
const LEAST_SHARE = 0.25;
/** Texts of one group that are looked at. */
const MOST_TEXTS = 50;
/** The largest groups tell how rare a word is. */
const REFERENCE = 300;
/** A word that names a trouble counts so much more. */
const TROUBLE = 2;

interface Phrase {
  readonly words: readonly string[];
  readonly score: number;
  readonly texts: ReadonlySet<number>;
}

/** Words that may stand within a phrase, though they tell nothing alone. */
const inner = /^[\u3400-\u9fff]{1,6}$/u;
const loose =
  /^(?:的|了|在|是|我|你|他|她|也|都|就|还|又|请|为|和|与|及|对|把|被|让|给|从|到|于|其|已|将|要|会|能|有|没|来|去)$/u;
const masked = /某|[xX×*]{2}/u;

/**
 * Titles of groups as a person would write them: place, matter, 问题. The matter is the phrase that many of the
 * group's texts share and other groups do not have: texts^0.8 × Σ √idf of its words (natural's idf over the first 300 groups),
 * words that name a trouble doubled. Never a placeholder, never a name of a person.
 */
export function titlesOf(groups: readonly Titled[]): Title[] {
  const rarity = new tfidf.TfIdf();
  const lists = groups.map(group => group.texts.slice(0, MOST_TEXTS).map(text => text.split(' ')));
  lists.slice(0, REFERENCE).forEach(texts => {
    rarity.addDocument([...new Set(texts.flat())].filter(isTelling));
  });
  return groups.map((group, at) =>
    titleOf(
      group.place,
      phrasesOf(lists[at]!, `${group.place} ${group.others}`, word => rarity.idf(word)),
    ),
  );
}

function titleOf(place: string, phrases: readonly Phrase[]): Title {
  const best = phrases.find(phrase => isClean(phrase.words.join('')));
  if (!best) return { title: shorten(place, '反映集中的问题'), object: null };
  let object = best.words.join('');
  if (object.length <= 3) {
    const second = phrases.find(phrase => isSecond(phrase, best) && isClean(phrase.words.join('')));
    if (second) object = `${object}、${second.words.join('')}`;
  }
  return { title: shorten(place, /(?:问题|难|情况)$/u.test(object) ? object : `${object}问题`), object };
}

/** Shares no character with the first, and stands in a good part of its texts. */
function isSecond(phrase: Phrase, first: Phrase): boolean {
  const used = new Set(first.words.join(''));
  if ([...phrase.words.join('')].some(character => used.has(character))) return false;
  let both = 0;
  for (const text of phrase.texts) if (first.texts.has(text)) both += 1;
  return both >= 0.4 * first.texts.size && phrase.words.join('').length <= 6;
}

function shorten(place: string, matter: string): string {
  const room = LONGEST_TITLE - matter.length;
  return place.length > room ? place.slice(place.length - Math.max(0, room)) + matter : place + matter;
}

function isClean(phrase: string): boolean {
  return !masked.test(phrase) && redact(`${phrase}。`).redactions.length === 0;
}

/** Phrases of a group, the best first. */
function phrasesOf(texts: readonly (readonly string[])[], places: string, idf: (word: string) => number): Phrase[] {
  const found = new Map<string, { words: readonly string[]; texts: Set<number> }>();
  texts.forEach((words, text) => {
    for (let from = 0; from < words.length; from++) {
      if (!isEdge(words[from]!, places)) continue;
      for (let to = from; to < Math.min(words.length, from + MOST_WORDS); to++) {
        if (!inner.test(words[to]!) || loose.test(words[to]!)) break;
        if (!isEdge(words[to]!, places)) continue;
        const phrase = words.slice(from, to + 1);
        const key = phrase.join(' ');
        if (key.length - phrase.length + 1 > LONGEST_PHRASE) break;
        const known = found.get(key);
        if (known) known.texts.add(text);
        else found.set(key, { words: phrase, texts: new Set([text]) });
      }
    }
  });
  const least = Math.max(2, LEAST_SHARE * texts.length);
  const weight = (word: string) => Math.sqrt(Math.max(0, idf(word))) * (troubles.has(word) ? TROUBLE : 1);
  return [...found.values()]
    .filter(phrase => phrase.texts.size >= least)
    .map(phrase => ({ ...phrase, score: phrase.texts.size ** 0.8 * sum(phrase.words.filter(isTelling).map(weight)) }))
    .sort((a, b) => b.score - a.score || (a.words.join(' ') < b.words.join(' ') ? -1 : 1));
}

function isEdge(word: string, place: string): boolean {
  return isTelling(word) && inner.test(word) && !idleInTitle.has(word) && !ofPlace.test(word) && !overlaps(word, place);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
