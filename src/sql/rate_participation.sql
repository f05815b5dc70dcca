-- Rated by the rating deadline / cases with such a deadline in the month; any row of the case will do.
WITH invited AS (
  SELECT
    strftime(rating_deadline_on, '%Y-%m') AS "month", comments.unit_id, comments.case_id,
    bool_or(rating IS NOT NULL AND rated_on IS NOT NULL AND rated_on <= rating_deadline_on) AS took_part
  FROM comments
  LEFT JOIN cases USING (case_id)
  WHERE rated_party = 'unit' AND rating_deadline_on IS NOT NULL
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
  GROUP BY ALL
)
SELECT
  "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE took_part) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM invited
GROUP BY ALL
