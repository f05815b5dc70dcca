-- A case counts once per theme. A comment with a review counts as its latest review says, else as the machine says.
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
), machine AS (
  SELECT DISTINCT counted_comments."month", counted_comments.unit_id, counted_comments.case_id, comment_id, theme_id
  FROM theme_tags
  JOIN counted_comments ON theme_tags.owner = 'comment' AND theme_tags.id = counted_comments.comment_id
  WHERE target = 'handler' AND source IN ('model', 'rating_reason') AND counted_comments."month" IS NOT NULL
), said AS (
  SELECT "month", unit_id, case_id, theme_id FROM machine WHERE comment_id NOT IN (SELECT comment_id FROM latest)
  UNION
  SELECT "month", unit_id, case_id, unnest(theme_ids) AS theme_id
  FROM counted_comments
  JOIN latest USING (comment_id)
  WHERE "month" IS NOT NULL
), cells AS (
  SELECT "month", unit_id, case_id, theme_id, bool_or(by_machine) AS by_machine, bool_or(by_all) AS by_all
  FROM (
    SELECT "month", unit_id, case_id, theme_id, true AS by_machine, false AS by_all FROM machine
    UNION ALL
    SELECT "month", unit_id, case_id, theme_id, false, true FROM said
  )
  GROUP BY "month", unit_id, case_id, theme_id
)
SELECT
  "month", unit_id, theme_id,
  count(*) FILTER (by_all) AS numerator,
  count(*) FILTER (by_all AND standing = 'known') AS known,
  count(*) FILTER ((standing = 'open' AND by_all) OR (standing = 'reviewed' AND by_machine)) AS tagged,
  count(*) FILTER (standing = 'reviewed' AND by_machine AND by_all) AS tp,
  count(*) FILTER (standing = 'reviewed' AND by_machine AND NOT by_all) AS fp,
  count(*) FILTER (standing = 'reviewed' AND by_all AND NOT by_machine) AS fn
FROM cells
JOIN commented USING ("month", unit_id, case_id)
GROUP BY "month", unit_id, theme_id
ORDER BY "month", unit_id, theme_id
