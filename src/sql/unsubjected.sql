-- Summaries of kept cases whose export names no subject.
WITH wanted AS (
  SELECT DISTINCT md5(nullif(raw_cases.summary, '')) AS raw_id
  FROM admitted_cases
  JOIN raw.raw_cases AS raw_cases USING (source_id, "row")
  WHERE coalesce(raw_cases.subject, '') = ''
)
SELECT DISTINCT md5(text) AS text_id, text
FROM wanted
JOIN raw.redacted_texts USING (raw_id)
WHERE version = $version AND text <> ''
  AND md5(text) NOT IN (SELECT text_id FROM text_subjects WHERE model_id = $subject)
ORDER BY text_id
