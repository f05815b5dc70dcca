-- A month is computed anew where its theme rates, its issues or its workload have changed.
WITH rates_of AS (
  SELECT "month", md5(string_agg(
    concat_ws(',', unit_id, theme_id, numerator, denominator, coalesce(CAST(value AS VARCHAR), ''),
      coalesce(CAST(low AS VARCHAR), ''), coalesce(CAST(high AS VARCHAR), ''), coalesce(CAST(q_value AS VARCHAR), ''),
      coalesce(CAST(q_previous AS VARCHAR), '')),
    ';' ORDER BY unit_id, theme_id
  )) AS digest
  FROM theme_rates
  GROUP BY "month"
), themes_of AS (
  SELECT "month", md5(string_agg(concat_ws(',', unit_id, case_id, theme_id), ';' ORDER BY unit_id, case_id, theme_id)) AS digest
  FROM case_themes
  WHERE is_present
  GROUP BY "month"
), policies_of AS (
  SELECT "month", md5(string_agg(tag_id, ';' ORDER BY tag_id)) AS digest
  FROM theme_tags
  WHERE owner = 'comment' AND target = 'policy'
  GROUP BY "month"
), issues_of AS (
  SELECT "month", md5(string_agg(concat_ws(',', issue_id, case_id), ';' ORDER BY issue_id, case_id)) AS digest
  FROM issue_members
  GROUP BY "month"
), workloads_of AS (
  SELECT "month", md5(string_agg(
    concat_ws(',', unit_id, definition_id, denominator, coalesce(CAST(value AS VARCHAR), ''),
      coalesce(CAST(tier_mean AS VARCHAR), ''), coalesce(CAST(q_value AS VARCHAR), '')),
    ';' ORDER BY unit_id, definition_id
  )) AS digest
  FROM rates
  WHERE definition_id IN ('repeat', 'timely_acceptance', 'on_time_completion')
  GROUP BY "month"
), offices AS (
  SELECT md5(string_agg(concat_ws(',', unit_id, tier, coalesce(headcount, -1)), ';' ORDER BY unit_id)) AS digest
  FROM units
)
SELECT rates_of."month", concat_ws(' ', rates_of.digest, themes_of.digest, policies_of.digest, issues_of.digest,
  workloads_of.digest, offices.digest, before.digest) AS digest
FROM rates_of
CROSS JOIN offices
LEFT JOIN themes_of ON themes_of."month" = rates_of."month"
LEFT JOIN policies_of ON policies_of."month" = rates_of."month"
LEFT JOIN issues_of ON issues_of."month" = rates_of."month"
LEFT JOIN workloads_of ON workloads_of."month" = rates_of."month"
LEFT JOIN rates_of AS before
  ON before."month" = strftime(CAST(rates_of."month" || '-01' AS DATE) - INTERVAL 1 MONTH, '%Y-%m')
ORDER BY rates_of."month"
