import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { MinshengError } from '../core/errors.js';

/**
 * Relative and real paths of the files below the given folders and files, by relative path in byte order. Dotfiles,
 * `~$…`, `__MACOSX` and links that dangle or lead out of the folder are passed over.
 * @throws MinshengError (input) for a path that does not exist.
 */
export function listPaths(inputs: readonly string[]): [path: string, file: string][] {
  const found = new Map<string, string>();
  for (const input of inputs) {
    const own = new Map<string, string>();
    const real = existing(input);
    if (statSync(real).isDirectory()) walk(real, real, own, new Set());
    else own.set(basename(input), real);
    for (const [path, file] of own) found.set(freeName(path, file, found), file);
  }
  return [...found].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Dotfiles, lock files of Office and what macOS puts into archives. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name === '__MACOSX';
}

function existing(input: string): string {
  try {
    return realpathSync(input);
  } catch {
    throw new MinshengError(
      'input',
      { zh: `${input}：没有这个文件或文件夹`, en: `${input}: no such file or folder` },
      { zh: '检查 --input 给出的路径。', en: 'Check the path given to --input.' },
    );
  }
}

/** Two files of one relative name, from two inputs, are told apart by the folders that hold them. */
function freeName(path: string, file: string, found: ReadonlyMap<string, string>): string {
  let name = path;
  let folder = file.slice(0, -path.length - 1);
  while (found.has(name) && found.get(name) !== file && folder.length > 1) {
    name = `${basename(folder)}/${name}`;
    folder = dirname(folder);
  }
  return name;
}

function walk(root: string, folder: string, found: Map<string, string>, seen: Set<string>): void {
  const real = realpathSync(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const name of readdirSync(folder)) {
    if (isPassedOver(name)) continue;
    const path = join(folder, name);
    if (lstatSync(path).isSymbolicLink() && !leadsInside(root, path)) continue;
    if (statSync(path).isDirectory()) walk(root, path, found, seen);
    else found.set(relative(root, path).split(sep).join('/'), path);
  }
}

function leadsInside(root: string, link: string): boolean {
  try {
    const target = realpathSync(link);
    return target === root || target.startsWith(root + sep);
  } catch {
    return false;
  }
}
