-- One row per case and deadline that was missed by $day, the last day of the last month; it belongs to the month of
-- the day after the deadline. An act is not supervised where no source has a column for its day. A deduction needs a named person: the latest decision on `case_id:kind` holds.
WITH counted AS (
  SELECT
    *, CAST($day AS DATE) AS day, accepted_on + CAST($completion_days AS INTEGER) AS ordinary_on,
    coalesce(
      if(replied_on <= CAST($day AS DATE), replied_on, NULL), if(closed_on <= CAST($day AS DATE), closed_on, NULL)
    ) AS completed
  FROM cases
  WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL AND registered_on <= CAST($day AS DATE)
), acts AS (
  SELECT
    case_id, unit_id, day, 'acceptance' AS kind, registered_on + CAST($acceptance_days AS INTEGER) AS due_on,
    coalesce(
      if(accepted_on <= day, accepted_on, NULL), if(acceptance_notice_on <= day, acceptance_notice_on, NULL), completed
    ) AS done_on
  FROM counted
  UNION ALL
  SELECT
    case_id, unit_id, day, 'completion',
    coalesce(
      due_on,
      CASE WHEN extension_notified_on <= ordinary_on THEN ordinary_on + CAST($extension_days AS INTEGER) END,
      ordinary_on
    ),
    completed
  FROM counted
), decisions AS (
  SELECT
    subject_id,
    arg_max(struct_pack(decision, confirmed_by, confirmed_at), (confirmed_at, confirmation_id)) AS last
  FROM confirmations
  WHERE kind = 'supervision' AND confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL
  GROUP BY subject_id
)
SELECT
  case_id, kind, unit_id,
  strftime(due_on + 1, '%Y-%m') AS "month",
  due_on,
  coalesce(done_on, day) - due_on AS days_over,
  CASE WHEN done_on IS NULL THEN 'open' ELSE 'closed' END AS state,
  if(last.decision = 'confirmed', last.confirmed_by, NULL) AS confirmed_by,
  if(last.decision = 'confirmed', last.confirmed_at, NULL) AS confirmed_at,
  if(last.decision = 'confirmed', CAST($per_case AS DOUBLE), 0) AS deduction
FROM acts
LEFT JOIN decisions ON subject_id = concat(case_id, ':', kind)
WHERE (
    NOT EXISTS (SELECT 1 FROM sources WHERE columns IS NOT NULL)
    OR EXISTS (
      SELECT 1 FROM sources
      WHERE list_has_any(columns, ['cases.replied_on', 'cases.closed_on'])
        OR (kind = 'acceptance' AND list_has_any(columns, ['cases.accepted_on', 'cases.acceptance_notice_on']))
    )
  )
  AND due_on < day AND (done_on IS NULL OR done_on > due_on)
