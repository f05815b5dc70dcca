-- Acceptance is accepted_on, else the notice, else completion, as known at the end of the month.
WITH due AS (
  SELECT *, registered_on + $acceptance_days AS deadline FROM counted_cases
), known AS (
  SELECT "month", due.*,
    CASE
      WHEN accepted_on <= last_day THEN accepted_on
      WHEN acceptance_notice_on <= last_day THEN acceptance_notice_on
      WHEN replied_on <= last_day THEN replied_on
      WHEN closed_on <= last_day THEN closed_on
    END AS accepted
  FROM due
  JOIN months ON deadline BETWEEN first_day AND last_day
)
SELECT "month", unit_id, case_id, CAST(coalesce(accepted <= deadline, false) AS INTEGER) AS success, 1 AS nodes
FROM known
