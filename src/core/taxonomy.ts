import { z } from 'zod';
import { MinshengError } from './errors.js';

export const indicatorIds = ['performance', 'service', 'compliance', 'emergency'] as const;
export type IndicatorId = (typeof indicatorIds)[number];

const themeSchema = z.object({
  id: z.string().regex(/^[a-z_]+$/),
  zh: z.string().min(1),
  definition: z.string().min(1),
  indicator_primary: z.enum(indicatorIds),
  indicator_secondary: z.enum(indicatorIds).optional(),
  severity: z.enum(['low', 'medium', 'high', 'critical']).default('medium'),
  red_flag: z.boolean().default(false),
  scored: z.boolean().default(true),
  training: z.array(z.string()).min(1),
  anchors: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  cues: z.array(z.string().min(1)).min(1),
  positive: z.array(z.string()).min(1),
  near_miss: z.object({ text: z.string(), label: z.string() }),
});

const optionSchema = z.object({
  code: z.string(),
  level: z.number().int().min(1).max(5),
  tier: z.enum(['base', 'ext']),
  zh: z.string(),
  themes: z.array(z.string()).default([]),
});

export const taxonomySchema = z.object({
  version: z.string(),
  language: z.string(),
  indicators: z.array(z.object({ id: z.enum(indicatorIds), zh: z.string() })),
  training_modules: z.array(z.object({ id: z.string(), zh: z.string() })),
  labelling_rules: z.array(z.string()),
  themes: z.array(themeSchema).min(1),
  non_scored_labels: z.array(z.object({ id: z.string(), zh: z.string(), note: z.string() })),
  haochaping_2020: z.object({
    levels: z.record(z.string(), z.string()),
    negative_levels: z.array(z.number()),
    options: z.array(optionSchema),
  }),
  xinfang_rating: z.object({
    value_codes: z.record(z.string(), z.string()),
    state_codes: z.record(z.string(), z.string()),
    rated_parties: z.array(z.string()),
  }),
});

export type Taxonomy = z.infer<typeof taxonomySchema>;
export type Theme = Taxonomy['themes'][number];

/**
 * Checks a parsed taxonomy file: shape, unique ids, training modules and near-miss labels that exist.
 * @throws MinshengError (configuration) that lists every fault at once.
 */
export function parseTaxonomy(input: unknown): Taxonomy {
  const result = taxonomySchema.safeParse(input);
  if (!result.success) {
    const faults = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new MinshengError('configuration', `taxonomy.yaml:\n${faults.join('\n')}`, 'Correct the lines named above.');
  }
  const faults = wiringFaults(result.data);
  if (faults.length > 0) {
    throw new MinshengError(
      'configuration',
      `taxonomy.yaml:\n  ${faults.join('\n  ')}`,
      'Correct the ids named above.',
    );
  }
  return result.data;
}

function wiringFaults(taxonomy: Taxonomy): string[] {
  const faults: string[] = [];
  const themes = new Set<string>();
  for (const theme of taxonomy.themes) {
    if (themes.has(theme.id)) faults.push(`theme ${theme.id} appears twice`);
    themes.add(theme.id);
  }
  const modules = new Set(taxonomy.training_modules.map(module => module.id));
  const labels = new Set([...themes, ...taxonomy.non_scored_labels.map(label => label.id), 'none']);
  for (const theme of taxonomy.themes) {
    for (const module of theme.training) {
      if (!modules.has(module)) faults.push(`theme ${theme.id}: unknown training module ${module}`);
    }
    if (!labels.has(theme.near_miss.label))
      faults.push(`theme ${theme.id}: unknown near-miss label ${theme.near_miss.label}`);
  }
  for (const option of taxonomy.haochaping_2020.options) {
    for (const theme of option.themes) {
      if (!labels.has(theme)) faults.push(`rating option ${option.code}: unknown theme ${theme}`);
    }
  }
  return faults;
}

/** Themes that may lower a unit's score: neither a red flag nor `scored: false`. */
export function scoredThemes(taxonomy: Taxonomy): Theme[] {
  return taxonomy.themes.filter(theme => theme.scored && !theme.red_flag);
}
