WITH sums AS (
  SELECT
    scope, scope_id, unit_id,
    coalesce(sum(count) FILTER ("month" = $month), 0) AS observed,
    coalesce(sum(count) FILTER ("month" < $month), 0) AS earlier
  FROM series_counts
  WHERE "month" >= $from AND "month" <= $month
  GROUP BY scope, scope_id, unit_id
)
SELECT *
FROM sums
WHERE observed >= $least OR scope = 'total'
ORDER BY scope, scope_id, unit_id
