import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/command.js';
import { loadFiles } from './texts.js';

/**
 * `npm run bench -- [--rows 200000] [--peer 'COMMAND']`: wall time and peak memory of a first run, of the same run
 * again, and of a run that adds a tenth as one more month; optionally another program on the same comments file, in
 * the same call, so that the ratio holds on a noisy machine.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '200000' }, peer: { type: 'string' }, input: { type: 'string' } },
});
const rows = Number(values.rows);
const folder = mkdtempSync(join(tmpdir(), 'minsheng-bench-'));

interface Timed {
  readonly seconds: number;
  readonly peakMb: number;
}

function timed(command: string, args: readonly string[]): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    let peakMb = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        // The process has ended, or this system has no /proc: no figure.
      }
    }, 50);
    child.on('error', reject);
    child.on('close', code => {
      clearInterval(watch);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      if (code === 0) resolve({ seconds, peakMb });
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}

const run = (inputs: readonly string[]) =>
  timed(process.execPath, [
    join(root, 'dist/src/cli/main.js'),
    'run',
    '--quiet',
    ...inputs.flatMap(input => ['--input', input]),
    '--db',
    join(folder, 'bench.duckdb'),
    '--out',
    join(folder, 'out'),
  ]);

const base = values.input ?? join(folder, 'base');
const more = join(folder, 'more');
try {
  if (values.input === undefined) {
    mkdirSync(base);
    for (const [name, text] of loadFiles(rows, 1)) writeFileSync(join(base, name), text);
  }
  mkdirSync(more);
  for (const [name, text] of loadFiles(Math.round(rows / 10), 2, values.input === undefined ? [7] : [12], rows))
    writeFileSync(join(more, name), text);
  const say = (name: string, { seconds, peakMb }: Timed, note = '') =>
    process.stdout.write(
      `${name.padEnd(28)}${seconds.toFixed(2).padStart(8)} s ${peakMb.toFixed(0).padStart(6)} MB  ${note}\n`,
    );
  const first = await run([base]);
  say(`first run, ${rows} comments`, first, `${Math.round(rows / first.seconds)} comments/s`);
  say('again, nothing changed', await run([base]));
  const added = await run([base, more]);
  say('a tenth more, one month', added, `${((100 * added.seconds) / first.seconds).toFixed(0)} % of the first`);
  if (values.peer) {
    const peer = await timed('sh', ['-c', `${values.peer} ${join(base, 'comments.csv')}`]);
    say('peer', peer, `${(peer.seconds / first.seconds).toFixed(2)} × our time`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
