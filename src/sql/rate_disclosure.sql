-- Required dates given by the end of the month / five per case closed in the month: registration, transfer, notice of
-- acceptance, document, delivery.
WITH closed AS (
  SELECT
    last_day(closed_on) AS day, unit_id, case_id,
    len(list_filter(
      [registered_on, transferred_on, acceptance_notice_on, document_on, delivered_on],
      lambda node: node <= last_day(closed_on)
    )) AS nodes
  FROM cases
  WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL AND registered_on <= last_day(closed_on)
)
SELECT
  strftime(day, '%Y-%m') AS "month", unit_id, CASE WHEN $by_case THEN case_id END AS case_id,
  sum(nodes) AS numerator, 5 * count(*) AS denominator, 0 AS open_windows
FROM closed
GROUP BY ALL
