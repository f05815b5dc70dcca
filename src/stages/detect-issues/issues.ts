import type { issue_members, issues } from '../../core/findings.js';
import type { issue_cases, issue_groups } from '../../core/issue-views.js';
import type { Batch, Row } from '../../core/relation.js';
import { benjaminiHochberg } from '../../stats/fdr.js';
import { midP } from '../../stats/midp.js';
import { wilson } from '../../stats/wilson.js';
import { type Current, newIssueId, type Past } from './continuity.js';
import { nearDuplicates } from './duplicates.js';
import { type Group, linkCases } from './grouping.js';
import { heatOf } from './heat.js';
import type { IssueKnobs } from './knobs.js';
import { findPlaces, type Mention } from './places.js';
import { type TermSpace, termSpace } from './terms.js';
import { titlesOf } from './titles.js';

export type Cases = Batch<typeof issue_cases>;

/** The groups of one month before their past is known. */
export interface MonthGroups {
  readonly space: TermSpace;
  readonly mentions: readonly (readonly Mention[])[];
  /** Large enough for an issue, the largest first. */
  readonly issues: readonly Group[];
  readonly small: readonly Group[];
}

/** What is compared with the month before. */
export interface Months {
  readonly month: string;
  readonly previousMonth: string;
  /** Counted cases of the month before; null where the data do not reach back. */
  readonly previousCases: number | null;
  /** Counted cases of the earlier months that history is taken from, together. */
  readonly earlierCases: number;
  /** Last day of the month, epoch day. */
  readonly lastDay: number;
}

/** Cases of a month → groups by place and matter. Cases must come by case_id. */
export function groupCases(cases: Cases, knobs: IssueKnobs): MonthGroups {
  const { text, place, words } = cases.columns;
  const mentions = findPlaces(text, place);
  const precise = mentions.map(list => list.filter(({ kind }) => kind !== 'town').map(({ name }) => name));
  const space = termSpace(
    words,
    precise.map(names => names[0] ?? ''),
  );
  const groups = linkCases(space, precise, { ...knobs, least: knobs.least_cases });
  const grouped = new Set(groups.flatMap(group => group.members));
  const alone: Group[] = precise.flatMap((names, index) =>
    names[0] === undefined || grouped.has(index)
      ? []
      : [{ place: names[0], members: [index], similarity: [1], centre: space.vectors[index]! }],
  );
  const issues = groups
    .filter(group => group.members.length >= knobs.least_cases)
    .sort((a, b) => b.members.length - a.members.length || a.members[0]! - b.members[0]!);
  const small = [...groups.filter(group => group.members.length < knobs.least_cases), ...alone].sort(
    (a, b) => a.members[0]! - b.members[0]!,
  );
  return { space, mentions, issues, small };
}

/** A group as its past is looked for. */
export function currentOf(space: TermSpace, group: Group): Current {
  return {
    place: group.place ?? '',
    terms: group.centre.ids.map((id, at) => ({ word: space.words[id]!, weight: group.centre.weights[at]! })),
  };
}

/** Which members repeat another, by group, in the order of the members. The earliest case is the original. */
export function duplicatesOf(cases: Cases, group: Group, least: number): (number | null)[] {
  const { registered_on, text } = cases.columns;
  const order = [...group.members].sort((a, b) => registered_on[a]! - registered_on[b]! || a - b);
  const found = nearDuplicates(
    order.map(index => text[index]!),
    least,
  );
  const original = new Map(order.map((index, at) => [index, found[at] === null ? null : order[found[at]!]!]));
  return group.members.map(index => original.get(index) ?? null);
}

export interface IssueRows {
  readonly issues: Row<typeof issues>[];
  readonly members: Row<typeof issue_members>[];
  readonly groups: Row<typeof issue_groups>[];
}

