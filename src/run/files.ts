import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { MinshengError } from '../core/errors.js';
import type { OutputFile } from '../core/stage.js';

export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Files of one stage: written beside the output folder, moved into place together when the stage has ended well. */
export class PendingFiles {
  readonly #output: string;
  readonly #pending: string;
  readonly #written = new Map<string, WrittenFile>();

  constructor(output: string, stage: string) {
    this.#output = output;
    this.#pending = join(output, `.pending-${stage}`);
    rmSync(this.#pending, { recursive: true, force: true });
  }

  write(file: OutputFile): void {
    const path = normalize(file.path).replaceAll('\\', '/');
    if (path.startsWith('..') || path.startsWith('/'))
      throw new MinshengError('contract', `output path ${file.path} leaves the folder`);
    const bytes = typeof file.bytes === 'string' ? Buffer.from(file.bytes, 'utf8') : file.bytes;
    const target = join(this.#pending, path);
    makeFolder(dirname(target));
    writeFileSync(target, bytes);
    chmodSync(target, 0o644);
    this.#written.set(path, { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
  }

  get written(): WrittenFile[] {
    return [...this.#written.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Months (first folder) in which this stage wrote something. */
  get months(): Set<string> {
    return new Set([...this.#written.keys()].map(path => path.split('/')[0]!));
  }

  /** Moves all files into place and removes those of `earlier` that this stage no longer makes in the same months. */
  publish(earlier: readonly string[]): void {
    for (const path of this.#written.keys()) {
      const target = join(this.#output, path);
      makeFolder(dirname(target));
      renameSync(join(this.#pending, path), target);
    }
    for (const path of earlier) {
      if (this.months.has(path.split('/')[0]!) && !this.#written.has(path))
        rmSync(join(this.#output, path), { force: true });
    }
    this.discard();
  }

  discard(): void {
    rmSync(this.#pending, { recursive: true, force: true });
  }
}

/** Whether a file that once left is still there, byte for byte. */
export function isInPlace(output: string, file: { path: string; bytes: number; sha256: string }): boolean {
  const path = join(output, file.path);
  if (!existsSync(path) || statSync(path).size !== file.bytes) return false;
  return createHash('sha256').update(readFileSync(path)).digest('hex') === file.sha256;
}

/** Folders of what leaves may be entered by others, unlike the database beside them. */
function makeFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o755 });
  for (let folder = path; first !== undefined && folder.length >= first.length; folder = dirname(folder))
    chmodSync(folder, 0o755);
}
