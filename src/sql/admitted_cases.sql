-- The first row of each case_id, by order of arrival.
SELECT raw_cases.source_id, raw_cases."row", raw_cases.case_id
FROM raw.raw_cases AS raw_cases
JOIN raw.raw_sources AS raw_sources USING (source_id)
WHERE NOT EXISTS (SELECT 1 FROM raw.raw_units) OR raw_cases.unit_id IN (SELECT unit_id FROM raw.raw_units)
QUALIFY row_number() OVER (PARTITION BY raw_cases.case_id ORDER BY raw_sources.ordinal, raw_cases."row") = 1
