import { MinshengError } from '../core/errors.js';
import { countGrams } from './subject-features.js';
import { fitSubjects, product, type SubjectFit, type SubjectFitOptions } from './subject-fit.js';
import { nearFolds, type SubjectRow } from './subject-gold.js';
import { confidenceOf, isTold, packSubjects, type SubjectAnswer, type SubjectHeader } from './subject-model.js';
import { type SubjectSpace, spaceOf } from './subject-space.js';

export interface SubjectTrainingOptions extends SubjectFitOptions {
  readonly folds: number;
  readonly answered: SubjectHeader['answered'];
}

/** Found by grouped cross-validation; `answered` on remarks that were written for this project. */
export const subjectDefaults: SubjectTrainingOptions = {
  cost: 3,
  balance: 0.5,
  passes: 12,
  seed: 20261125,
  folds: 5,
  answered: [
    { below: 60, confidence: 0.7 },
    { below: 100, confidence: 0.4 },
    { below: null, confidence: 0.25 },
  ],
};

export interface TrainedSubjects {
  readonly header: SubjectHeader;
  readonly bytes: Uint8Array;
  /** What a model that did not see a row says of it, its confidence by the other folds' slope; null where it abstains. */
  readonly heldOut: readonly (SubjectAnswer | null)[];
  readonly folds: readonly number[];
}

/**
 * Trains the subject model on all rows; its confidence on margins of held-out folds, in which near texts stay together.
 * Same rows and options, same bytes.
 * @throws MinshengError (input) with fewer than two subjects, more than 255 or fewer rows than folds.
 */
export function trainSubjects(
  rows: readonly SubjectRow[],
  options: SubjectTrainingOptions = subjectDefaults,
  tell: (step: string) => void = () => undefined,
): TrainedSubjects {
  const ids = [...new Set(rows.map(row => row.subject))].sort();
  if (ids.length < 2 || ids.length > 255 || rows.length < options.folds)
    throw new MinshengError('input', {
      zh: '训练数据太少：至少要有两个内容分类',
      en: 'too little to train on: at least two subjects are needed',
    });
  const truth = Uint8Array.from(rows, row => ids.indexOf(row.subject));
  const texts = rows.map(row => countGrams(row.text));
  const folds = nearFolds(
    rows.map(row => row.text),
    options.folds,
  );
  const all = Int32Array.from(rows, (_, row) => row);
  const learn = (seen: Int32Array) => {
    const space = spaceOf(texts, truth, seen, ids.length);
    return { space, fit: fitSubjects(space.matrix, truth, seen, ids.length, space.keys.length, options) };
  };
  const margins: number[][] = new Array(rows.length);
  for (let fold = 0; fold < options.folds; fold++) {
    tell(`fold ${fold + 1} of ${options.folds}`);
    const { space, fit } = learn(all.filter(row => folds[row] !== fold));
    for (const row of all.filter(each => folds[each] === fold)) {
      margins[row] = fit.weights.map((weights, output) => fit.biases[output]! + product(space.matrix, row, weights));
    }
  }
  tell('all rows');
  const slopes = Array.from({ length: options.folds }, (_, fold) =>
    slopeOf(
      margins,
      truth,
      all.filter(row => folds[row] !== fold),
    ),
  );
  const heldOut = margins.map((each, row): SubjectAnswer | null => {
    const best = each.indexOf(Math.max(...each));
    const confidence = confidenceOf(each, best, slopes[folds[row]!]!);
    return isTold(options.answered, gramsIn(texts[row]!), confidence) ? { id: ids[best]!, confidence } : null;
  });
  const { space, fit } = learn(all);
  const { weights, scales } = quantised(space, fit);
  const header: SubjectHeader = {
    features: space.keys.length,
    shortest: space.shortest,
    subjects: ids.map((id, output) => ({ id, bias: fit.biases[output]!, scale: scales[output]! })),
    slope: slopeOf(margins, truth, all),
    answered: options.answered,
  };
  return { header, bytes: packSubjects(space.keys, space.factors, weights), heldOut, folds };
}

function gramsIn(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** Weights times their features' factors as int8 steps of each subject's scale. */
function quantised(space: SubjectSpace, fit: SubjectFit): { weights: Int8Array; scales: number[] } {
  const outputs = fit.weights.length;
  const weights = new Int8Array(space.keys.length * outputs);
  const scales = fit.weights.map((each, output) => {
    const products = each.map((weight, feature) => weight * space.factors[feature]!);
    const scale = products.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
    for (const [feature, value] of products.entries()) {
      weights[feature * outputs + output] = Math.round(value / (scale || 1));
    }
    return scale;
  });
  return { weights, scales };
}

/** The factor on margins with the smallest log loss, from 0.5 to 8 in steps of 0.1. */
function slopeOf(margins: readonly number[][], truth: Uint8Array, rows: Int32Array): number {
  let best = { slope: 1, loss: Number.POSITIVE_INFINITY };
  for (let step = 5; step <= 80; step++) {
    const slope = step / 10;
    let loss = 0;
    for (const row of rows) loss -= Math.log(confidenceOf(margins[row]!, truth[row]!, slope));
    if (loss < best.loss) best = { slope, loss };
  }
  return best.slope;
}
