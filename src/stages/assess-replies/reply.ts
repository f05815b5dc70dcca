import { completenessOf } from './completeness.js';
import { explanationOf, sentencesOnMatter } from './explanation.js';
import { Pairs } from './pairs.js';
import { headOf, relevanceOf } from './relevance.js';
import { timelinessOf } from './timeliness.js';

export interface ReplyInput {
  /** The message, redacted. */
  readonly text: string;
  /** The official reply, redacted. */
  readonly reply: string;
  /** Epoch days; null where not recorded. */
  readonly askedOn: number | null;
  readonly repliedOn: number | null;
  readonly dueOn: number | null;
}

export interface ReplyQuality {
  /** Each 0–1; null where it cannot be said. */
  readonly relevance: number | null;
  readonly completeness: number | null;
  readonly explanation: number | null;
  readonly timeliness: number | null;
  /** 0–100; null where no part has a value. */
  readonly score: number | null;
  /** What decided: codes, never words of the texts. */
  readonly reasons: readonly string[];
}

/** Parts of the score; redistributed over those with a value. */
export const replyWeights = { relevance: 0.3, completeness: 0.3, explanation: 0.25, timeliness: 0.15 } as const;

const weighted = Object.entries(replyWeights) as [keyof typeof replyWeights, number][];
const OFF_MATTER = 0.15;
const letter = /[\u3400-\u9fffA-Za-z0-9]/u;
const placeholder = /〔[^〔〕]{1,8}〕/gu;
const [messagePairs, replyPairs] = [new Pairs(), new Pairs()];

/**
 * How good an official reply is. What it says off the matter neither answers nor explains. Without a message or a
 * reply in words only timeliness can be told.
 */
export function assessReply({ text, reply, askedOn, repliedOn, dueOn }: ReplyInput): ReplyQuality {
  const timeliness = timelinessOf(askedOn, repliedOn, dueOn);
  const late = timeliness !== null && timeliness <= 0.5 ? ['late'] : [];
  if (!letter.test(text) || !letter.test(reply)) {
    return withScore({ relevance: null, completeness: null, explanation: null, timeliness }, late);
  }
  const message = text.replace(placeholder, ' ');
  const answer = reply.replace(placeholder, ' ');
  messagePairs.fill(message);
  const relevance = relevanceOf(headOf(message), messagePairs, replyPairs.fill(answer, messagePairs));
  const sentences = sentencesOnMatter(answer, messagePairs);
  const onMatter = sentences.join('。');
  const explained = explanationOf(sentences);
  const complete = completenessOf(message, onMatter, replyPairs.fill(onMatter), explained.findings, relevance);
  const reasons = [
    ...(relevance < OFF_MATTER ? ['off_matter'] : []),
    ...complete.reasons,
    ...explained.reasons,
    ...late,
  ];
  return withScore({ relevance, completeness: complete.value, explanation: explained.value, timeliness }, reasons);
}

function withScore(parts: Omit<ReplyQuality, 'score' | 'reasons'>, reasons: readonly string[]): ReplyQuality {
  let sum = 0;
  let weights = 0;
  for (const [part, weight] of weighted) {
    const value = parts[part];
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return { ...parts, score: weights === 0 ? null : (100 * sum) / weights, reasons };
}
