SELECT min(day) AS first_on, max(day) AS last_on
FROM (
  SELECT registered_on AS day FROM cases
  UNION ALL
  SELECT replied_on FROM cases
  UNION ALL
  SELECT closed_on FROM cases
  UNION ALL
  SELECT rated_on FROM comments
)