/** Rows of the month's issues with their members, and of all groups for the months to come. */
export function issueRows(
  cases: Cases,
  found: MonthGroups,
  pasts: readonly Past[],
  months: Months,
  knobs: IssueKnobs,
): IssueRows {
  const { month } = months;
  const duplicates = found.issues.map(group => duplicatesOf(cases, group, knobs.duplicate));
  const titles = titlesOf(found.issues.map((group, at) => titled(cases, found, group, duplicates[at]!)));
  const ids = issueIds(found, pasts, month);
  const measured = found.issues.map((group, at) => measure(cases, group, duplicates[at]!, pasts[at]!, months));
  const heat = heatOf(measured);
  const q = benjaminiHochberg(measured.map(each => each.p));
  const rows = found.issues.map((group, at) => ({
    month,
    issue_id: ids[at]!,
    rank: 0,
    title: titles[at]!.title,
    subject: mostOf(group.members.map(index => cases.columns.subject[index]!)),
    place: placeOf(found, group),
    object: titles[at]!.object,
    cases: measured[at]!.cases,
    distinct_events: measured[at]!.events,
    share: measured[at]!.share,
    low: measured[at]!.low,
    high: measured[at]!.high,
    previous_cases: measured[at]!.previous,
    change: measured[at]!.change,
    p_value: measured[at]!.p,
    q_value: q[at]!,
    is_new: months.earlierCases > 0 && pasts[at]!.issueId === null,
    first_seen_on: measured[at]!.firstSeenOn,
    heat: heat[at]!,
  }));
  const ranked = [...rows]
    .sort((a, b) => b.heat - a.heat || b.cases - a.cases || (a.issue_id < b.issue_id ? -1 : 1))
    .map((row, at) => ({ ...row, rank: at + 1 }));
  return {
    issues: ranked,
    members: found.issues.flatMap((group, at) =>
      group.members.map((index, place) => ({
        month,
        issue_id: ids[at]!,
        case_id: cases.columns.case_id[index]!,
        similarity: group.similarity[place]!,
        duplicate_of: caseId(cases, duplicates[at]![place]!),
      })),
    ),
    groups: [
      ...found.issues.map((group, at) => memory(found, group, ids[at]!, measured[at]!.firstSeenOn)),
      ...found.small.map(group => memory(found, group, null, firstDay(cases, group))),
    ].map((row, ordinal) => ({ month, ordinal, ...row })),
  };
}

function measure(cases: Cases, group: Group, duplicates: readonly (number | null)[], past: Past, months: Months) {
  const { registered_on, unit_id, is_repeat, is_dissatisfied } = cases.columns;
  const { members } = group;
  const count = members.length;
  const total = cases.length;
  // Where no place is shared, words alone gather other cases each month: their numbers cannot be compared.
  const before = group.place === null ? null : months.previousCases;
  const previous = before === null ? null : (past.cases.get(months.previousMonth) ?? 0);
  const expected = months.earlierCases === 0 ? null : (sum([...past.cases.values()]) * total) / months.earlierCases;
  const limits = wilson({ x: count, n: total });
  const share = count / total;
  return {
    cases: count,
    events: duplicates.filter(original => original === null).length,
    share,
    low: limits?.low ?? null,
    high: limits?.high ?? null,
    previous,
    change: previous === null || !before ? null : share - previous / before,
    p: previous === null || before === null ? null : midP({ x: count, n: total }, { x: previous, n: before }),
    firstSeenOn: Math.min(past.firstSeenOn ?? Number.POSITIVE_INFINITY, firstDay(cases, group)),
    rise: expected === null ? 0 : Math.max(0, 1 - expected / count),
    placed: group.place !== null,
    units: new Set(members.map(index => unit_id[index]!)).size,
    unresolved: members.filter(index => is_repeat[index] || is_dissatisfied[index]).length / count,
    recent: members.filter(index => registered_on[index]! > months.lastDay - 10).length / count,
  };
}

function issueIds(found: MonthGroups, pasts: readonly Past[], month: string): string[] {
  const taken = new Set(pasts.flatMap(past => past.issueId ?? []));
  return found.issues.map((group, at) => {
    const id = pasts[at]!.issueId ?? newIssueId(month, currentOf(found.space, group), taken);
    taken.add(id);
    return id;
  });
}

function titled(cases: Cases, found: MonthGroups, group: Group, duplicates: readonly (number | null)[]) {
  const originals = group.members.filter((_, at) => duplicates[at] === null);
  const others = new Set(group.members.flatMap(index => found.mentions[index]!.map(({ name }) => name)));
  return {
    place: placeOf(found, group) ?? '',
    others: [...others].sort().join(' '),
    texts: (originals.length > 1 ? originals : group.members).map(index => cases.columns.words[index]!),
  };
}

/** The place of the group; else the town that most of its cases name. */
function placeOf(found: MonthGroups, group: Group): string | null {
  if (group.place !== null) return group.place;
  return mostOf(group.members.map(index => found.mentions[index]!.find(({ kind }) => kind === 'town')?.name ?? null));
}

/** The value that more than half of all share; null where there is none. */
function mostOf(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (2 * count > values.length) return value;
  return null;
}

function memory(found: MonthGroups, group: Group, issueId: string | null, firstSeenOn: number) {
  return {
    issue_id: issueId,
    place: group.place ?? '',
    terms: group.centre.ids
      .slice(0, 8)
      .map(id => found.space.words[id]!)
      .join(' '),
    cases: group.members.length,
    first_seen_on: firstSeenOn,
  };
}

function firstDay(cases: Cases, group: Group): number {
  return Math.min(...group.members.map(index => cases.columns.registered_on[index]!));
}

function caseId(cases: Cases, index: number | null): string | null {
  return index === null ? null : cases.columns.case_id[index]!;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
