/** Exit codes of the command line; 130 (cancelled) is set where the signal is handled. */
export const exitCodes = {
  bug: 1,
  configuration: 2,
  input: 3,
  model: 4,
  query: 5,
  contract: 6,
} as const;

export type ErrorKind = keyof typeof exitCodes;

/**
 * An error a user can act on: `message` says what is wrong, `hint` what to do next.
 * Neither may ever hold comment text or person data.
 */
export class MinshengError extends Error {
  readonly kind: ErrorKind;
  readonly hint: string | undefined;

  constructor(kind: ErrorKind, message: string, hint?: string) {
    super(message);
    this.name = 'MinshengError';
    this.kind = kind;
    this.hint = hint;
  }

  get exitCode(): number {
    return exitCodes[this.kind];
  }
}
