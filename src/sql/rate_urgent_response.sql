WITH due AS (
  SELECT *, reported_at + to_hours($urgent_hours) AS deadline
  FROM counted_cases
  WHERE is_urgent AND reported_at IS NOT NULL
)
SELECT "month", unit_id, case_id, CAST(coalesce(onsite_at <= deadline, false) AS INTEGER) AS success, 1 AS nodes
FROM due
JOIN months ON CAST(deadline AS DATE) BETWEEN first_day AND last_day
