import { type Language, say } from '../core/errors.js';
import { type CommandSpec, commands } from './arguments.js';
import { pad } from './progress.js';

/** Text of `minsheng --help` or, with a command, of that command. */
export function helpText(language: Language, command?: CommandSpec): string {
  const zh = language === 'zh';
  const shared = zh
    ? '通用选项：--db 文件  --config 文件  --json  --quiet  --lang zh|en  --help'
    : 'Common options: --db FILE  --config FILE  --json  --quiet  --lang zh|en  --help';
  if (command) return `minsheng ${command.name} ${command.usage}\n\n${say(command.about, language)}\n\n${shared}`;
  const lines = commands.map(each => `  ${pad(each.name, 10)}${say(each.about, language)}`);
  return [
    zh
      ? '民声 minsheng：评价留言和信访件进，主题标签、质量分项得分、月报、推送和培训需求出'
      : 'minsheng: comments and cases in; tags, sub-scores, report, feed and training needs out',
    '',
    zh ? '用法：minsheng <命令> [选项]' : 'usage: minsheng <command> [options]',
    '',
    ...lines,
    '',
    shared,
    zh
      ? '退出码：0 正常 · 2 配置 · 3 输入不可读 · 4 模型不可用 · 5 查询失败 · 6 契约破坏 · 130 取消 · 1 程序错误'
      : 'exit codes: 0 ok · 2 configuration · 3 input · 4 model · 5 query · 6 contract · 130 cancelled · 1 bug',
  ].join('\n');
}
