WITH texts AS (
  SELECT 'comment' AS owner, comment_id AS id, text_id FROM comments
  UNION ALL
  SELECT 'case', case_id, summary_id FROM cases
)
SELECT owner, id, polarity, confidence
FROM texts
JOIN text_labels USING (text_id)
WHERE model_id = CASE owner WHEN 'comment' THEN $model ELSE $summary_model END
  AND abstain IS DISTINCT FROM 'no_content'
