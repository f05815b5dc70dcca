SELECT *
FROM theme_tags
WHERE month = $month AND NOT list_contains($red_flags, theme_id)
ORDER BY tag_id
