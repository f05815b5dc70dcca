/** A half-open range of UTF-16 offsets into the text as given. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const targets = ['handler', 'policy', 'third_party'] as const;
export type Target = (typeof targets)[number];

export const polarities = ['dissatisfied', 'satisfied', 'neutral'] as const;
export type Polarity = (typeof polarities)[number];

export const abstentionReasons = ['no_content', 'no_service_cue', 'outside_taxonomy', 'uncertain'] as const;
export type AbstentionReason = (typeof abstentionReasons)[number];

/** One theme found in one text. `evidence` holds at least one span; `confidence` is a probability, 0–1. */
export interface ThemeFinding {
  readonly theme: string;
  readonly confidence: number;
  readonly target: Target;
  readonly evidence: readonly Span[];
}

/** What a classifier says about one text. `abstain` is set exactly when `themes` is empty and polarity is no answer. */
export interface Classification {
  /** Ordered by theme id's place in the taxonomy. */
  readonly themes: readonly ThemeFinding[];
  readonly polarity: Polarity;
  /** Probability of `polarity`, 0–1. */
  readonly polarityConfidence: number;
  /** Null where nothing in the text tells, or where nobody asked for it. */
  readonly subject: { readonly id: string; readonly confidence: number } | null;
  /** Why there is no theme; null where there is at least one. */
  readonly abstain: AbstentionReason | null;
}

/** A pure function of the text: same text, same answer, on any machine. */
export interface Classifier {
  /** Names the weights, rules and taxonomy version: a change of any changes it. */
  readonly modelId: string;
  classify(text: string): Classification;
}
