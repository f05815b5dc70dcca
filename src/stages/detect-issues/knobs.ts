import { z } from 'zod';

const share = z.number().min(0).max(1);

/** What can be turned in the detection of issues. */
export const issueKnobsSchema = z
  .object({
    /** Cases that make an issue. */
    least_cases: z.number().int().min(2),
    /** Least cosine of a case to the centre of a group of its own place. */
    near: share,
    /** The same where no place is shared. */
    far: share,
    /** Least cosine of the centres of two groups of one place that become one. */
    same: share,
    /** Least Jaccard similarity of the character bigrams of near-duplicates. */
    duplicate: share,
    /** Earlier months that a month is compared with, at most. */
    history_months: z.number().int().min(1).max(60),
    /** A series with fewer cases in the month is not tested. */
    least_observed: z.number().int().min(1),
    /** Comments that make a candidate theme. */
    least_comments: z.number().int().min(2),
  })
  .strict();

export type IssueKnobs = z.infer<typeof issueKnobsSchema>;
