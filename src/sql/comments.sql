WITH kept AS (
  SELECT raw_comments.*, md5(nullif(raw_comments.text, '')) AS raw_id
  FROM admitted_comments
  JOIN raw.raw_comments AS raw_comments USING (source_id, "row", part)
), redacted AS (
  SELECT raw_id, text FROM raw.redacted_texts WHERE version = $version
)
SELECT
  comment_id, case_id, unit_id, rated_on, rating, rating_label, reason_codes, rated_party, rating_deadline_on,
  strftime(rated_on, '%Y-%m') AS "month",
  coalesce(redacted.text, '') AS text,
  md5(nullif(redacted.text, '')) AS text_id,
  source_id, "row"
FROM kept
LEFT JOIN redacted USING (raw_id)
