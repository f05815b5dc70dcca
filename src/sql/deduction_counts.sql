-- Cases with a confirmed deduction, each once, in the month of its missed deadline.
SELECT "month", unit_id, count(DISTINCT case_id) AS cases
FROM supervision
WHERE deduction > 0
GROUP BY "month", unit_id
