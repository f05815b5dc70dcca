WITH texts AS (
  SELECT 'comment' AS owner, comment_id AS id, unit_id, "month", text_id FROM comments
  UNION ALL
  SELECT 'case', case_id, unit_id, "month", summary_id FROM cases
), found AS (
  SELECT texts.*, theme_id, confidence, target, evidence, 'model' AS source
  FROM texts
  JOIN text_tags USING (text_id)
  WHERE model_id = CASE owner WHEN 'comment' THEN $model ELSE $summary_model END
)
SELECT
  concat_ws(':', owner, id, theme_id, source) AS tag_id,
  owner, id, unit_id, "month", theme_id, confidence, target, evidence, source,
  CASE owner WHEN 'comment' THEN $model ELSE $summary_model END AS model_id, $taxonomy AS taxonomy_version
FROM found
WHERE theme_id IN (SELECT unnest($red_flags))
