import { type Language, type Said, say } from '../core/errors.js';

/** How a command talks: results on stdout, everything else on stderr. */
export interface Console {
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether stderr is a terminal that can redraw a line. */
  readonly interactive: boolean;
  readonly columns: number;
  /** Result line on stdout. */
  print(line: string): void;
  /** Result bytes on stdout; resolves when they may be followed by more. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** Progress or remark on stderr; silent under --quiet. */
  tell(words: Said): void;
  /** Redraws the last line of stderr; only where interactive. */
  draw(line: string): void;
}

/** A console on this process. */
export function processConsole(options: { language: Language; json: boolean; quiet: boolean }): Console {
  const interactive = process.stderr.isTTY === true && !options.json;
  return {
    ...options,
    interactive,
    columns: process.stderr.columns ?? 80,
    print: line => void process.stdout.write(`${line}\n`),
    write: bytes =>
      new Promise((resolve, reject) => process.stdout.write(bytes, error => (error ? reject(error) : resolve()))),
    tell: words => {
      if (!options.quiet) process.stderr.write(`${say(words, options.language)}\n`);
    },
    draw: line => {
      if (interactive && !options.quiet) process.stderr.write(`\r\u001b[2K${line}`);
    },
  };
}
