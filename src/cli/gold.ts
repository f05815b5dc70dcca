import { readFileSync } from 'node:fs';
import { MinshengError } from '../core/errors.js';

/** A gold file's content. */
export function readGold(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new MinshengError(
      'input',
      { zh: `读不了金标文件 ${file}`, en: `cannot read the gold file ${file}` },
      { zh: '请检查 --gold 的路径。', en: 'Check the path given to --gold.' },
    );
  }
}
