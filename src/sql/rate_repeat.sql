-- Repeats / cases registered in the month.
SELECT
  "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE is_repeat) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM cases
WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
GROUP BY ALL
