import type { Store } from '../../src/store/store.js';

/** Names of the stored tables that a SELECT touches, found by DuckDB's own parser; CTE names are left out. */
export async function tablesOf(store: Store, text: string): Promise<string[]> {
  const connection = await store.connect();
  try {
    // Parameters become a literal: the serialiser takes no prepared statements.
    const literal = text.replace(/\$[a-z_]+/gu, "'x'").replaceAll("'", "''");
    const reader = await connection.runAndReadAll(`SELECT json_serialize_sql('${literal}')`);
    const tree = JSON.parse(reader.getRows()[0]![0] as string) as { error: boolean; error_message?: string };
    if (tree.error) throw new Error(tree.error_message);
    const found = new Set<string>();
    const defined = new Set<string>();
    walk(tree, found, defined);
    return [...found].filter(name => !defined.has(name)).sort();
  } finally {
    connection.closeSync();
  }
}

function walk(node: unknown, found: Set<string>, defined: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found, defined);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  const record = node as Record<string, unknown>;
  if (record['type'] === 'BASE_TABLE') found.add(record['table_name'] as string);
  const map = (record['cte_map'] as { map?: { key: string }[] } | undefined)?.map;
  for (const cte of map ?? []) defined.add(cte.key);
  for (const value of Object.values(record)) walk(value, found, defined);
}
