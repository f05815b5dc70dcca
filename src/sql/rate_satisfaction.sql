-- Satisfied / cases rated in the month: one per case, by its last rating of the month (rated_on, then comment_id).
WITH last_ratings AS (
  SELECT
    comments."month", comments.unit_id, comments.case_id,
    arg_max(rating, (rated_on, comment_id)) AS rating
  FROM comments
  LEFT JOIN cases USING (case_id)
  WHERE rated_party = 'unit' AND rating IS NOT NULL AND comments."month" IS NOT NULL
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
  GROUP BY ALL
)
SELECT
  "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE list_contains($satisfied, rating)) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM last_ratings
GROUP BY ALL
