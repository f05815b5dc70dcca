WITH seen AS (
  SELECT "month" FROM cases
  UNION
  SELECT "month" FROM comments WHERE "month" IS NOT NULL
), span AS (
  SELECT unnest(generate_series(
    CAST(min("month") || '-01' AS DATE)::TIMESTAMP, CAST(max("month") || '-01' AS DATE)::TIMESTAMP, INTERVAL 1 MONTH
  ))::DATE AS first_day
  FROM seen
)
SELECT strftime(first_day, '%Y-%m') AS "month", first_day, last_day(first_day) AS last_day
FROM span
