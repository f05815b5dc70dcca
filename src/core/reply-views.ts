import { reply_quality } from './findings.js';
import { may, must, relation } from './relation.js';

// What the assessment of replies remembers and reads.

const { case_id: _, ...quality } = reply_quality.columns;

/** `reply_key` is a hash of message, reply and days: cases that share them share the answer. */
export const reply_assessments = relation(
  'reply_assessments',
  'one distinct message with its reply and days',
  ['reply_key', 'version'],
  { reply_key: must('text'), version: must('text', 'of the assessment'), ...quality },
  { kind: 'cache', contract: false },
);

export const unassessed_replies = relation(
  'unassessed_replies',
  'one distinct message with its reply and days, not yet assessed',
  ['reply_key'],
  {
    reply_key: must('text'),
    text: must('text', 'redacted message'),
    reply: must('text', 'redacted'),
    asked_on: must('date'),
    replied_on: may('date'),
    due_on: may('date'),
  },
  { kind: 'view', contract: false },
);

/** All relations of this file, for the store. */
export const replyRelations = [reply_assessments, unassessed_replies] as const;
