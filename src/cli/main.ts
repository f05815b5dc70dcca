#!/usr/bin/env node
import { type Language, MinshengError, say } from '../core/errors.js';
import { type Arguments, readArguments, unknownWord } from './arguments.js';
import { type Console, processConsole } from './console.js';
import { helpText } from './help.js';

export interface Context {
  readonly arguments: Arguments;
  readonly console: Console;
  readonly signal: AbortSignal;
}

type Command = (context: Context) => Promise<void>;

/** Commands load when called: `--help` must not wait for DuckDB. */
const load: Record<string, () => Promise<Command>> = {
  run: async () => (await import('./commands/run.js')).run,
  check: async () => (await import('./commands/check.js')).check,
  inspect: async () => (await import('./commands/inspect.js')).inspect,
  classify: async () => (await import('./commands/classify.js')).classify,
  redact: async () => (await import('./commands/redact.js')).redact,
  assess: async () => (await import('./commands/assess.js')).assess,
  eval: async () => (await import('./commands/eval.js')).evaluateModel,
  train: async () => (await import('./commands/train.js')).train,
  explain: async () => (await import('./commands/explain.js')).explain,
  show: async () => (await import('./commands/show.js')).show,
  query: async () => (await import('./commands/query.js')).query,
};

async function main(argv: readonly string[]): Promise<number> {
  // Everything written holds citizens' words: readable by the owner only, unless a file is meant to leave.
  process.umask(0o077);
  const language: Language = argv.includes('--lang=en') || argv[argv.indexOf('--lang') + 1] === 'en' ? 'en' : 'zh';
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  process.once('SIGTERM', () => cancel.abort());
  process.stderr.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  });
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw error;
  });
  const console = processConsole({ language, json: argv.includes('--json'), quiet: argv.includes('--quiet') });
  try {
    const read = readArguments(argv);
    if (!read || read.values['help']) {
      console.print(helpText(language, read?.command));
      return 0;
    }
    const wanted = read.values['lang'];
    if (wanted !== undefined && wanted !== 'zh' && wanted !== 'en')
      throw unknownWord('语言', 'language', String(wanted), ['zh', 'en']);
    const command = await load[read.command.name]!();
    await command({ arguments: read, console, signal: cancel.signal });
    return 0;
  } catch (error) {
    return failed(error, console, cancel.signal);
  }
}

function failed(error: unknown, console: Console, signal: AbortSignal): number {
  const { language } = console;
  const say1 = (line: string) => process.stderr.write(`${line}\n`);
  if (console.interactive) console.draw('');
  if (signal.aborted) {
    say1(
      language === 'zh'
        ? '已取消。做完的部分已保存，再次运行会接着做。'
        : 'Cancelled. What was done is kept; the next run continues.',
    );
    return 130;
  }
  if (error instanceof MinshengError) {
    if (console.json)
      say1(
        JSON.stringify({
          event: 'error',
          kind: error.kind,
          message: say(error.words, language),
          hint: error.hint && say(error.hint, language),
        }),
      );
    else {
      say1(`${language === 'zh' ? '错误：' : 'error: '}${say(error.words, language)}`);
      if (error.hint) say1(say(error.hint, language));
    }
    return error.exitCode;
  }
  const system = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (['EEXIST', 'ENOENT', 'ENOTDIR', 'EACCES', 'EROFS', 'EISDIR', 'EPERM'].includes(system)) {
    const path = (error as NodeJS.ErrnoException).path ?? '';
    say1(
      language === 'zh'
        ? `错误：不能读写 ${path}（${system}）。检查 --out 和 --input 的路径和权限。`
        : `error: cannot read or write ${path} (${system}). Check the paths of --out and --input.`,
    );
    return 3;
  }
  if (system === 'ENOSPC') {
    say1(
      language === 'zh'
        ? '错误：磁盘已满。清出空间后再次运行会接着做。'
        : 'error: the disk is full. Free some space; the next run continues.',
    );
    return 3;
  }
  say1(language === 'zh' ? '程序错误（请连同下面几行报告）：' : 'bug (please report these lines):');
  say1(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
