-- The day after a missed deadline, as known at the end of the last month with data.
WITH horizon AS (
  SELECT max(last_day) AS today FROM months
), acts AS (
  SELECT 'acceptance' AS kind, case_id, unit_id, registered_on + $acceptance_days AS deadline, today,
    CASE
      WHEN accepted_on <= today THEN accepted_on
      WHEN acceptance_notice_on <= today THEN acceptance_notice_on
      WHEN replied_on <= today THEN replied_on
      WHEN closed_on <= today THEN closed_on
    END AS done
  FROM counted_cases, horizon
  UNION ALL
  SELECT 'completion', case_id, unit_id, due_on, today,
    CASE WHEN replied_on <= today THEN replied_on WHEN closed_on <= today THEN closed_on END
  FROM counted_cases, horizon
  WHERE due_on IS NOT NULL AND registered_on <= today
), decided AS (
  SELECT kind, subject_id AS case_id, decision, confirmed_by, confirmed_at
  FROM confirmations
  QUALIFY row_number() OVER (PARTITION BY kind, subject_id ORDER BY confirmed_at DESC, confirmation_id DESC) = 1
)
SELECT
  case_id, kind, unit_id, strftime(deadline + 1, '%Y-%m') AS "month", deadline AS due_on,
  coalesce(done, today) - deadline AS days_over,
  CASE WHEN done IS NULL THEN 'open' ELSE 'closed' END AS state,
  CASE WHEN decision = 'confirmed' THEN confirmed_by END AS confirmed_by,
  CASE WHEN decision = 'confirmed' THEN confirmed_at END AS confirmed_at,
  CASE WHEN decision = 'confirmed' THEN $deduction_each ELSE 0 END AS deduction
FROM acts
LEFT JOIN decided USING (kind, case_id)
WHERE deadline + 1 <= today AND (done IS NULL OR done > deadline)
