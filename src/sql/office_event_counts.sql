-- Excluded cases and their comments count in none of these (scoring.md, section 1).
WITH counted AS (
  SELECT case_id, "month", coalesce(replied_on, closed_on) AS completed_on
  FROM cases
  WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), counted_comments AS (
  SELECT comments.*
  FROM comments
  LEFT JOIN cases USING (case_id)
  WHERE rated_party = 'unit' AND comments."month" IS NOT NULL
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
), events AS (
  SELECT "month", 'cases' AS measure, count(*) AS number FROM counted GROUP BY ALL
  UNION ALL
  SELECT strftime(completed_on, '%Y-%m'), 'completed', count(*)
  FROM counted
  WHERE completed_on IS NOT NULL
  GROUP BY ALL
  UNION ALL
  SELECT "month", 'comments', count(*)
  FROM counted_comments
  WHERE text <> ''
    AND NOT EXISTS (
      SELECT 1 FROM abstentions
      WHERE owner = 'comment' AND id = comment_id AND reason = 'no_content'
    )
  GROUP BY ALL
  UNION ALL
  SELECT "month", 'rated', count(DISTINCT (unit_id, case_id))
  FROM counted_comments
  WHERE rating IS NOT NULL
  GROUP BY ALL
)
SELECT "month", measure, number AS count
FROM events
ORDER BY "month", measure
