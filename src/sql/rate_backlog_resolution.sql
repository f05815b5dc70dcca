SELECT "month", unit_id, case_id, CAST(coalesce(closed_on <= last_day, false) AS INTEGER) AS success, 1 AS nodes
FROM counted_cases
JOIN months
  ON registered_on < first_day
  AND (closed_on IS NULL OR closed_on >= CAST(first_day - to_months($backlog_months - 1) AS DATE))
WHERE is_backlog
