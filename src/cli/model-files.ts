import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Console } from './console.js';

/** Writes the files of a model into its folder and prints their paths. */
export function writeModel(
  folder: string,
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
  console: Console,
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(join(folder, name), content, { mode: 0o644 });
    console.print(join(folder, name));
  }
}
