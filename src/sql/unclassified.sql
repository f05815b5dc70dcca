WITH texts AS (
  SELECT text_id, text, true AS is_comment FROM comments WHERE text_id IS NOT NULL
  UNION ALL
  SELECT summary_id, summary, false FROM cases WHERE summary_id IS NOT NULL
)
SELECT text_id, any_value(text) AS text, bool_or(is_comment) AS is_comment
FROM texts
WHERE text_id NOT IN (SELECT text_id FROM text_labels WHERE model_id = $model)
GROUP BY text_id
ORDER BY text_id
