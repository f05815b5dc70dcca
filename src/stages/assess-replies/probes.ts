import { assessReply, type ReplyInput, type ReplyQuality } from './reply.js';

type Part = 'relevance' | 'completeness' | 'explanation' | 'timeliness';

interface Probe {
  readonly kind: 'swapped' | 'cut' | 'stub' | 'unreasoned' | 'padded' | 'late';
  readonly name: string;
  /** Parts that must fall; none: no part and not the score may rise. */
  readonly falls: readonly Part[];
  /** The pair made worse; null where the alteration has nothing to take hold of. */
  readonly alter: (pair: ReplyInput, other: ReplyInput) => ReplyInput | null;
}

export interface ProbeResult {
  readonly kind: Probe['kind'];
  readonly name: string;
  readonly falls: readonly Part[];
  readonly pairs: number;
  readonly passed: number;
  /** Parts that did not move the right way, with how often. */
  readonly failures: Readonly<Record<string, number>>;
  /** Places of the pairs that failed. */
  readonly failed: readonly number[];
  /** Mean change of the first part that must fall, of the score for padding. */
  readonly change: number;
}

/** Replies shorter than this say too little to be made worse by cutting. */
const SHORTEST = 80;
/** Days that make any reply late. */
const LATE = 90;

const stubs = [
  '您好！您的留言已收悉，已转相关部门处理，感谢您的支持！',
  '网友您好，您反映的问题我们高度重视，将责成有关单位调查核实后予以答复。',
  '留言已收悉。',
];
const politeness =
  '感谢您对我们工作的理解、支持与监督！我们将一如既往地全心全意为人民服务，不断提升服务水平，欢迎您继续提出宝贵意见和建议。' +
  '祝您身体健康，工作顺利，阖家幸福！';
const promises =
  '对于群众反映的问题，我们将高度重视，认真研究，进一步加大工作力度，强化责任落实，确保各项工作落到实处，切实维护人民群众的合法权益。';
const laws =
  '根据《中华人民共和国宪法》《信访工作条例》等有关法律法规和政策规定，国家机关应当依法行政，公民应当遵守法律、依法表达诉求。';
/** Names no law and no courtesy of the tables: what such padding does that nobody foresaw. */
const resolve =
  '我单位将以此为契机，定期开展排查，加大巡查频次，发现问题立行立改，杜绝此类现象再次发生，让您看到实实在在的变化。';
const ground =
  /根据|依据|依照|按照|《[^》]+》|规定|条例|由于|因为|因此|原因|鉴于|考虑到|经[^，。]{0,12}(?:查|核实|了解|调查|核查)|属实|导致/u;
const groundClause =
  /(?:根据|依据|依照|按照|由于|因为|鉴于|考虑到|经[^，。]{0,12}(?:查|核实|了解))[^，。；！？\n]*，/gu;

/** An alteration of the reply alone. */
function rewritten(
  kind: Probe['kind'],
  name: string,
  falls: readonly Part[],
  rewrite: (pair: ReplyInput) => string,
): Probe {
  return { kind, name, falls, alter: pair => ({ ...pair, reply: rewrite(pair) }) };
}

export const probes: readonly Probe[] = [
  { kind: 'swapped', name: 'swapped', falls: ['relevance'], alter: (pair, { reply }) => ({ ...pair, reply }) },
  rewritten('cut', 'cut_to_half', ['completeness'], ({ reply }) => head(reply, 1 / 2)),
  rewritten('cut', 'cut_to_third', ['completeness'], ({ reply }) => head(reply, 1 / 3)),
  rewritten('cut', 'cut_to_half_of_sentences', ['completeness'], ({ reply }) => firstSentences(reply)),
  rewritten('cut', 'cut_middle', ['completeness'], ({ reply }) => withoutMiddle(reply)),
  ...stubs.map((stub, at) =>
    rewritten('stub', `stub_${at + 1}`, ['relevance', 'completeness', 'explanation'], () => stub),
  ),
  rewritten('stub', 'parroted', ['completeness', 'explanation'], ({ text }) => text),
  rewritten('unreasoned', 'unreasoned_sentences', ['explanation'], ({ reply }) =>
    sentencesOf(reply)
      .filter(each => !ground.test(each))
      .join(''),
  ),
  rewritten('unreasoned', 'unreasoned_clauses', ['explanation'], ({ reply }) => reply.replace(groundClause, '')),
  rewritten('padded', 'padded_with_politeness', [], ({ reply }) => reply + politeness),
  rewritten('padded', 'padded_with_promises', [], ({ reply }) => promises + reply + promises),
  rewritten('padded', 'padded_with_resolve', [], ({ reply }) => reply + resolve),
  rewritten('padded', 'padded_with_laws', [], ({ reply }) => reply + laws),
  rewritten('padded', 'padded_with_itself', [], ({ reply }) => reply + sentencesOf(reply).slice(-4).join('')),
  rewritten('padded', 'padded_with_message', [], ({ text, reply }) => `${reply}您反映：${text.slice(0, 200)}`),
  {
    kind: 'late',
    name: 'late',
    falls: ['timeliness'],
    alter: pair => (pair.repliedOn === null ? null : { ...pair, repliedOn: pair.repliedOn + LATE }),
  },
];

