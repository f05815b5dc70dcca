WITH texts AS (
  SELECT text_id, text FROM comments WHERE text_id IS NOT NULL
  UNION
  SELECT summary_id, summary FROM cases WHERE summary_id IS NOT NULL
)
SELECT text_id, text
FROM texts
WHERE text_id NOT IN (SELECT text_id FROM tokens WHERE version = $version)
  OR text_id NOT IN (SELECT text_id FROM clauses WHERE version = $version)
