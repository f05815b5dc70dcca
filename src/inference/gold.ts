import { z } from 'zod';
import { type Polarity, polarities } from '../core/classification.js';
import { jsonLines } from './json-lines.js';

const goldSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  themes: z.array(z.string()),
  polarity: z.enum(polarities),
  weight: z.number().min(0).max(1).default(1),
  target: z.string().optional(),
  evidence: z.record(z.string(), z.string()).optional(),
  expect_evidence: z.array(z.tuple([z.number(), z.number()])).optional(),
  capability: z.string().optional(),
  register: z.string().optional(),
  source: z.string().optional(),
  group: z.string().optional(),
  gold_groups: z.array(z.string()).default([]),
});

/** One gold label: a text with its themes and polarity as people decided. */
export interface GoldRow {
  readonly id: string;
  readonly text: string;
  readonly themes: readonly string[];
  readonly polarity: Polarity;
  /** How sure the label is, 0–1. */
  readonly weight: number;
  readonly target?: string | undefined;
  /** Per theme the words that show it, verbatim. */
  readonly evidence?: Readonly<Record<string, string>> | undefined;
  readonly expect_evidence?: readonly (readonly [number, number])[] | undefined;
  readonly capability?: string | undefined;
  /** How the text came: comment, callback_note, letter. */
  readonly register?: string | undefined;
  /** Which collection the text comes from. */
  readonly source?: string | undefined;
  /** Texts of one group are near to each other and never stand on both sides of a split. */
  readonly groups: readonly string[];
}

/**
 * Reads gold labels, one JSON object a line.
 * @throws MinshengError (input) with the line that cannot be read; never its text.
 */
export function parseGold(name: string, content: string): GoldRow[] {
  return Array.from(jsonLines(name, content, goldSchema), ({ row: { group, gold_groups, ...row } }) => ({
    ...row,
    groups: [...(group === undefined ? [] : [group]), ...gold_groups],
  }));
}

/**
 * Splits rows into folds so that rows which share a group, directly or in steps, stay together. Larger clusters are
 * placed first, each in the smallest fold.
 */
export function groupedFolds(rows: readonly GoldRow[], folds: number): number[] {
  const parent = rows.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    let at = index;
    while (parent[at] !== root) [parent[at], at] = [root, parent[at]!];
    return root;
  };
  const first = new Map<string, number>();
  rows.forEach((row, index) => {
    for (const group of row.groups) {
      const other = first.get(group);
      if (other === undefined) first.set(group, index);
      else parent[find(index)] = find(other);
    }
  });
  const clusters = new Map<number, number[]>();
  rows.forEach((_, index) => {
    const root = find(index);
    const members = clusters.get(root);
    if (members) members.push(index);
    else clusters.set(root, [index]);
  });
  const assigned = new Array<number>(rows.length).fill(0);
  const sizes = new Array<number>(folds).fill(0);
  for (const members of [...clusters.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!)) {
    const fold = sizes.indexOf(Math.min(...sizes));
    for (const index of members) assigned[index] = fold;
    sizes[fold] = sizes[fold]! + members.length;
  }
  return assigned;
}
