SELECT
  raw_comments.comment_id, raw_comments.case_id, raw_comments.unit_id, raw_comments.rated_on, raw_comments.rating,
  raw_comments.rating_label, raw_comments.reason_codes, raw_comments.rated_party, raw_comments.rating_deadline_on,
  strftime(raw_comments.rated_on, '%Y-%m') AS "month",
  coalesce(redacted.text, '') AS text,
  md5(nullif(redacted.text, '')) AS text_id,
  raw_comments.source_id, raw_comments."row"
FROM admitted_comments
JOIN raw.raw_comments AS raw_comments USING (source_id, "row", part)
LEFT JOIN raw.redacted_texts AS redacted
  ON raw_comments.text <> '' AND redacted.raw_id = md5(raw_comments.text) AND redacted.version = $version
