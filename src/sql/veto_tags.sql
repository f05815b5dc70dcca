-- Tags behind the numerators of the themes that a veto may rest on; a tag that a review has overruled is none.
SELECT
  theme_tags."month", theme_tags.unit_id, theme_tags.theme_id, comments.case_id, tag_id,
  CASE WHEN standing = 'unreviewed' THEN confidence ELSE 1 END AS confidence
FROM theme_tags
JOIN comments ON comment_id = theme_tags.id AND rated_party = 'unit'
JOIN commented_cases
  ON commented_cases."month" = theme_tags."month" AND commented_cases.unit_id = theme_tags.unit_id
  AND commented_cases.case_id = comments.case_id
JOIN case_themes
  ON case_themes."month" = theme_tags."month" AND case_themes.unit_id = theme_tags.unit_id
  AND case_themes.case_id = comments.case_id AND case_themes.theme_id = theme_tags.theme_id
WHERE owner = 'comment' AND target = 'handler' AND is_present AND list_contains($themes, theme_tags.theme_id)
ORDER BY tag_id
