// The package entry `minsheng`: what another program needs to run the pipeline or use its text work alone.

export type { Classification, ThemeFinding } from '../core/classification.js';
export { MinshengError } from '../core/errors.js';
export { run } from './run.js';
export { classify, redact } from './text-tools.js';
