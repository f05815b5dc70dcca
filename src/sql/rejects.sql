-- Rows refused while reading, then rows whose key, case or unit did not hold. A row of several records is refused
-- when one of them is; its first reason counts.
WITH refused AS (
  SELECT source_id, "row", reason, detail, 0 AS place FROM raw.raw_rejects
  UNION ALL
  SELECT source_id, "row",
    CASE
      WHEN EXISTS (SELECT 1 FROM raw.raw_units) AND unit_id NOT IN (SELECT unit_id FROM units) THEN 'unknown_unit'
      ELSE 'duplicate_key'
    END,
    'case_id', 1
  FROM raw.raw_cases
  WHERE (source_id, "row") NOT IN (SELECT (source_id, "row") FROM admitted_cases)
  UNION ALL
  SELECT source_id, "row",
    CASE
      WHEN EXISTS (SELECT 1 FROM admitted_cases) AND case_id NOT IN (SELECT case_id FROM admitted_cases) THEN 'unknown_case'
      WHEN EXISTS (SELECT 1 FROM raw.raw_units) AND unit_id NOT IN (SELECT unit_id FROM units) THEN 'unknown_unit'
      ELSE 'duplicate_key'
    END,
    'comment_id', 2
  FROM raw.raw_comments
  WHERE (source_id, "row", part) NOT IN (SELECT (source_id, "row", part) FROM admitted_comments)
  UNION ALL
  SELECT raw_units.source_id, raw_units."row", 'duplicate_key', 'unit_id', 3
  FROM raw.raw_units AS raw_units
  JOIN raw.raw_sources AS raw_sources USING (source_id)
  QUALIFY row_number() OVER (PARTITION BY raw_units.unit_id ORDER BY raw_sources.ordinal, raw_units."row") > 1
  UNION ALL
  SELECT source_id, "row", 'unknown_unit', 'unit_id', 4
  FROM raw.raw_appraisals
  WHERE unit_id NOT IN (SELECT unit_id FROM units)
  UNION ALL
  SELECT raw_appraisals.source_id, raw_appraisals."row", 'duplicate_key', 'unit_id, month, source', 5
  FROM raw.raw_appraisals AS raw_appraisals
  JOIN raw.raw_sources AS raw_sources USING (source_id)
  WHERE raw_appraisals.unit_id IN (SELECT unit_id FROM units)
  QUALIFY row_number() OVER (
    PARTITION BY raw_appraisals.unit_id, raw_appraisals."month", raw_appraisals.source
    ORDER BY raw_sources.ordinal, raw_appraisals."row"
  ) > 1
)
SELECT source_id, "row", reason, detail
FROM refused
QUALIFY row_number() OVER (PARTITION BY source_id, "row" ORDER BY place, reason) = 1
