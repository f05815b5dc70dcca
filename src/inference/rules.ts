import { z } from 'zod';
import type { Span } from '../core/classification.js';
import { MinshengError } from '../core/errors.js';
import type { Taxonomy } from '../core/taxonomy.js';

export const cueFileSchema = z
  .object({
    /** Words that turn the cue after them into its opposite. */
    negations: z.array(z.string()).min(1),
    /** Cues that hold a negation of their own are not turned by another: 没解决. */
    third_parties: z.array(z.string()).min(1),
    public_bodies: z.array(z.string()).min(1),
    /** A clause that begins like this speaks for the agency. */
    agency_speech: z.array(z.string()).min(1),
    /** A clause that asks whether, what, when or who says nothing of a fault. */
    asking: z.array(z.string()).min(1),
    themes: z.record(z.string(), z.array(z.string()).min(1)),
    praise: z.array(z.string()).min(1),
  })
  .strict();

export type CueFile = z.infer<typeof cueFileSchema>;

export interface CueHit {
  /** Place of the theme in the taxonomy. */
  readonly theme: number;
  readonly span: Span;
}

/** Cue patterns of all themes, applied clause by clause. */
export class CueRules {
  readonly #themes: readonly (RegExp | null)[];
  readonly #gate: RegExp;
  readonly #negation: RegExp;
  readonly #thirdParty: RegExp;
  readonly #publicBody: RegExp;
  readonly #agency: RegExp;
  readonly #asking: RegExp;
  readonly #praise: RegExp;

  constructor(file: CueFile, taxonomy: Taxonomy) {
    const sources = taxonomy.themes.map(theme => [...theme.cues.map(literal), ...(file.themes[theme.id] ?? [])]);
    this.#themes = sources.map(cues => union(cues, 'gu'));
    this.#gate = union(sources.flat(), 'u');
    this.#negation = new RegExp(`(?:${file.negations.join('|')})[^，。；！？]{0,3}$`, 'u');
    this.#thirdParty = union(file.third_parties, 'u');
    this.#publicBody = union(file.public_bodies, 'u');
    this.#agency = union(file.agency_speech, 'u');
    this.#asking = union(file.asking, 'u');
    this.#praise = union(file.praise, 'u');
  }

  /** Cues met in the clauses, without those that are negated, asked for, or about third parties alone. */
  find(text: string, clauses: readonly Span[]): CueHit[] {
    const hits: CueHit[] = [];
    if (!this.#gate.test(text) || this.#agency.test(text)) return hits;
    const knowsPublicBody = this.#publicBody.test(text);
    for (const clause of clauses) {
      const words = text.slice(clause.start, clause.end);
      if (!this.#gate.test(words)) continue;
      if (this.#thirdParty.test(words) && !this.#publicBody.test(words) && !knowsPublicBody) continue;
      if (this.#asking.test(words)) continue;
      for (const [theme, pattern] of this.#themes.entries()) this.#clause(theme, pattern!, words, clause, hits);
    }
    return hits;
  }

  #clause(theme: number, pattern: RegExp, words: string, clause: Span, hits: CueHit[]): void {
    for (const match of words.matchAll(pattern)) {
      if (this.#negation.test(words.slice(0, match.index)) && !/[不没未无]/u.test(match[0])) continue;
      hits.push({
        theme,
        span: { start: clause.start + match.index, end: clause.start + match.index + match[0].length },
      });
      return;
    }
  }

  isThirdParty(words: string): boolean {
    return this.#thirdParty.test(words);
  }

  isPublicBody(words: string): boolean {
    return this.#publicBody.test(words);
  }

  hasPraise(words: string): boolean {
    return this.#praise.test(words);
  }

  /** The agency's own statement: no theme, neutral. */
  isAgencySpeech(text: string): boolean {
    return this.#agency.test(text);
  }
}

function literal(cue: string): string {
  return cue.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

function union(patterns: readonly string[], flags: string): RegExp {
  return new RegExp(patterns.map(pattern => `(?:${pattern})`).join('|'), flags);
}

/**
 * Checks a parsed cue file against the taxonomy.
 * @throws MinshengError (model) that lists every fault.
 */
export function parseCues(input: unknown, taxonomy: Taxonomy): CueFile {
  const result = cueFileSchema.safeParse(input);
  if (!result.success) {
    throw new MinshengError(
      'model',
      `models/rules/cues.yaml:\n${result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    );
  }
  const known = new Set(taxonomy.themes.map(theme => theme.id));
  const unknown = Object.keys(result.data.themes).filter(theme => !known.has(theme));
  if (unknown.length > 0)
    throw new MinshengError('model', `models/rules/cues.yaml: unknown themes ${unknown.join(', ')}`);
  for (const [theme, cues] of Object.entries(result.data.themes)) {
    for (const cue of cues) {
      try {
        new RegExp(cue, 'u');
      } catch {
        throw new MinshengError('model', `models/rules/cues.yaml: ${theme}: ${cue} is no regular expression`);
      }
    }
  }
  return result.data;
}
