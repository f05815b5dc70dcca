SELECT "month", unit_id, list({'score': reply_quality.score} ORDER BY case_id) AS scores
FROM counted_cases
JOIN months ON replied_on BETWEEN first_day AND last_day
JOIN reply_quality USING (case_id)
WHERE reply_quality.score IS NOT NULL
GROUP BY "month", unit_id
ORDER BY "month", unit_id
