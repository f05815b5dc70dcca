-- Kinds with months have the month's and the previous month's number; the others (rejected, source) all there is.
WITH marked AS (
  SELECT *, CASE
    WHEN duplicate_of IS NOT NULL THEN 'duplicate'
    WHEN route = 'litigation' THEN 'litigation'
    WHEN NOT is_counted THEN 'not_counted'
  END AS exclusion
  FROM cases
), counted_comments AS (
  SELECT comments.comment_id, comments."month", comments.rating_label
  FROM comments
  LEFT JOIN marked USING (case_id)
  WHERE rated_party = 'unit' AND exclusion IS NULL
), labels AS (
  SELECT 'channel' AS kind, coalesce(channel, '') AS label, "month" FROM marked WHERE exclusion IS NULL
  UNION ALL
  SELECT 'subject', coalesce(subject, ''), "month" FROM marked WHERE exclusion IS NULL
  UNION ALL
  SELECT 'excluded', exclusion, "month" FROM marked WHERE exclusion IS NOT NULL
  UNION ALL
  SELECT 'rating', rating_label, "month" FROM counted_comments WHERE rating_label IS NOT NULL
  UNION ALL
  SELECT 'abstention', reason, "month"
  FROM counted_comments
  JOIN abstentions ON owner = 'comment' AND id = comment_id
), monthly AS (
  SELECT
    kind, label,
    count(*) FILTER (WHERE "month" = $month) AS count,
    count(*) FILTER (WHERE "month" = $previous) AS previous
  FROM labels
  WHERE "month" IN ($month, $previous)
  GROUP BY kind, label
), all_time AS (
  SELECT 'rejected' AS kind, reason AS label, count(*) AS count FROM rejects GROUP BY ALL
  UNION ALL
  SELECT 'source', 'files', count(*) FROM sources WHERE profile IS NOT NULL
  UNION ALL
  SELECT 'source', 'read', coalesce(sum(rows_read), 0) FROM sources
  UNION ALL
  SELECT 'source', 'kept', coalesce(sum(rows_kept), 0) FROM sources
  UNION ALL
  SELECT 'source', 'rejected', coalesce(sum(rows_rejected), 0) FROM sources
  UNION ALL
  SELECT 'appeal', state, count(*) FROM appeals WHERE "month" = $month GROUP BY ALL
)
SELECT kind, label, count, previous FROM monthly
UNION ALL
SELECT kind, label, count, 0 FROM all_time
ORDER BY kind, count DESC, label
