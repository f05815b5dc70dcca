SELECT "month", unit_id, count(DISTINCT case_id) AS cases
FROM supervision
WHERE deduction > 0
GROUP BY "month", unit_id
ORDER BY "month", unit_id
