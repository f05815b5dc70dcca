-- A repeat is linked where repeat_of leads to the case, directly or in steps, whichever unit.
WITH RECURSIVE linked AS (
  SELECT repeats.case_id AS repeat_id, repeats.registered_on AS repeated_on, repeats.repeat_of AS case_id
  FROM counted_cases AS repeats
  WHERE repeats.repeat_of IS NOT NULL
  UNION
  SELECT linked.repeat_id, linked.repeated_on, earlier.repeat_of
  FROM linked
  JOIN counted_cases AS earlier ON earlier.case_id = linked.case_id
  WHERE earlier.repeat_of IS NOT NULL
), closed AS (
  SELECT "month", unit_id, case_id, closed_on
  FROM counted_cases
  JOIN months ON closed_on + $repeat_days BETWEEN first_day AND last_day
  WHERE is_first
)
SELECT
  closed."month", closed.unit_id, closed.case_id,
  CAST(count(linked.repeat_id) = 0 AS INTEGER) AS success,
  1 AS nodes
FROM closed
LEFT JOIN linked
  ON linked.case_id = closed.case_id AND linked.repeat_id <> closed.case_id
  AND linked.repeated_on BETWEEN closed.closed_on AND closed.closed_on + $repeat_days
GROUP BY closed."month", closed.unit_id, closed.case_id
