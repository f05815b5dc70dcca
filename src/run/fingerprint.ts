import { createHash } from 'node:crypto';
import type { Relation } from '../core/relation.js';
import type { Stage } from '../core/stage.js';
import type { SqlFolder } from '../store/sql.js';

/** SHA-256 in hex of the parts, separated so that no two lists of parts collide. */
export function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/**
 * What a stage's result depends on: its name, version, declared columns, config, further inputs, its SQL and the
 * versions of what it reads.
 */
export function stageFingerprint(
  stage: Stage<never, Relation, Relation>,
  config: unknown,
  sql: SqlFolder,
  versionOf: (relation: Relation) => string,
): string {
  const parts = [stage.name, String(stage.version), stableJson(config), ...(stage.inputs ?? [])];
  for (const relation of stage.writes) {
    parts.push(`writes ${relation.name}`, shape(relation), sql.has(relation.name) ? sql.text(relation.name) : '');
  }
  for (const relation of stage.reads) {
    if (relation.kind === 'view') parts.push(`view ${relation.name}`, shape(relation), sql.text(relation.name));
    else parts.push(`reads ${relation.name}`, versionOf(relation));
  }
  return hashOf(parts);
}

function shape(relation: Relation): string {
  return Object.entries(relation.columns)
    .map(([name, column]) => `${name} ${JSON.stringify(column.type)} ${column.nullable}`)
    .join(';');
}

/** JSON with object keys in code-unit order, so that equal configurations have equal text. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item)}`).join(',')}}`;
}
