import {
  commonName,
  doubledEnd,
  endOfName,
  lastCharacter,
  notInName,
  type PlaceKind,
  placeKinds,
} from './place-words.js';

/** A place or organisation named in a text. */
export interface Mention {
  readonly name: string;
  readonly kind: PlaceKind;
}

interface Sighting {
  /** What stands before the end of the name, as far as a name may reach. */
  readonly left: string;
  readonly end: string;
  readonly kind: PlaceKind;
}

const LONGEST_LEFT = 8;
const LONGEST_END = 8;
const LEAST_LEFT = 2;
/** A name grows by a character while more than this share of its sightings do. */
const GROWS = 0.4;

/**
 * Places named in each text, most precise first. Where a name begins is learnt from the texts together: it is as long
 * as most of its sightings agree on, so that the order of the texts does not matter. A name that is the end of a
 * longer, more frequent one counts as that one. Names sighted in fewer than two texts are left out.
 * @param texts redacted texts
 * @param given what the record itself says the place is, or null; kept even where it stands alone
 */
export function findPlaces(texts: readonly string[], given: readonly (string | null)[]): Mention[][] {
  const sightings = texts.map((text, index) => sightingsOf(given[index] ? `${given[index]}，${text}` : text));
  const counts = countEndings(sightings);
  const named = sightings.map(list => distinct(list.map(sighting => nameOf(sighting, counts)).filter(isProper)));
  const frequency = new Map<string, number>();
  for (const list of named) for (const { name } of list) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  const longer = longerNames(frequency);
  return named.map((list, index) => {
    const own = givenPlace(given[index] ?? null);
    const names = list.map(mention => renamed(mention, longer)).filter(({ name }) => (frequency.get(name) ?? 0) > 1);
    return distinct(own ? [renamed(own, longer), ...names] : names)
      .map(mention => ({ mention, count: frequency.get(mention.name) ?? 1 }))
      .sort((a, b) => compare(a, b))
      .map(each => each.mention);
  });
}

/** The place a record names, without the town before it. */
export function givenPlace(given: string | null): Mention | null {
  const text = given?.trim() ?? '';
  if (text === '') return null;
  const precise = text.replace(/^.*?(?:街道办事处|街道|镇|乡)(?=.)/u, '').replace(/[旁边附近门口内]+$/u, '');
  if (precise === '' || precise === text) {
    return { name: text, kind: /(?:街道|镇|乡|[省市县]|(?<![小社])区)$/u.test(text) ? 'town' : 'site' };
  }
  const road = /(?:大道|路|街|巷)$/u.test(precise);
  return { name: precise, kind: road ? 'road' : /(?:村|社区)$/u.test(precise) ? 'village' : 'site' };
}

function sightingsOf(text: string): Sighting[] {
  const found: Sighting[] = [];
  let lastStart = -1;
  for (const { index: last } of text.matchAll(lastCharacter)) {
    const match = endOfName.exec(text.slice(Math.max(0, last - LONGEST_END), last + 2));
    if (!match) continue;
    const end = match[0];
    const at = last + 1 - end.length;
    const left = withoutLead(text, at);
    if (left === '') continue;
    const kind = placeKinds[match.slice(1).findIndex(group => group !== undefined)]!;
    // 景园 within 景园滨河苑: the longer name takes the place of the shorter.
    if (lastStart === at - left.length && found.length > 0) found.pop();
    lastStart = at - left.length;
    found.push({ left, end, kind });
  }
  return found;
}

/** What can be part of a name right before `at`. */
function withoutLead(text: string, at: number): string {
  const left = text.slice(Math.max(0, at - LONGEST_LEFT), at);
  let cut = 0;
  for (const match of left.matchAll(notInName)) cut = match.index + match[0].length;
  return left.slice(cut);
}

function countEndings(sightings: readonly (readonly Sighting[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of sightings) {
    const seen = new Set<string>();
    for (const { left, end } of list) {
      const least = Math.max(0, left.length - LONGEST_LEFT);
      for (let from = Math.max(0, left.length - LEAST_LEFT); from >= least; from--) seen.add(left.slice(from) + end);
    }
    for (const name of seen) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function isProper(mention: Mention | null): mention is Mention {
  return mention !== null;
}

function nameOf({ left, end, kind }: Sighting, counts: ReadonlyMap<string, number>): Mention | null {
  let from = Math.max(0, left.length - LEAST_LEFT);
  let name = left.slice(from) + end;
  while (from > 0) {
    const next = left.slice(from - 1) + end;
    if ((counts.get(next) ?? 0) <= GROWS * (counts.get(name) ?? 0)) break;
    name = next;
    from -= 1;
  }
  if (commonName.test(left.slice(from))) return null;
  return { name, kind };
}

function renamed(mention: Mention, names: ReadonlyMap<string, string>): Mention {
  return { ...mention, name: names.get(mention.name) ?? mention.name };
}

/** 滨河苑, 景园 → 景园滨河苑, where the longer name is at least as frequent as the shorter alone; X小区 → X otherwise. */
function longerNames(frequency: ReadonlyMap<string, number>): Map<string, string> {
  const longest = new Map<string, string>();
  for (const [name, count] of frequency) {
    for (let cut = 1; cut <= 2 * (name.length - LEAST_LEFT - 1); cut++) {
      const short = cut % 2 === 1 ? name.slice((cut + 1) / 2) : name.slice(0, -cut / 2);
      const own = frequency.get(short);
      if (own === undefined || count < own || count < 2) continue;
      const known = longest.get(short);
      const knownCount = known === undefined ? 0 : frequency.get(known)!;
      if (count > knownCount || (count === knownCount && name < known!)) longest.set(short, name);
    }
  }
  for (const [name, count] of frequency) {
    const bare = name.replace(doubledEnd, '');
    if (bare !== name && (frequency.get(bare) ?? 0) > count) longest.set(name, bare);
  }
  return longest;
}

function distinct(mentions: readonly Mention[]): Mention[] {
  const seen = new Map<string, Mention>();
  for (const mention of mentions) if (!seen.has(mention.name)) seen.set(mention.name, mention);
  return [...seen.values()];
}

function compare(
  a: { readonly mention: Mention; readonly count: number },
  b: { readonly mention: Mention; readonly count: number },
): number {
  const precision = placeKinds.indexOf(a.mention.kind) - placeKinds.indexOf(b.mention.kind);
  if (precision !== 0) return precision;
  return b.count - a.count || (a.mention.name < b.mention.name ? -1 : 1);
}
