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

/** Words for people in both languages; a plain string is English for engineers. */
export type Said = string | { readonly zh: string; readonly en: string };
export type Language = 'zh' | 'en';

/** The words in one language. */
export function say(words: Said, language: Language): string {
  return typeof words === 'string' ? words : words[language];
}

/**
 * An error a user can act on: `words` say what is wrong, `hint` what to do next. Neither may ever hold comment text
 * or person data.
 */
export class MinshengError extends Error {
  readonly kind: ErrorKind;
  readonly words: Said;
  readonly hint: Said | undefined;

  constructor(kind: ErrorKind, words: Said, hint?: Said) {
    super(say(words, 'en'));
    this.name = 'MinshengError';
    this.kind = kind;
    this.words = words;
    this.hint = hint;
  }

  get exitCode(): number {
    return exitCodes[this.kind];
  }
}
