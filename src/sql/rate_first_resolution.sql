-- No linked repeat from closing to the end of the window (90 days) / first-time cases whose window ended in the month.
-- Linked: repeat_of leads to the case, directly or in steps, whichever unit. `known_on` is the day on which the last
-- case of the chain was registered: a chain with a case from after the month is not known yet.
WITH RECURSIVE counted AS (
  SELECT * FROM cases WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), links AS (
  SELECT case_id, repeat_of AS origin, registered_on, registered_on AS known_on
  FROM counted
  WHERE repeat_of IS NOT NULL
  UNION
  SELECT links.case_id, between_them.repeat_of, links.registered_on, greatest(known_on, between_them.registered_on)
  FROM links
  JOIN counted AS between_them ON between_them.case_id = links.origin
  WHERE between_them.repeat_of IS NOT NULL
), firsts AS (
  SELECT case_id, unit_id, registered_on, closed_on, closed_on + CAST($repeat_window_days AS INTEGER) AS window_end
  FROM counted
  WHERE is_first AND closed_on IS NOT NULL
), repeated AS (
  SELECT DISTINCT firsts.case_id
  FROM firsts
  JOIN links ON links.origin = firsts.case_id AND links.case_id <> firsts.case_id
  WHERE links.registered_on BETWEEN closed_on AND window_end AND known_on <= last_day(window_end)
), windows AS (
  SELECT last_day(window_end) AS day, unit_id, case_id, case_id NOT IN (FROM repeated) AS resolved, true AS is_over
  FROM firsts
  WHERE registered_on <= last_day(window_end)
  UNION ALL
  SELECT last_day(CAST(unnest(generate_series(
    date_trunc('month', greatest(closed_on, registered_on)), date_trunc('month', window_end) - INTERVAL 1 MONTH,
    INTERVAL 1 MONTH
  )) AS DATE)), unit_id, case_id, false, false
  FROM firsts
)
SELECT
  strftime(day, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  count(*) FILTER (WHERE resolved) AS numerator, count(*) FILTER (WHERE is_over) AS denominator,
  count(*) FILTER (WHERE NOT is_over) AS open_windows
FROM windows
GROUP BY ALL
