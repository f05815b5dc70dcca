SELECT max("month") AS "month"
FROM (
  SELECT "month" FROM cases
  UNION ALL
  SELECT "month" FROM comments
)
HAVING max("month") IS NOT NULL
