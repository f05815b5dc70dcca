import { completenessOf, type Demand, demandsOf, formOf } from './completeness.js';
import { explanationOf } from './explanation.js';
import { Matter } from './matter.js';
import { relevanceOf } from './relevance.js';
import { readStatements, type Statement } from './statements.js';
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
  /** 0–100; null where there is no message or no reply in words: days alone make no reply good. */
  readonly score: number | null;
  /** What decided: codes, never words of the texts. */
  readonly reasons: readonly string[];
}

/** Parts of the score; redistributed over those with a value. */
export const replyWeights = { relevance: 0.3, completeness: 0.3, explanation: 0.25, timeliness: 0.15 } as const;

const weighted = Object.entries(replyWeights) as [keyof typeof replyWeights, number][];
const OFF_MATTER = 0.15;
const letter = /[\u3400-\u9fffA-Za-z0-9]/u;
const marks = /〔(?!电话)[^〔〕]{1,8}〕|<[^<>]{1,200}>|_x000D_|&[a-z]{2,6};|https?:[\w./?=&%-]+/gu;
const matter = new Matter();

export interface Examined {
  readonly quality: ReplyQuality;
  /** Of the message, and what share of each is answered, 0–1; empty where completeness cannot be said. */
  readonly demands: readonly Demand[];
  readonly answered: readonly number[];
  readonly statements: readonly Statement[];
}

/**
 * How good an official reply is. What it says off the matter neither answers nor explains. Without a message or a
 * reply in words only timeliness can be told.
 */
export function assessReply(input: ReplyInput): ReplyQuality {
  return examineReply(input).quality;
}

/** The quality of a reply with what it rests on. */
export function examineReply({ text, reply, askedOn, repliedOn, dueOn }: ReplyInput): Examined {
  const timeliness = timelinessOf(askedOn, repliedOn, dueOn);
  const late = timeliness !== null && timeliness <= 0.5 ? ['late'] : [];
  const [message, answer] = [withoutMarks(text), withoutMarks(reply)];
  if (!letter.test(message) || !letter.test(answer)) {
    return {
      quality: withScore({ relevance: null, completeness: null, explanation: null, timeliness }, late),
      demands: [],
      answered: [],
      statements: [],
    };
  }
  const demands = demandsOf(message);
  matter.fill(message, demands);
  const reading = readStatements(answer, matter);
  const relevance = relevanceOf(matter, reading);
  const explained = explanationOf(reading.statements);
  const complete = completenessOf(demands, reading.statements, formOf(reply, reading.hasPhone));
  const reasons = [
    ...(relevance < OFF_MATTER ? ['off_matter'] : []),
    ...complete.reasons,
    ...explained.reasons,
    ...late,
  ];
  const [completeness, explanation] = [rounded(complete.value), rounded(explained.value)];
  return {
    quality: withScore({ relevance: rounded(relevance), completeness, explanation, timeliness }, reasons),
    demands,
    answered: complete.answered.map(rounded),
    statements: reading.statements,
  };
}

/** Sums in another order end alike. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

/** Placeholders, tags and escapes as spaces of the same length. */
export function withoutMarks(text: string): string {
  return text.replace(marks, mark => ' '.repeat(mark.length));
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
  return { ...parts, score: parts.relevance === null ? null : (100 * sum) / weights, reasons };
}
