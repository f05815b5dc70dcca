SELECT raw_appraisals.unit_id, raw_appraisals."month", raw_appraisals.source, raw_appraisals.score
FROM raw.raw_appraisals AS raw_appraisals
JOIN raw.raw_sources AS raw_sources USING (source_id)
WHERE raw_appraisals.unit_id IN (SELECT unit_id FROM units)
QUALIFY row_number() OVER (
  PARTITION BY raw_appraisals.unit_id, raw_appraisals."month", raw_appraisals.source
  ORDER BY raw_sources.ordinal, raw_appraisals."row"
) = 1
