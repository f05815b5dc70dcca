import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { MinshengError } from '../core/errors.js';
import { type Profile, parseProfile } from '../core/profile.js';
import { parseScoring, type Scoring } from '../core/scoring.js';
import { parseTaxonomy, type Taxonomy } from '../core/taxonomy.js';
import { issueKnobsSchema } from '../stages/detect-issues/knobs.js';
import { projectRoot } from './paths.js';

const knobsSchema = z
  .object({
    office: z.string().min(1),
    zone: z.literal('Asia/Shanghai'),
    threads: z.number().int().min(0).max(256),
    memory_mb: z.number().int().min(128),
    model: z.enum(['rules', 'linear', 'cascade', 'encoder']),
    encoder_budget: z.number().int().min(0),
    taxonomy: z.string(),
    scoring: z.string(),
    profiles: z.string(),
    issues: issueKnobsSchema,
  })
  .strict();

export type Knobs = z.infer<typeof knobsSchema>;

export interface Config {
  readonly root: string;
  /** Of the program, from package.json. */
  readonly version: string;
  readonly knobs: Knobs;
  readonly taxonomy: Taxonomy;
  readonly scoring: Scoring;
  readonly profiles: readonly Profile[];
}

/**
 * Reads the configuration file and those it names.
 * @throws MinshengError (configuration) with file, line and what would be valid.
 */
export async function loadConfig(path: string | undefined): Promise<Config> {
  const root = projectRoot();
  const file = path === undefined ? join(root, 'pipelines', 'minsheng.yaml') : resolve(path);
  const parsed = knobsSchema.safeParse(await readYaml(file));
  if (!parsed.success) {
    const faults = parsed.error.issues
      .map(issue => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`)
      .join('\n');
    throw new MinshengError(
      'configuration',
      { zh: `${file}：\n${faults}`, en: `${file}:\n${faults}` },
      { zh: '请改正上面列出的项。', en: 'Correct the values named above.' },
    );
  }
  const knobs = parsed.data;
  const folder = dirname(file);
  const taxonomy = parseTaxonomy(await readYaml(join(folder, knobs.taxonomy)));
  const scoring = parseScoring(await readYaml(join(folder, knobs.scoring)), taxonomy);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { root, version, knobs, taxonomy, scoring, profiles: await loadProfiles(join(folder, knobs.profiles)) };
}

async function loadProfiles(folder: string): Promise<Profile[]> {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort();
  const profiles: Profile[] = [];
  for (const name of names) profiles.push(parseProfile(name, await readYaml(join(folder, name))));
  return profiles;
}

/** Parses a YAML file; faults name the line. */
export async function readYaml(path: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new MinshengError(
      'configuration',
      { zh: `找不到配置文件 ${path}`, en: `no configuration file ${path}` },
      { zh: '请检查 --config 给出的路径。', en: 'Check the path given to --config.' },
    );
  }
  const document = parseDocument(text, { merge: true });
  const [fault] = document.errors;
  if (fault) {
    const line = fault.linePos?.[0].line ?? 0;
    throw new MinshengError('configuration', {
      zh: `${path} 第 ${line} 行不是合法的 YAML：${fault.code}`,
      en: `${path} line ${line} is not valid YAML: ${fault.code}`,
    });
  }
  return document.toJS();
}
