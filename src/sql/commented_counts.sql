-- A case is known by a priority review, or reviewed when all its comments are.
WITH latest AS (
  SELECT id AS comment_id, theme_ids, sampled
  FROM reviews
  WHERE owner = 'comment'
  QUALIFY row_number() OVER (PARTITION BY id ORDER BY reviewed_at DESC, review_id DESC) = 1
), commented AS (
  SELECT
    "month", unit_id, case_id,
    CASE
      WHEN bool_or(coalesce(latest.sampled = 'priority', false)) THEN 'known'
      WHEN bool_and(latest.comment_id IS NOT NULL) THEN 'reviewed'
      ELSE 'open'
    END AS standing
  FROM counted_comments
  LEFT JOIN latest USING (comment_id)
  WHERE "month" IS NOT NULL
  GROUP BY "month", unit_id, case_id
  HAVING bool_or(has_content)
)
SELECT
  "month", unit_id, count(*) AS commented,
  count(*) FILTER (standing = 'known') AS known,
  count(*) FILTER (standing = 'reviewed') AS reviewed
FROM commented
GROUP BY "month", unit_id
ORDER BY "month", unit_id
