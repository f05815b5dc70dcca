-- Texts on the restricted list (red flags, accusations) are quoted nowhere.
WITH of_issues AS (
  SELECT
    'issue' AS scope, issue_id AS scope_id, 'case' AS owner, case_id AS id, unit_id, summary AS text,
    CAST([] AS STRUCT("start" INTEGER, "end" INTEGER)[]) AS evidence, summary_id AS text_id,
    CASE WHEN issue_members.duplicate_of IS NULL THEN similarity ELSE similarity - 1 END AS fit
  FROM issue_members
  JOIN cases USING (case_id)
  WHERE issue_members."month" = $month AND summary <> '' AND route <> 'accusation'
    AND issue_id IN (SELECT issue_id FROM issues WHERE "month" = $month AND rank <= 50)
), of_themes AS (
  SELECT
    'theme' AS scope, theme_id AS scope_id, 'comment' AS owner, comment_id AS id, comments.unit_id, text, evidence,
    text_id, CASE WHEN length(text) BETWEEN 10 AND 160 THEN confidence ELSE confidence - 1 END AS fit
  FROM theme_tags
  JOIN comments ON theme_tags.owner = 'comment' AND theme_tags.id = comments.comment_id
  LEFT JOIN cases USING (case_id)
  WHERE theme_tags."month" = $month AND target = 'handler' AND theme_tags.source = 'model' AND rated_party = 'unit'
    AND (cases.case_id IS NULL
      OR (is_counted AND route NOT IN ('litigation', 'accusation') AND cases.duplicate_of IS NULL))
), quotable AS (
  SELECT found.*
  FROM (SELECT * FROM of_issues UNION ALL SELECT * FROM of_themes) AS found
  ANTI JOIN red_flags ON red_flags.owner = found.owner AND red_flags.id = found.id
), distinct_texts AS (
  SELECT *
  FROM quotable
  QUALIFY row_number() OVER (PARTITION BY scope, scope_id, text_id ORDER BY fit DESC, id) = 1
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY scope, scope_id ORDER BY fit DESC, id) AS ordinal
  FROM distinct_texts
)
SELECT scope, scope_id, ordinal, owner, id, coalesce(units.name, ranked.unit_id) AS unit, text, evidence
FROM ranked
LEFT JOIN units USING (unit_id)
WHERE ordinal <= 3
ORDER BY scope, scope_id, ordinal
