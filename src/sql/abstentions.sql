WITH texts AS (
  SELECT 'comment' AS owner, comment_id AS id, text_id FROM comments
  UNION ALL
  SELECT 'case', case_id, summary_id FROM cases
)
SELECT owner, id, CASE WHEN texts.text_id IS NULL THEN 'no_content' ELSE abstain END AS reason
FROM texts
LEFT JOIN text_labels ON text_labels.text_id = texts.text_id 
  AND model_id = CASE owner WHEN 'comment' THEN $model ELSE $summary_model END
WHERE texts.text_id IS NULL OR abstain IS NOT NULL
