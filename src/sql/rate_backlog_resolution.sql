-- Closed by the end of the month / backlog cases registered before the month and not closed before the twelve months
-- that end with it. Months from $first_month to $last_month.
WITH months AS (
  SELECT CAST(unnest(generate_series(
    CAST($first_month || '-01' AS DATE), CAST($last_month || '-01' AS DATE), INTERVAL 1 MONTH
  )) AS DATE) AS first_on
), backlog AS (
  SELECT unit_id, case_id, registered_on, closed_on
  FROM cases
  WHERE is_backlog AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
)
SELECT
  strftime(first_on, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE closed_on <= last_day(first_on)) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM backlog
JOIN months ON registered_on < first_on
  AND (closed_on IS NULL OR closed_on >= first_on - to_months(CAST($backlog_months AS INTEGER) - 1))
GROUP BY ALL
