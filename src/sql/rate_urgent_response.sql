-- On site within 24 hours of the report / urgent cases with that moment in the month; nobody on site is a failure.
WITH timed AS (
  SELECT *, reported_at + to_hours(CAST($urgent_hours AS INTEGER)) AS deadline
  FROM cases
  WHERE is_urgent AND reported_at IS NOT NULL AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
)
SELECT
  strftime(deadline, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE onsite_at <= deadline) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM timed
WHERE registered_on <= last_day(deadline)
GROUP BY ALL
