-- Commented: at least one comment with content on the unit itself in the month. Reviewed: all comments with content
-- are; known: reviewed, and chosen for it (priority), so that it is no random sample of anything.
WITH judged AS (
  SELECT id, bool_or(sampled = 'priority') AS by_priority FROM reviews WHERE owner = 'comment' GROUP BY id
), counted AS (
  SELECT comments."month", comments.unit_id, comments.case_id, judged.id IS NOT NULL AS is_reviewed, by_priority
  FROM comments
  LEFT JOIN cases USING (case_id)
  LEFT JOIN judged ON judged.id = comment_id
  WHERE rated_party = 'unit' AND comments."month" IS NOT NULL AND text <> ''
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
    AND comment_id NOT IN (SELECT id FROM abstentions WHERE owner = 'comment' AND reason = 'no_content')
)
SELECT
  "month", unit_id, case_id,
  CASE
    WHEN NOT bool_and(is_reviewed) THEN 'unreviewed'
    WHEN bool_or(by_priority) THEN 'known'
    ELSE 'random'
  END AS standing
FROM counted
GROUP BY "month", unit_id, case_id
