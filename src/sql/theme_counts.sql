SELECT
  "month", unit_id, theme_id,
  count(*) FILTER (WHERE is_present) AS present,
  count(*) FILTER (WHERE is_present AND standing = 'known') AS present_known,
  count(*) FILTER (WHERE is_tagged AND standing <> 'known') AS tagged_others,
  count(*) FILTER (WHERE is_tagged AND is_present AND standing = 'random') AS tp,
  count(*) FILTER (WHERE is_tagged AND NOT is_present AND standing = 'random') AS fp,
  count(*) FILTER (WHERE NOT is_tagged AND is_present AND standing = 'random') AS fn
FROM case_themes
JOIN commented_cases USING ("month", unit_id, case_id)
GROUP BY "month", unit_id, theme_id
ORDER BY "month", unit_id, theme_id
