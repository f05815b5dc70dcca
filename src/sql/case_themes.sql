-- Themes of commented cases, aimed at the handler, from any of the case's comments on the unit in the month.
WITH latest AS (
  SELECT id, arg_max(theme_ids, (reviewed_at, review_id)) AS theme_ids
  FROM reviews
  WHERE owner = 'comment'
  GROUP BY id
), counted AS (
  SELECT comment_id, comments."month", comments.unit_id, comments.case_id, latest.id IS NOT NULL AS is_reviewed, theme_ids
  FROM comments
  JOIN commented_cases USING ("month", unit_id, case_id)
  LEFT JOIN latest ON latest.id = comment_id
  WHERE rated_party = 'unit'
), found AS (
  SELECT counted."month", counted.unit_id, case_id, theme_id, true AS is_tagged, NOT is_reviewed AS is_present
  FROM theme_tags
  JOIN counted ON comment_id = id
  WHERE owner = 'comment' AND target = 'handler' AND source IN ('model', 'rating_reason')
  UNION ALL
  SELECT "month", unit_id, case_id, unnest(theme_ids), false, true
  FROM counted
  WHERE is_reviewed
)
SELECT "month", unit_id, case_id, theme_id, bool_or(is_tagged) AS is_tagged, bool_or(is_present) AS is_present
FROM found
GROUP BY "month", unit_id, case_id, theme_id
