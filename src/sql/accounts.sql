-- Sources whose rows are not all in a relation or in rejects.
WITH kept AS (
  SELECT source_id, "row" FROM admitted_cases
  UNION
  SELECT source_id, "row" FROM admitted_comments
  UNION
  SELECT source_id, "row" FROM raw.raw_units
  UNION
  SELECT source_id, "row" FROM raw.raw_appraisals
  EXCEPT
  SELECT source_id, "row" FROM rejects
)
SELECT source_id, rows_read, count(kept."row") AS rows_kept, rows_rejected
FROM sources
LEFT JOIN kept USING (source_id)
GROUP BY source_id, rows_read, rows_rejected
HAVING rows_read <> count(kept."row") + rows_rejected
ORDER BY source_id
