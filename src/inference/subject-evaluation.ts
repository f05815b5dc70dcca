import { type Reliability, reliabilityOf } from './reliability.js';
import { countsOf, f1sOf, type Interval, intervalOf, resampled, tallyOf } from './scores.js';
import type { SubjectRow } from './subject-gold.js';
import type { SubjectAnswer } from './subject-model.js';

export interface SubjectResult {
  readonly subject: string;
  readonly support: number;
  /** Null where the subject was never given; recall where it never stood in the gold rows; F1 where neither. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly f1_interval: Interval | null;
}

export interface SubjectEvaluation {
  readonly rows: number;
  readonly subjects: readonly SubjectResult[];
  /** Mean F1 of the subjects that the gold rows hold; 95 % percentile interval of 1,000 seeded resamples of rows. */
  readonly macro_f1: Interval;
  readonly accuracy: Interval;
  /** Rows without an answer: they count as misses. */
  readonly unanswered: number;
  /** Expected calibration error of the confidences, ten bins of equal width. */
  readonly ece: number;
  readonly reliability: Reliability;
  /** Gold subject → subject given instead, most frequent first. */
  readonly confusions: readonly { readonly gold: string; readonly given: string; readonly rows: number }[];
  /** Ids only: never text. */
  readonly errors: readonly string[];
}

const resamples = 1000;
const seed = 7;

/** Compares a model's answers with the subjects that people gave, row by row. */
export function evaluateSubjects(
  rows: readonly SubjectRow[],
  answers: readonly (SubjectAnswer | null)[],
): SubjectEvaluation {
  const ids = [...new Set([...rows.map(row => row.subject), ...answers.flatMap(answer => answer?.id ?? [])])].sort();
  const tally = tallyOf(
    rows.map(row => ({ themes: [row.subject] })),
    answers.map(answer => ({ themes: answer === null ? [] : [answer.id] })),
    ids,
  );
  const counts = countsOf(tally);
  const inGold = counts.flatMap(({ tp, fn }, id) => (tp + fn > 0 ? [id] : []));
  const whole = f1sOf(tally, inGold);
  const isRight = rows.map((row, index) => answers[index]?.id === row.subject);
  const samples = resampled(rows.length, resamples, seed, sample => ({
    ...f1sOf(tally, inGold, sample),
    accuracy: sample.reduce((sum, row) => sum + (isRight[row] ? 1 : 0), 0) / Math.max(1, sample.length),
  }));
  const reliability = reliabilityOf(
    answers.flatMap((answer, row) => (answer ? [{ confidence: answer.confidence, isRight: isRight[row]! }] : [])),
  );
  return {
    rows: rows.length,
    subjects: counts.map(({ tp, fp, fn }, id) => {
      const f1 = ratio(2 * tp, 2 * tp + fp + fn);
      return {
        subject: ids[id]!,
        support: tp + fn,
        precision: ratio(tp, tp + fp),
        recall: ratio(tp, tp + fn),
        f1,
        f1_interval:
          f1 === null
            ? null
            : intervalOf(
                f1,
                samples.map(sample => sample.themes[id]!),
              ),
      };
    }),
    macro_f1: intervalOf(
      whole.macro,
      samples.map(sample => sample.macro),
    ),
    accuracy: intervalOf(
      isRight.filter(Boolean).length / Math.max(1, rows.length),
      samples.map(sample => sample.accuracy),
    ),
    unanswered: answers.filter(answer => answer === null).length,
    ece: reliability.ece,
    reliability,
    confusions: confusionsOf(rows, answers),
    errors: rows.flatMap((row, index) => (isRight[index] ? [] : [row.id])),
  };
}

function confusionsOf(rows: readonly SubjectRow[], answers: readonly (SubjectAnswer | null)[]) {
  const pairs = new Map<string, { gold: string; given: string; rows: number }>();
  for (const [index, { subject: gold }] of rows.entries()) {
    const given = answers[index]?.id;
    if (given === undefined || given === gold) continue;
    const pair = pairs.get(`${gold}\t${given}`) ?? { gold, given, rows: 0 };
    pair.rows++;
    pairs.set(`${gold}\t${given}`, pair);
  }
  return [...pairs]
    .sort(([a, x], [b, y]) => y.rows - x.rows || (a < b ? -1 : 1))
    .map(([, pair]) => pair)
    .slice(0, 20);
}

function ratio(x: number, n: number): number | null {
  return n === 0 ? null : x / n;
}
