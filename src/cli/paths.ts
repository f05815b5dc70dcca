import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, pipelines, models and data, whether run from source or from dist. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'pipelines', 'taxonomy.yaml'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('pipelines/taxonomy.yaml not found above the program');
    folder = parent;
  }
  return folder;
}
