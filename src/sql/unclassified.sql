-- A text that is both a comment and a summary is read as each, where their models differ.
WITH texts AS (
  SELECT text_id, text, $model AS model_id, true AS is_comment FROM comments WHERE text_id IS NOT NULL
  UNION ALL
  SELECT summary_id, summary, $summary_model, false FROM cases WHERE summary_id IS NOT NULL
)
SELECT text_id, model_id, any_value(text) AS text, bool_or(is_comment) AS is_comment
FROM texts
ANTI JOIN text_labels USING (text_id, model_id)
GROUP BY text_id, model_id
ORDER BY text_id, model_id
