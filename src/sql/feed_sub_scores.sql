SELECT *
FROM sub_scores
WHERE month = $month
ORDER BY unit_id, indicator_id
