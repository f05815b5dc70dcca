SELECT relation, rows
FROM (
  SELECT 'sources' AS relation, count(*) AS rows FROM sources
  UNION ALL
  SELECT 'rejects' AS relation, count(*) AS rows FROM rejects
  UNION ALL
  SELECT 'units' AS relation, count(*) AS rows FROM units
  UNION ALL
  SELECT 'appraisals' AS relation, count(*) AS rows FROM appraisals
  UNION ALL
  SELECT 'comments' AS relation, count(*) AS rows FROM comments
  UNION ALL
  SELECT 'cases' AS relation, count(*) AS rows FROM cases
  UNION ALL
  SELECT 'redactions' AS relation, count(*) AS rows FROM redactions
  UNION ALL
  SELECT 'theme_tags' AS relation, count(*) AS rows FROM theme_tags
  UNION ALL
  SELECT 'abstentions' AS relation, count(*) AS rows FROM abstentions
  UNION ALL
  SELECT 'polarities' AS relation, count(*) AS rows FROM polarities
  UNION ALL
  SELECT 'reply_quality' AS relation, count(*) AS rows FROM reply_quality
  UNION ALL
  SELECT 'issues' AS relation, count(*) AS rows FROM issues
  UNION ALL
  SELECT 'issue_members' AS relation, count(*) AS rows FROM issue_members
  UNION ALL
  SELECT 'bursts' AS relation, count(*) AS rows FROM bursts
  UNION ALL
  SELECT 'candidate_themes' AS relation, count(*) AS rows FROM candidate_themes
  UNION ALL
  SELECT 'rates' AS relation, count(*) AS rows FROM rates
  UNION ALL
  SELECT 'theme_rates' AS relation, count(*) AS rows FROM theme_rates
  UNION ALL
  SELECT 'score_components' AS relation, count(*) AS rows FROM score_components
  UNION ALL
  SELECT 'sub_scores' AS relation, count(*) AS rows FROM sub_scores
  UNION ALL
  SELECT 'supervision' AS relation, count(*) AS rows FROM supervision
  UNION ALL
  SELECT 'vetoes' AS relation, count(*) AS rows FROM vetoes
  UNION ALL
  SELECT 'appeals' AS relation, count(*) AS rows FROM appeals
  UNION ALL
  SELECT 'reviews' AS relation, count(*) AS rows FROM reviews
  UNION ALL
  SELECT 'training_needs' AS relation, count(*) AS rows FROM training_needs
  UNION ALL
  SELECT 'model_card' AS relation, count(*) AS rows FROM model_card
)
ORDER BY relation
