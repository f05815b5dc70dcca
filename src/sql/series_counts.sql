-- A case counts once per theme, whoever repeats it; tags against the policy or a third party count for no unit.
WITH tagged AS (
  SELECT DISTINCT theme_id, comments.unit_id, coalesce(comments.case_id, comment_id) AS case_id
  FROM theme_tags
  JOIN comments ON owner = 'comment' AND id = comment_id
  LEFT JOIN cases USING (case_id)
  WHERE comments."month" = $month AND rated_party = 'unit' AND target = 'handler'
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
), registered AS (
  SELECT subject, unit_id
  FROM cases
  WHERE "month" = $month AND subject IS NOT NULL AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), units_and_all AS (
  SELECT 'theme' AS scope, theme_id AS scope_id, unit_id, count(*) AS number
  FROM tagged
  GROUP BY theme_id, unit_id
  UNION ALL
  SELECT 'theme', theme_id, '', count(DISTINCT case_id) FROM tagged GROUP BY theme_id
  UNION ALL
  SELECT 'subject', subject, unit_id, count(*) FROM registered GROUP BY subject, unit_id
  UNION ALL
  SELECT 'subject', subject, '', count(*) FROM registered GROUP BY subject
)
SELECT $month AS "month", scope, scope_id, unit_id, number AS count
FROM units_and_all
ORDER BY scope, scope_id, unit_id
