-- Replies of the month with a score. Whole billionths, so that the order of the rows cannot change the sum.
SELECT
  strftime(replied_on, '%Y-%m') AS "month", unit_id,
  count(*) AS replies,
  CAST(sum(CAST(round(score * 1e9) AS BIGINT)) AS DOUBLE) / 1e9 AS total
FROM reply_quality
JOIN cases USING (case_id)
WHERE score IS NOT NULL AND registered_on <= last_day(replied_on)
  AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
GROUP BY ALL
