SELECT
  "month", definition_id,
  sum(CAST(numerator AS BIGINT)) AS numerator,
  sum(CAST(denominator AS BIGINT)) AS denominator
FROM rates
GROUP BY "month", definition_id
ORDER BY "month", definition_id
