WITH raw_texts AS (
  SELECT text FROM raw.raw_comments WHERE text <> ''
  UNION
  SELECT summary FROM raw.raw_cases WHERE summary <> ''
  UNION
  SELECT reply FROM raw.raw_cases WHERE reply <> ''
)
SELECT md5(text) AS raw_id, text
FROM raw_texts
WHERE md5(text) NOT IN (SELECT raw_id FROM raw.redacted_texts WHERE version = $version)
