-- Completed by the deadline / cases with the deadline in the month. Deadline = due_on as recorded, else 60 days from
-- acceptance, 30 more where the extension was notified in time. Completed = replied_on, else closed_on;
-- where no source has a column for either, nothing is known and the cohort is empty.
WITH started AS (
  SELECT *, accepted_on + CAST($completion_days AS INTEGER) AS ordinary_on
  FROM cases
  WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), timed AS (
  SELECT *, coalesce(
    due_on,
    CASE WHEN extension_notified_on <= ordinary_on THEN ordinary_on + CAST($extension_days AS INTEGER) END,
    ordinary_on
  ) AS deadline
  FROM started
), seen AS (
  SELECT unit_id, case_id, deadline, coalesce(
    if(replied_on <= last_day(deadline), replied_on, NULL),
    if(closed_on <= last_day(deadline), closed_on, NULL)
  ) AS completed
  FROM timed
  WHERE registered_on <= last_day(deadline)
)
SELECT
  strftime(deadline, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE completed <= deadline) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM seen
WHERE (
  NOT EXISTS (SELECT 1 FROM sources WHERE columns IS NOT NULL)
  OR EXISTS (SELECT 1 FROM sources WHERE list_has_any(columns, ['cases.replied_on', 'cases.closed_on']))
)
GROUP BY ALL
