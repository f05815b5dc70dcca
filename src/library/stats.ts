/** Package entry `minsheng/stats`: the arithmetic of the rates, without I/O. */
export { roganGladen } from '../stats/correction.js';
export type { Count, Estimate } from '../stats/count.js';
export { benjaminiHochberg } from '../stats/fdr.js';
export { dispersion, type FunnelLimits, funnelLimits } from '../stats/funnel.js';
export { midP } from '../stats/midp.js';
export { type Confusion, predictionPowered } from '../stats/prediction.js';
export { type Estimator, type Sample, themeRate } from '../stats/quantify.js';
export { type BetaPrior, fitBetaPrior, shrink } from '../stats/shrinkage.js';
export { wilson } from '../stats/wilson.js';
