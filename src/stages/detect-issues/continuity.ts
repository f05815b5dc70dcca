import { createHash } from 'node:crypto';
import type { issue_groups } from '../../core/issue-views.js';
import type { Row } from '../../core/relation.js';

export type EarlierGroup = Row<typeof issue_groups>;

/** An issue of this month, as its past is looked for. */
export interface Current {
  /** '' where there is none. */
  readonly place: string;
  /** Strongest words with their weights; a vector of unit length. */
  readonly terms: readonly { readonly word: string; readonly weight: number }[];
}

export interface Past {
  /** Of the latest earlier issue that this one continues; null for a new one. */
  readonly issueId: string | null;
  /** Cases by earlier month, groups too small for an issue included. */
  readonly cases: ReadonlyMap<string, number>;
  /** Epoch day; null where nothing earlier is known. */
  readonly firstSeenOn: number | null;
}

/** Least cosine of an issue to an earlier group of its place, and where there is no place. */
const LEAST = { placed: 0.2, placeless: 0.45 };

/**
 * What each issue was before: every earlier group goes to the issue of the same place whose words it shares most, if
 * to any; an id goes to one issue only, the one nearest to the latest group that bore it.
 * @param earlier groups of earlier months, by month and ordinal
 */
export function findPast(current: readonly Current[], earlier: readonly EarlierGroup[]): Past[] {
  const byPlace = new Map<string, number[]>();
  current.forEach(({ place }, at) => {
    const known = byPlace.get(place);
    if (known) known.push(at);
    else byPlace.set(place, [at]);
  });
  const weights = current.map(({ terms }) => new Map(terms.map(({ word, weight }) => [word, weight])));
  const links: { at: number; near: number; group: EarlierGroup }[] = [];
  for (const group of earlier) {
    const words = group.terms.split(' ');
    let best = -1;
    let nearest = group.place === '' ? LEAST.placeless : LEAST.placed;
    for (const at of byPlace.get(group.place) ?? []) {
      const near = words.reduce((sum, word) => sum + (weights[at]!.get(word) ?? 0), 0) / Math.sqrt(words.length);
      if (near > nearest || (near === nearest && best === -1)) [best, nearest] = [at, near];
    }
    if (best >= 0) links.push({ at: best, near: nearest, group });
  }
  const ids = claimIds(current.length, links);
  return current.map((_, at) => {
    const groups = links.filter(link => link.at === at).map(link => link.group);
    const cases = new Map<string, number>();
    for (const group of groups) cases.set(group.month, (cases.get(group.month) ?? 0) + group.cases);
    const days = groups.map(group => group.first_seen_on);
    return { issueId: ids[at]!, cases, firstSeenOn: days.length === 0 ? null : Math.min(...days) };
  });
}

function claimIds(
  count: number,
  links: readonly { readonly at: number; readonly near: number; readonly group: EarlierGroup }[],
): (string | null)[] {
  const ids: (string | null)[] = Array.from({ length: count }, () => null);
  const claimed = new Set<string>();
  const ordered = links
    .filter(link => link.group.issue_id !== null)
    .sort(
      (a, b) =>
        (a.group.month < b.group.month ? 1 : a.group.month > b.group.month ? -1 : 0) ||
        b.near - a.near ||
        b.group.cases - a.group.cases ||
        a.at - b.at,
    );
  for (const { at, group } of ordered) {
    const id = group.issue_id!;
    if (ids[at] !== null || claimed.has(id)) continue;
    ids[at] = id;
    claimed.add(id);
  }
  return ids;
}

/** The id of an issue first seen in a month: month, then a hash of place and strongest words; unique within `taken`. */
export function newIssueId(month: string, issue: Current, taken: ReadonlySet<string>): string {
  const words = issue.terms.slice(0, 5).map(({ word }) => word);
  for (let again = 0; ; again++) {
    const seed = [month, issue.place, ...words, again].join('\n');
    const id = `${month}-${createHash('sha256').update(seed).digest('hex').slice(0, 8)}`;
    if (!taken.has(id)) return id;
  }
}
