import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export const root = join(
  import.meta.dirname,
  '..',
  '..',
  ...(import.meta.dirname.includes(`${'dist'}/test`) ? ['..'] : []),
);
export const sample = join(root, 'data', 'sample', 'files');
const main = join(root, 'dist', 'src', 'cli', 'main.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the process with SIGKILL after so many milliseconds. */
  readonly killAfter?: number;
  /** Sends SIGINT after so many milliseconds. */
  readonly interruptAfter?: number;
}

/** Runs the built command line. */
export function minsheng(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { cwd: root, env: { ...process.env, ...options.env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.on('error', reject);
    const kill =
      options.killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.killAfter);
    const stop =
      options.interruptAfter === undefined ? undefined : setTimeout(() => child.kill('SIGINT'), options.interruptAfter);
    child.on('close', code => {
      clearTimeout(kill);
      clearTimeout(stop);
      resolve({ code, stdout, stderr });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** A folder of its own for one test. */
export function workFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'minsheng-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Path → SHA-256 of every file below a folder. */
export function hashes(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!existsSync(folder)) return found;
  const walk = (at: string) => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else found[relative(folder, path)] = createHash('sha256').update(readFileSync(path)).digest('hex');
    }
  };
  walk(folder);
  return found;
}
