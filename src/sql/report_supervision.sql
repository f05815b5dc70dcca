SELECT case_id, kind, coalesce(units.name, supervision.unit_id) AS unit, due_on, days_over, state
FROM supervision
LEFT JOIN units USING (unit_id)
WHERE state = 'open' AND "month" <= $month
ORDER BY days_over DESC, case_id, kind
LIMIT 50
