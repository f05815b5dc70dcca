-- A case counts once per theme, whoever repeats it; tags against the policy or a third party count for no unit.
WITH commented AS (
  SELECT DISTINCT coalesce(comments.case_id, comment_id) AS case_id
  FROM comments
  LEFT JOIN cases USING (case_id)
  WHERE comments."month" = $month AND rated_party = 'unit' AND comments.text_id IS NOT NULL
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
    AND NOT EXISTS (
      SELECT 1 FROM abstentions
      WHERE owner = 'comment' AND id = comment_id AND reason = 'no_content'
    )
), counted AS (
  SELECT *
  FROM cases
  WHERE "month" = $month AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), tagged AS (
  SELECT DISTINCT theme_id, comments.unit_id, coalesce(comments.case_id, comment_id) AS case_id
  FROM theme_tags
  JOIN comments ON owner = 'comment' AND id = comment_id
  LEFT JOIN cases USING (case_id)
  WHERE comments."month" = $month AND rated_party = 'unit' AND target = 'handler'
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
), units_and_all AS (
  SELECT 'theme' AS scope, theme_id AS scope_id, unit_id, count(*) AS number
  FROM tagged
  GROUP BY theme_id, unit_id
  UNION ALL
  SELECT 'theme', theme_id, '', count(DISTINCT case_id) FROM tagged GROUP BY theme_id
  UNION ALL
  SELECT 'subject', subject, unit_id, count(*) FROM counted WHERE subject IS NOT NULL GROUP BY subject, unit_id
  UNION ALL
  SELECT 'subject', subject, '', count(*) FROM counted WHERE subject IS NOT NULL GROUP BY subject
  UNION ALL
  SELECT 'total', 'cases', '', count(*) FROM counted
  UNION ALL
  SELECT 'total', 'commented', '', count(*) FROM commented
)
SELECT $month AS "month", scope, scope_id, unit_id, number AS count
FROM units_and_all
ORDER BY scope, scope_id, unit_id
