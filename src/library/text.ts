/** Package entry `minsheng/text`: what can be done to a text alone, without database, model or files. */
export type { Span } from '../core/classification.js';
export type { RedactedText, Redaction } from '../core/text-work.js';
export { splitClauses } from '../text/clauses.js';
export { type Change, type Entry, type LintResult, lintDictionary, parseDictionary } from '../text/dictionary.js';
export { type Normalised, normalise } from '../text/normalise.js';
export { placeholders, type RedactOptions, redact, redactionVersion } from '../text/redact.js';
export { type CutEngine, createEngine, createSegmenter, createTokeniser, type EngineName } from '../text/segment.js';
