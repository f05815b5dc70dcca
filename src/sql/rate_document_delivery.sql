SELECT "month", unit_id, case_id, CAST(coalesce(delivered_on <= document_on + $delivery_days, false) AS INTEGER) AS success, 1 AS nodes
FROM counted_cases
JOIN months ON document_on + $delivery_days BETWEEN first_day AND last_day
WHERE registered_on <= last_day
