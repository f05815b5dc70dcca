SELECT *
FROM issues
WHERE "month" = $month AND rank <= 50
ORDER BY rank, issue_id
