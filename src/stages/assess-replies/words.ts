import { passedOn } from './completeness.js';
import { grounds } from './explanation.js';
import { eachPair, Matter } from './matter.js';
import { type Examined, type ReplyInput, withoutMarks } from './reply.js';

/** The words that decided each part, as they stand in the reply or, for demands, in the message. */
export interface DecidingWords {
  /** Of the reply: what it has in common with the message. */
  readonly relevance: readonly string[];
  /** Each demand with the share of it that is answered, 0–1; and what only passes the message on. */
  readonly completeness: {
    readonly demands: readonly { readonly text: string; readonly answered: number }[];
    readonly passed_on: readonly string[];
  };
  /** Of the reply: the signs of grounds in sentences on the matter. */
  readonly explanation: readonly string[];
  /** Days the reply took; null where not known. */
  readonly timeliness: number | null;
}

/** Words of each part, at most; and bearing below which a sentence decides nothing. */
const MOST = 12;
const BEARS = 0.1;
const everyPassedOn = new RegExp(passedOn, 'gu');
const matter = new Matter();

/**
 * Says which words decided the quality of a reply. They are verbatim parts of the texts: print them, never store them.
 * @param input as it was examined
 */
export function decidingWords(
  { text, reply, askedOn, repliedOn }: ReplyInput,
  { demands, answered, statements }: Examined,
): DecidingWords {
  const answer = withoutMarks(reply);
  matter.fill(withoutMarks(text), []);
  const shared = new Map<string, number>();
  const signs = new Set<string>();
  const passes = new Set<string>();
  for (const { start, end, bearing, text: said } of statements) {
    if (bearing < BEARS) continue;
    for (const [word, weight] of sharedRuns(answer.slice(start, end))) shared.set(word, weight);
    for (const { sign } of grounds) for (const word of said.match(sign) ?? []) signs.add(word);
  }
  for (const word of answer.match(everyPassedOn) ?? []) passes.add(word);
  const heaviest = [...shared].sort((one, two) => two[1] - one[1]);
  return {
    relevance: heaviest.slice(0, MOST).map(([word]) => word),
    completeness: {
      demands: answered.map((share, at) => ({ text: demands[at]!.text.trim(), answered: share })),
      passed_on: [...passes].slice(0, MOST),
    },
    explanation: [...signs].filter(word => answer.includes(word)).slice(0, MOST),
    timeliness: askedOn === null || repliedOn === null ? null : repliedOn - askedOn,
  };
}

/** Runs of characters that the message has too, with the weight of their pairs. */
function sharedRuns(text: string): [string, number][] {
  const runs: [string, number][] = [];
  let [from, next, sum] = [0, -1, 0];
  const close = () => {
    if (sum > 0) runs.push([text.slice(from, next + 1), sum]);
  };
  eachPair(text, (slot, weight, at) => {
    if (weight === 0 || !matter.has(slot)) return;
    if (at !== next) {
      close();
      from = at;
      sum = 0;
    }
    sum += weight;
    next = at + 1;
  });
  close();
  return runs;
}
