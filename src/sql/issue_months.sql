WITH counted AS (
  SELECT *
  FROM cases
  WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
), counted_comments AS (
  SELECT comments.*
  FROM comments
  LEFT JOIN cases USING (case_id)
  WHERE rated_party = 'unit' AND comments."month" IS NOT NULL
    AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
), parts AS (
  SELECT
    "month", 'cases' AS kind, count(*) AS number,
    bit_xor(hash(case_id, summary_id, subject, place, unit_id, registered_on, is_repeat)) AS content
  FROM counted
  GROUP BY "month"
  UNION ALL
  SELECT "month", 'comments', count(*), bit_xor(hash(comment_id, case_id, unit_id, rating, rated_on, text_id))
  FROM counted_comments
  GROUP BY "month"
  UNION ALL
  SELECT counted_comments."month", 'tags', count(*), bit_xor(hash(tag_id, target))
  FROM theme_tags
  JOIN counted_comments ON owner = 'comment' AND id = comment_id
  GROUP BY counted_comments."month"
  UNION ALL
  SELECT "month", 'abstentions', count(*), bit_xor(hash(comment_id, reason))
  FROM abstentions
  JOIN counted_comments ON owner = 'comment' AND id = comment_id
  WHERE reason = 'outside_taxonomy'
  GROUP BY "month"
), months AS (
  SELECT
    "month",
    coalesce(sum(number) FILTER (kind = 'cases'), 0) AS counted_cases,
    string_agg(concat_ws(':', kind, number, content), ' ' ORDER BY kind) AS content
  FROM parts
  GROUP BY "month"
)
SELECT
  "month", counted_cases AS cases,
  md5(string_agg(content, ' ') OVER (ORDER BY "month" ROWS UNBOUNDED PRECEDING)) AS fingerprint
FROM months
ORDER BY "month"
