WITH known AS (
  SELECT "month", counted_cases.*,
    CASE WHEN replied_on <= last_day THEN replied_on WHEN closed_on <= last_day THEN closed_on END AS completed
  FROM counted_cases
  JOIN months ON due_on BETWEEN first_day AND last_day
  WHERE registered_on <= last_day
)
SELECT "month", unit_id, case_id, CAST(coalesce(completed <= due_on, false) AS INTEGER) AS success, 1 AS nodes
FROM known
