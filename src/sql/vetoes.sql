-- Candidates from text: enough tagged cases of one unit in one month. They act only when a named person confirms.
WITH candidates AS (
  SELECT counted_comments."month", counted_comments.unit_id, theme_id AS kind,
    list(DISTINCT tag_id ORDER BY tag_id) AS evidence, count(DISTINCT case_id) AS cases
  FROM theme_tags
  JOIN counted_comments ON theme_tags.owner = 'comment' AND theme_tags.id = counted_comments.comment_id
  WHERE target = 'handler' AND counted_comments."month" IS NOT NULL AND theme_id IN (SELECT unnest($veto_themes))
  GROUP BY counted_comments."month", counted_comments.unit_id, theme_id
), decided AS (
  SELECT kind, subject_id, decision, confirmed_by, confirmed_at, reason
  FROM confirmations
  QUALIFY row_number() OVER (PARTITION BY kind, subject_id ORDER BY confirmed_at DESC, confirmation_id DESC) = 1
)
SELECT
  "month", unit_id, candidates.kind, coalesce(decision, 'candidate') AS state, evidence, confirmed_by, confirmed_at, reason
FROM candidates
LEFT JOIN decided ON decided.kind = candidates.kind AND decided.subject_id = candidates."month" || ' ' || candidates.unit_id
WHERE cases >= $veto_cases
