SELECT *
FROM issues
WHERE month = $month
ORDER BY rank, issue_id
