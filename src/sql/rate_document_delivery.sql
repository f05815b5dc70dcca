-- Delivered by the deadline (document_on + 10 days) / cases with the deadline in the month.
WITH timed AS (
  SELECT *, document_on + CAST($delivery_days AS INTEGER) AS deadline
  FROM cases
  WHERE document_on IS NOT NULL AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
)
SELECT
  strftime(deadline, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE delivered_on <= deadline) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM timed
WHERE registered_on <= last_day(deadline)
GROUP BY ALL