/**
 * Alters real pairs for the worse and counts how often the right part falls, or no part rises. A tie where a part must
 * fall is a failure. Pairs whose reply has fewer than 80 characters are left out.
 * @param assess the assessment under test
 * @param shortest characters of the shortest reply taken
 */
export function probeReplies(
  pairs: readonly ReplyInput[],
  assess: (input: ReplyInput) => ReplyQuality = assessReply,
  shortest = SHORTEST,
): ProbeResult[] {
  const places = pairs.flatMap((pair, at) => (pair.reply.length >= shortest && pair.text !== '' ? [at] : []));
  const long = places.map(at => pairs[at]!);
  const before = long.map(pair => assess(pair));
  return probes.map(({ kind, name, falls, alter }) => {
    const failures: Record<string, number> = {};
    const failed: number[] = [];
    let [taken, passed, change] = [0, 0, 0];
    long.forEach((pair, at) => {
      const altered = alter(pair, long[(at + 1 + Math.floor(long.length / 3)) % long.length]!);
      if (altered === null || (altered.reply === pair.reply && altered.repliedOn === pair.repliedOn)) return;
      const [was, is] = [before[at]!, assess(altered)];
      const wrong =
        falls.length > 0
          ? falls.filter(part => !((is[part] ?? 0) < (was[part] ?? 0)))
          : (['relevance', 'completeness', 'explanation', 'timeliness', 'score'] as const).filter(
              part => (is[part] ?? 0) > (was[part] ?? 0),
            );
      for (const part of wrong) failures[part] = (failures[part] ?? 0) + 1;
      taken += 1;
      if (wrong.length === 0) passed += 1;
      else failed.push(places[at]!);
      const part = falls[0] ?? 'score';
      change += (is[part] ?? 0) - (was[part] ?? 0);
    });
    return { kind, name, falls, pairs: taken, passed, failures, failed, change: taken === 0 ? 0 : change / taken };
  });
}

/**
 * Agreement with a human label: the chance that a labelled reply has a higher value than one without, ties half (AUC,
 * Mann–Whitney).
 * @param labels of the pairs, null where there is none
 * @returns null where one of the two groups is empty
 */
export function labelAgreement(
  pairs: readonly ReplyInput[],
  labels: readonly (boolean | null)[],
  part: 'completeness' | 'explanation',
): { readonly auc: number; readonly yes: number; readonly no: number } | null {
  const valuesOf = (label: boolean) =>
    pairs.filter((_, at) => labels[at] === label).map(pair => assessReply(pair)[part] ?? 0);
  const [yes, no] = [valuesOf(true), valuesOf(false)];
  if (yes.length === 0 || no.length === 0) return null;
  let above = 0;
  for (const one of yes) for (const other of no) above += one > other ? 1 : one === other ? 0.5 : 0;
  return { auc: above / (yes.length * no.length), yes: yes.length, no: no.length };
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。！？!?；;\n]+[。！？!?；;\n]*/gu) ?? [text];
}

function head(text: string, share: number): string {
  return text.slice(0, Math.ceil(text.length * share));
}

function firstSentences(text: string): string {
  const sentences = sentencesOf(text);
  return sentences.slice(0, Math.max(1, Math.floor(sentences.length / 2))).join('');
}

/** Greeting and close stay, what is between goes. */
function withoutMiddle(text: string): string {
  const sentences = sentencesOf(text);
  return sentences.length < 3 ? text.slice(0, 20) : sentences[0]! + sentences.at(-1)!;
}
