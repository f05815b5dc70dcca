import { event_days, rateViews } from '../../core/counts.js';
import { monthDays, monthOf } from '../../core/dates.js';
import { MinshengError } from '../../core/errors.js';
import { type Relation, rowsOf } from '../../core/relation.js';
import { type DefinitionId, definitionIds } from '../../core/scoring.js';
import { type Answer, ask } from '../../store/ask.js';
import { readAll } from '../../store/read.js';
import type { Store } from '../../store/store.js';
import { unknownWord } from '../arguments.js';
import { type Config, loadConfig } from '../config.js';
import { openDatabase } from '../database.js';
import type { Context } from '../main.js';
import { tableLines } from '../table.js';
import { explainScore } from './explain-score.js';

const kinds = ['tag', 'rate', 'score', 'issue'] as const;

/** `minsheng explain`: the receipt of a tag, a rate, a score or an issue. */
export async function explain(context: Context): Promise<void> {
  const { operands, values } = context.arguments;
  const [kind, ...rest] = operands;
  if (kind === undefined || !(kinds as readonly string[]).includes(kind))
    throw unknownWord('回执', 'receipt', kind ?? '', kinds);
  const config = await loadConfig(values['config'] as string | undefined);
  const store = await openDatabase(context, config, true);
  try {
    if (kind === 'tag') await explainTag(context, store, need(rest, 1, 'tag ID')[0]!);
    else if (kind === 'rate') await explainRate(context, store, config, need(rest, 3, 'rate UNIT YYYY-MM DEFINITION'));
    else if (kind === 'score') await explainScore(context, store, need(rest, 2, 'score UNIT YYYY-MM'));
    else await explainIssue(context, store, need(rest, 2, 'issue YYYY-MM ID'));
  } finally {
    store.close();
  }
}

function need(operands: readonly string[], count: number, usage: string): readonly string[] {
  if (operands.length === count) return operands;
  throw new MinshengError('configuration', {
    zh: `写法：minsheng explain ${usage}`,
    en: `usage: minsheng explain ${usage}`,
  });
}

/** Evidence as exact offsets, and the words there: for the office alone. */
async function explainTag(context: Context, store: Store, id: string): Promise<void> {
  const tags = await ask(store, 'SELECT * FROM theme_tags WHERE tag_id = $id', { id });
  if (tags.rows.length === 0) throw nothing(`theme_tags ${id}`);
  const tag = objectOf(tags);
  const field =
    tag['owner'] === 'comment'
      ? 'SELECT text FROM comments WHERE comment_id = $id'
      : 'SELECT summary FROM cases WHERE case_id = $id';
  const text = String((await ask(store, field, { id: String(tag['id']) })).rows[0]?.[0] ?? '');
  const evidence = (tag['evidence'] as { start: number; end: number }[]).map(({ start, end }) => ({
    start,
    end,
    words: text.slice(start, end),
  }));
  const receipt = { ...tag, evidence };
  if (context.console.json) context.console.print(JSON.stringify(receipt));
  else
    for (const [name, value] of Object.entries(receipt))
      context.console.print(`${name.padEnd(18)}${typeof value === 'object' ? JSON.stringify(value) : value}`);
}

/** The rate's row and the cases behind it. */
async function explainRate(
  context: Context,
  store: Store,
  config: Config,
  [unit, month, definition]: readonly string[],
): Promise<void> {
  if (!(definitionIds as readonly string[]).includes(definition!))
    throw unknownWord('口径', 'definition', definition!, definitionIds);
  const row = await ask(
    store,
    'SELECT * FROM rates WHERE unit_id = $unit AND month = $month AND definition_id = $definition',
    {
      unit: unit!,
      month: month!,
      definition: definition!,
    },
  );
  if (row.rows.length === 0) throw nothing(`rates ${unit} ${month} ${definition}`);
  const period = (await readAll(store, event_days)).columns;
  const view: Relation = rateViews[definition as DefinitionId];
  const parameters = {
    ...config.scoring.thresholds,
    satisfied: config.scoring.satisfied,
    by_case: true,
    first_month: monthOf(period.first_on[0] ?? 0),
    last_month: monthOf(monthDays(month!).last),
  };
  const all = rowsOf(await readAll(store, view, { parameters })) as Record<string, unknown>[];
  const cases = all.filter(each => each['month'] === month && each['unit_id'] === unit);
  const words = config.scoring.definitions[definition as DefinitionId];
  if (context.console.json) {
    context.console.print(
      JSON.stringify({
        ...objectOf(row),
        definition: words,
        scoring_version: config.scoring.version,
        cases: cases.map(each => [each['case_id'], each['numerator'], each['denominator']]),
      }),
    );
    return;
  }
  context.console.print(`${definition}: ${words}`);
  for (const [name, value] of Object.entries(objectOf(row)))
    context.console.print(`  ${name.padEnd(14)}${value ?? '—'}`);
  for (const line of tableLines(
    ['case_id', 'success', 'of'],
    cases.map(each => [each['case_id'], each['numerator'], each['denominator']]),
    context.console.columns,
  )) {
    context.console.print(line);
  }
}

async function explainIssue(context: Context, store: Store, [month, id]: readonly string[]): Promise<void> {
  const parameters = { month: month!, id: id! };
  const issue = await ask(store, 'SELECT * FROM issues WHERE month = $month AND issue_id = $id', parameters);
  if (issue.rows.length === 0) throw nothing(`issues ${month} ${id}`);
  const members = await ask(
    store,
    `SELECT case_id, registered_on, unit_id, similarity, issue_members.duplicate_of, summary
     FROM issue_members JOIN cases USING (case_id)
     WHERE issue_members.month = $month AND issue_id = $id ORDER BY registered_on, case_id`,
    parameters,
  );
  if (context.console.json) {
    context.console.print(
      JSON.stringify({
        ...objectOf(issue),
        members: members.rows.map(row => Object.fromEntries(members.names.map((name, index) => [name, row[index]]))),
      }),
    );
    return;
  }
  for (const [name, value] of Object.entries(objectOf(issue)))
    context.console.print(`${name.padEnd(18)}${value ?? '—'}`);
  for (const line of tableLines(members.names, members.rows, context.console.columns)) context.console.print(line);
}

function objectOf(answer: Answer): Record<string, unknown> {
  return Object.fromEntries(answer.names.map((name, index) => [name, answer.rows[0]![index]]));
}

function nothing(what: string): MinshengError {
  return new MinshengError(
    'input',
    { zh: `没有这一行：${what}`, en: `no such row: ${what}` },
    { zh: '编号见 minsheng show。', en: 'Ids: minsheng show.' },
  );
}
