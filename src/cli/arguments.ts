import { type ParseArgsConfig, parseArgs } from 'node:util';
import { MinshengError, type Said } from '../core/errors.js';
import { closest } from './suggest.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options that every command takes. */
const common = {
  config: { type: 'string' },
  db: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

export interface CommandSpec {
  readonly name: string;
  /** After the name: operands and own options, as --help shows them. */
  readonly usage: string;
  readonly about: Said;
  readonly options: Options;
  /** Options that also take the words after their value, up to the next option. */
  readonly lists?: readonly string[];
}

export const commands: readonly CommandSpec[] = [
  {
    name: 'run',
    usage:
      '[--input 目录|文件 …] [--month YYYY-MM] [--out 目录] [--profile 模板.yaml] [--model 模型] [--max-reject 5%] [--force]',
    about: {
      zh: '读取导出文件，算完全部环节，写出月报、推送和培训表',
      en: 'files in; report, feed and training tables out',
    },
    options: {
      input: { type: 'string', multiple: true },
      month: { type: 'string' },
      out: { type: 'string' },
      profile: { type: 'string', multiple: true },
      model: { type: 'string' },
      force: { type: 'boolean' },
      'max-reject': { type: 'string' },
    },
  },
  {
    name: 'check',
    usage: '[--reference]',
    about: {
      zh: '检查配置、体系、连线、模型和 SQL，不需要数据',
      en: 'configuration, taxonomy, wiring, models, SQL; without data',
    },
    options: { reference: { type: 'boolean' } },
  },
  {
    name: 'inspect',
    usage: '文件 … [--profile 模板.yaml] [--propose]',
    about: {
      zh: '预览会读到什么：模板、列、编码、剔除行；--propose 为未知的文件拟一个模板；不写任何东西',
      en: 'what would be read: profile, columns, encoding, rejects; --propose drafts a profile; writes nothing',
    },
    options: { profile: { type: 'string', multiple: true }, propose: { type: 'boolean' } },
  },
  {
    name: 'classify',
    usage: '[文件|-] [--model rules|linear|cascade|encoder] [--format jsonl|csv|arrow]',
    about: { zh: '文本进，主题标签出（过滤器）', en: 'text in, tags out; a filter' },
    options: { model: { type: 'string' }, format: { type: 'string' } },
  },
  {
    name: 'redact',
    usage: '[文件|-]',
    about: { zh: 'JSONL {id,text} 进，脱敏文本出（过滤器）', en: 'JSONL {id,text} in, redacted out; a filter' },
    options: {},
  },
  {
    name: 'assess',
    usage: '[文件|-]',
    about: {
      zh: 'JSONL {id,text,reply,asked_at,replied_at} 进，答复质量出（过滤器）',
      en: 'JSONL with text and reply in, reply quality out; a filter',
    },
    options: {},
  },
  {
    name: 'eval',
    usage:
      '--gold 文件 … [--model linear|cascade|encoder|rules] [--errors 文件] [--faithfulness] | --subjects 文件 | --replies 文件 | --gold 文件 … --compare 甲 乙 | --readers 文件 文件 | --gold 文件 … --baselines [--test 文件 …] [--out 文件]',
    about: {
      zh: '用金标检验模型：各主题 P/R/F1、区间、校准、证据；比较模型或两位标注者',
      en: 'measure a model on gold labels; compare models or two readers',
    },
    options: {
      gold: { type: 'string', multiple: true },
      model: { type: 'string' },
      errors: { type: 'string' },
      faithfulness: { type: 'boolean' },
      compare: { type: 'string', multiple: true },
      readers: { type: 'string', multiple: true },
      subjects: { type: 'string' },
      replies: { type: 'string' },
      baselines: { type: 'boolean' },
      test: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
    lists: ['gold', 'compare', 'readers', 'test'],
  },
  {
    name: 'train',
    usage: '--gold 文件 … [--model linear|encoder|subject] [--test 文件 …] [--out 目录]',
    about: { zh: '用金标训练或校准模型并生成模型卡', en: 'train or calibrate a model and write its card' },
    options: {
      gold: { type: 'string', multiple: true },
      model: { type: 'string' },
      test: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
    lists: ['gold', 'test'],
  },
  {
    name: 'explain',
    usage: 'tag ID | rate 单位 月份 口径 | score 单位 月份 | issue 月份 ID',
    about: { zh: '一个数、一个标签从哪里来：口径、行、证据', en: 'the receipt of a tag, rate, score or issue' },
    options: {},
  },
  {
    name: 'show',
    usage: '关系名 [--where SQL] [--limit N] [--format table|csv|json|jsonl|parquet]',
    about: { zh: '打印一个关系', en: 'print a relation' },
    options: { where: { type: 'string' }, format: { type: 'string' }, limit: { type: 'string' } },
  },
  {
    name: 'query',
    usage: 'SQL [--format table|csv|json|jsonl]',
    about: { zh: '只读查询', en: 'read-only SQL' },
    options: { format: { type: 'string' } },
  },
];

export interface Arguments {
  readonly command: CommandSpec;
  readonly values: Readonly<Record<string, string | boolean | string[] | undefined>>;
  readonly operands: readonly string[];
}

/**
 * Reads the command line.
 * @throws MinshengError (configuration) for an unknown command or option, with the nearest known one.
 */
export function readArguments(argv: readonly string[]): Arguments | null {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return null;
  const command = commands.find(candidate => candidate.name === name);
  if (!command)
    throw unknownWord(
      '命令',
      'command',
      name,
      commands.map(candidate => candidate.name),
    );
  const options: Options = { ...common, ...command.options };
  const { values, positionals, tokens } = parseArgs({
    args: rest,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option)
      throw unknownWord(
        '选项',
        'option',
        token.rawName,
        Object.keys(options).map(known => `--${known}`),
      );
    if (option.type === 'string' && token.value === undefined) {
      throw new MinshengError('configuration', {
        zh: `${token.rawName} 后面缺少值`,
        en: `${token.rawName} needs a value`,
      });
    }
  }
  if (command.lists) {
    const lists = values as Record<string, string[]>;
    const operands: string[] = [];
    let open = operands;
    for (const token of tokens) {
      if (token.kind === 'option') open = command.lists.includes(token.name) ? lists[token.name]! : operands;
      else if (token.kind === 'positional') open.push(token.value);
    }
    return { command, values: values as Arguments['values'], operands };
  }
  const inputs = command.name === 'run' && values['input'] ? positionals : [];
  if (inputs.length > 0)
    return {
      command,
      values: { ...values, input: [...(values['input'] as string[]), ...inputs] } as Arguments['values'],
      operands: [],
    };
  return { command, values: values as Arguments['values'], operands: positionals };
}

/** An error that names the nearest known word. */
export function unknownWord(zh: string, en: string, word: string, known: readonly string[]): MinshengError {
  const near = closest(word, known);
  return new MinshengError(
    'configuration',
    { zh: `没有${zh} ${word}`, en: `no ${en} ${word}` },
    near
      ? { zh: `是不是想写 ${near}？`, en: `Did you mean ${near}?` }
      : { zh: `可用：${known.join('、')}`, en: `Known: ${known.join(', ')}` },
  );
}
