SELECT
  "month", unit_id, case_id,
  CAST(coalesce(registered_on <= last_day, false) AS INTEGER)
    + CAST(coalesce(transferred_on <= last_day, false) AS INTEGER)
    + CAST(coalesce(acceptance_notice_on <= last_day, false) AS INTEGER)
    + CAST(coalesce(document_on <= last_day, false) AS INTEGER)
    + CAST(coalesce(delivered_on <= last_day, false) AS INTEGER) AS success,
  5 AS nodes
FROM counted_cases
JOIN months ON closed_on BETWEEN first_day AND last_day
