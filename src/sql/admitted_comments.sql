-- The first row of each comment_id whose case and unit are known, where cases and units were given at all.
SELECT raw_comments.source_id, raw_comments."row", raw_comments.part, raw_comments.comment_id
FROM raw.raw_comments AS raw_comments
JOIN raw.raw_sources AS raw_sources USING (source_id)
WHERE (NOT EXISTS (SELECT 1 FROM admitted_cases) OR raw_comments.case_id IN (SELECT case_id FROM admitted_cases))
  AND (NOT EXISTS (SELECT 1 FROM raw.raw_units) OR raw_comments.unit_id IN (SELECT unit_id FROM raw.raw_units))
  AND NOT EXISTS (
    SELECT 1 FROM raw.raw_cases AS same_row
    WHERE same_row.source_id = raw_comments.source_id AND same_row."row" = raw_comments."row"
      AND (same_row.source_id, same_row."row") NOT IN (SELECT (source_id, "row") FROM admitted_cases)
  )
QUALIFY row_number() OVER (
  PARTITION BY raw_comments.comment_id ORDER BY raw_sources.ordinal, raw_comments."row", raw_comments.part
) = 1
