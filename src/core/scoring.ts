import { z } from 'zod';
import { MinshengError } from './errors.js';
import { type IndicatorId, indicatorIds, scoredThemes, type Taxonomy } from './taxonomy.js';

/** Every rate there is, in the order in which they are listed; `participation` and `repeat` are never scored. */
export const definitionIds = [
  'timely_acceptance',
  'on_time_completion',
  'satisfaction',
  'participation',
  'first_resolution',
  'backlog_resolution',
  'document_delivery',
  'disclosure',
  'urgent_response',
  'repeat',
] as const;
export type DefinitionId = (typeof definitionIds)[number];

/** What may enter an indicator: a rate where more is better, the quality of replies, the themes. */
export const componentIds = [
  'timely_acceptance',
  'on_time_completion',
  'satisfaction',
  'first_resolution',
  'backlog_resolution',
  'document_delivery',
  'disclosure',
  'urgent_response',
  'reply_quality',
  'theme',
] as const;
export type ComponentId = (typeof componentIds)[number];

export const sourceIds = ['citizens', 'superior', 'third_party'] as const;
export const tierIds = ['grassroots', 'upper'] as const;

/** The least share of the citizens' voice in the final score (360° rule). */
const leastCitizens = 0.4;

const share = z.number().min(0).max(1);
const days = z.number().int().min(1).max(3650);
const ratings = ['satisfied', 'basically_satisfied', 'dissatisfied'] as const;

const thresholdsSchema = closed({
  acceptance_days: days,
  completion_days: days,
  extension_days: days,
  repeat_window_days: days,
  backlog_months: z.number().int().min(1).max(120),
  delivery_days: days,
  urgent_hours: z.number().int().min(1).max(720),
});

const trainingSchema = closed({
  secondary_weight: share,
  least_commented: z.number().int().min(1),
  least_evidence: z.number().int().min(1),
  high_need: z.number().gt(0).max(100),
  single_event_share: share,
  policy_share: share,
  workload_ratio: z.number().min(1),
});

const schemaFor = (themeIds: readonly string[] | null) =>
  closed({
    version: z.string().min(1),
    seed: z.string().min(1),
    draws: z.number().int().min(200).max(20_000),
    thresholds: thresholdsSchema,
    satisfied: z.array(z.enum(ratings)).min(1),
    definitions: closed(keyed(definitionIds, z.string().min(1))),
    flag_q: share,
    reply_strength: z.number().min(0).max(500),
    indicators: closed(keyed(indicatorIds, componentWeights())),
    severity: closed(keyed(['low', 'medium', 'high', 'critical'] as const, z.number().min(0).max(10))),
    full_loss: z.number().gt(0).max(1),
    citizens: closed(keyed(tierIds, weights(indicatorIds))),
    final: weights(sourceIds).superRefine((final, context) => {
      if (final.citizens >= leastCitizens) return;
      const message = `${final.citizens} is below ${leastCitizens}, the least weight of the citizens (360° rule)`;
      context.addIssue({ code: 'custom', path: ['citizens'], message });
    }),
    bands: z
      .array(closed({ band: z.string().min(1), from: z.number().min(0).max(100) }))
      .min(1)
      .superRefine(checkBands),
    deduction: closed({ per_case: z.number().min(0).max(100), most: z.number().min(0).max(100) }),
    vetoes: z.array(
      closed({
        kind: z.string().regex(/^[a-z_]+$/, 'lower-case letters and _'),
        themes: z.array(themeId(themeIds)).min(1),
        least_cases: z.number().int().min(1),
        least_confidence: share,
        above_tier: z.boolean(),
      }),
    ),
    training: trainingSchema,
  });

/** Shape of `scoring.yaml`; ids of themes unchecked. */
export const scoringSchema = schemaFor(null);
export type Scoring = z.infer<typeof scoringSchema>;

/**
 * Checks a parsed `scoring.yaml`.
 * @throws MinshengError (configuration) that lists every fault at once, each with what would be valid.
 */
export function parseScoring(input: unknown, taxonomy: Taxonomy): Scoring {
  const result = schemaFor(scoredThemes(taxonomy).map(theme => theme.id)).safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.map(issue => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`).join('\n');
  throw new MinshengError(
    'configuration',
    { zh: `scoring.yaml：\n${faults}`, en: `scoring.yaml:\n${faults}` },
    { zh: '请改正上面列出的项。', en: 'Correct the values named above.' },
  );
}

/** Components of an indicator that have a weight, in the order of `componentIds`. */
export function componentsOf(scoring: Scoring, indicator: IndicatorId): { id: ComponentId; weight: number }[] {
  const given = scoring.indicators[indicator];
  return componentIds.flatMap(id => {
    const weight = given[id];
    return weight === undefined || weight === 0 ? [] : [{ id, weight }];
  });
}

/** The band of a score 0–100; null where there is no score. */
export function bandOf(scoring: Scoring, score: number | null): string | null {
  if (score === null) return null;
  return scoring.bands.find(each => score >= each.from)?.band ?? null;
}

/** The lowest band: what a confirmed veto leaves. */
export function lowestBand(scoring: Scoring): string {
  return scoring.bands.at(-1)!.band;
}

/** An object with exactly these keys; a fault names the valid ones. */
function closed<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `unknown ${(issue['keys'] as string[]).join(', ')}; valid: ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

function keyed<const K extends string, V extends z.ZodType>(keys: readonly K[], value: V) {
  return Object.fromEntries(keys.map(key => [key, value])) as Record<K, V>;
}

function weights<const K extends string>(keys: readonly K[]) {
  return closed(keyed(keys, share)).superRefine(checkSum);
}

function componentWeights() {
  return closed(keyed(componentIds, share.optional())).superRefine(checkSum);
}

function checkSum(given: object, context: z.RefinementCtx): void {
  const sum = (Object.values(given) as (number | undefined)[]).reduce<number>((total, each) => total + (each ?? 0), 0);
  if (Math.abs(sum - 1) <= 1e-9) return;
  context.addIssue({ code: 'custom', message: `weights must sum to 1; they sum to ${Number(sum.toFixed(9))}` });
}

function checkBands(bands: readonly { from: number }[], context: z.RefinementCtx): void {
  if (bands.some((each, index) => index > 0 && each.from >= bands[index - 1]!.from)) {
    context.addIssue({ code: 'custom', message: 'must fall from the best band to the worst' });
  }
  if (bands.at(-1)?.from !== 0) context.addIssue({ code: 'custom', message: 'the last band must begin at 0' });
}

function themeId(themeIds: readonly string[] | null) {
  return z
    .string()
    .refine(id => themeIds === null || themeIds.includes(id), `no scored theme; valid: ${themeIds?.join(', ')}`);
}
