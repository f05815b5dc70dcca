-- Accepted by the deadline (registered_on + 15 days) / cases with the deadline in the month. Accepted = accepted_on,
-- else the written notice, else the completion; what happened after the month's end has not happened yet. Where no source
-- has a column for any of these days, nothing is known and the cohort is empty.
WITH timed AS (
  SELECT *, registered_on + CAST($acceptance_days AS INTEGER) AS deadline
  FROM cases
  WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), seen AS (
  SELECT unit_id, case_id, deadline, coalesce(
    if(accepted_on <= last_day(deadline), accepted_on, NULL),
    if(acceptance_notice_on <= last_day(deadline), acceptance_notice_on, NULL),
    if(replied_on <= last_day(deadline), replied_on, NULL),
    if(closed_on <= last_day(deadline), closed_on, NULL)
  ) AS accepted
  FROM timed
)
SELECT
  strftime(deadline, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE accepted <= deadline) AS numerator, count(*) AS denominator, 0 AS open_windows
FROM seen
WHERE (
  NOT EXISTS (SELECT 1 FROM sources WHERE columns IS NOT NULL)
  OR EXISTS (SELECT 1 FROM sources WHERE list_has_any(columns, ['cases.accepted_on', 'cases.acceptance_notice_on', 'cases.replied_on', 'cases.closed_on']))
)
GROUP BY ALL
