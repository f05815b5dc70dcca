import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { MinshengError } from '../core/errors.js';
import { parseProfile } from '../core/profile.js';
import { type Config, readYaml } from './config.js';

/**
 * The configuration with the profiles of `--profile`, which come before those of the program.
 * @throws MinshengError (configuration) for a file that is missing or no profile.
 */
export async function withProfiles(config: Config, paths: readonly string[] = []): Promise<Config> {
  const given = [];
  for (const path of paths) {
    if (!existsSync(path)) {
      throw new MinshengError(
        'configuration',
        { zh: `没有模板文件 ${path}`, en: `no profile file ${path}` },
        {
          zh: '先用 minsheng inspect 文件 --propose > 模板.yaml 拟一个。',
          en: 'Draft one first: minsheng inspect FILE --propose > my.yaml',
        },
      );
    }
    given.push(parseProfile(basename(path), await readYaml(path)));
  }
  return { ...config, profiles: [...given, ...config.profiles] };
}
