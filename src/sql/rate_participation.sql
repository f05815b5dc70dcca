SELECT
  months."month", unit_id, case_id,
  CAST(bool_or(rating IS NOT NULL AND coalesce(rated_on <= rating_deadline_on, false)) AS INTEGER) AS success,
  1 AS nodes
FROM counted_comments
JOIN months ON rating_deadline_on BETWEEN first_day AND last_day
GROUP BY months."month", unit_id, case_id
