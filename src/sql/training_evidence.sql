-- Cases behind each module of each unit; a case counts once, however many of the module's themes it has.
WITH parts AS (
  SELECT unnest($modules) AS module_id, unnest($themes) AS theme_id
), cases_of AS (
  SELECT DISTINCT unit_id, module_id, case_id
  FROM case_themes
  JOIN parts USING (theme_id)
  WHERE "month" = $month AND is_present
), policies_of AS (
  SELECT theme_tags.unit_id, module_id, count(DISTINCT comments.case_id) AS policy_cases
  FROM theme_tags
  JOIN parts USING (theme_id)
  JOIN comments ON comment_id = theme_tags.id AND rated_party = 'unit'
  JOIN commented_cases
    ON commented_cases."month" = comments."month" AND commented_cases.unit_id = comments.unit_id
    AND commented_cases.case_id = comments.case_id
  WHERE owner = 'comment' AND target = 'policy' AND theme_tags."month" = $month
  GROUP BY ALL
), issue_cases_of AS (
  SELECT unit_id, module_id, issue_id, count(*) AS cases
  FROM cases_of
  JOIN issue_members USING (case_id)
  WHERE "month" = $month
  GROUP BY ALL
), largest AS (
  SELECT unit_id, module_id, max(cases) AS issue_cases FROM issue_cases_of GROUP BY ALL
), totals AS (
  SELECT unit_id, module_id, count(*) AS cases FROM cases_of GROUP BY ALL
)
SELECT
  unit_id, module_id, coalesce(cases, 0) AS cases, coalesce(policy_cases, 0) AS policy_cases,
  coalesce(issue_cases, 0) AS issue_cases
FROM totals
FULL JOIN policies_of USING (unit_id, module_id)
LEFT JOIN largest USING (unit_id, module_id)
ORDER BY unit_id, module_id
