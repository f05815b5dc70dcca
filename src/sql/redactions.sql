WITH texts AS (
  SELECT 'comment' AS owner, comment_id AS id, 'text' AS field, md5(text) AS raw_id
  FROM admitted_comments JOIN raw.raw_comments AS raw_comments USING (source_id, "row", part, comment_id)
  UNION ALL
  SELECT 'case', case_id, 'summary', md5(summary)
  FROM admitted_cases JOIN raw.raw_cases AS raw_cases USING (source_id, "row", case_id)
  UNION ALL
  SELECT 'case', case_id, 'reply_text', md5(reply)
  FROM admitted_cases JOIN raw.raw_cases AS raw_cases USING (source_id, "row", case_id)
), placeholders AS (
  SELECT raw_id, unnest(redactions) AS placeholder
  FROM raw.redacted_texts
  WHERE version = $version AND len(redactions) > 0
)
SELECT owner, id, field, placeholder."start" AS "start", placeholder."end" AS "end", placeholder.kind AS kind
FROM texts
JOIN placeholders USING (raw_id)
