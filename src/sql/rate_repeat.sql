SELECT "month", unit_id, case_id, CAST(is_repeat AS INTEGER) AS success, 1 AS nodes
FROM counted_cases
JOIN months ON registered_on BETWEEN first_day AND last_day
