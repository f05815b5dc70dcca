-- As given; without a units file, the units that cases and comments name, all grassroots.
WITH given AS (
  SELECT raw_units.*, raw_sources.ordinal
  FROM raw.raw_units AS raw_units
  JOIN raw.raw_sources AS raw_sources USING (source_id)
  QUALIFY row_number() OVER (PARTITION BY raw_units.unit_id ORDER BY raw_sources.ordinal, raw_units."row") = 1
), named AS (
  SELECT unit_id FROM raw.raw_cases
  UNION
  SELECT unit_id FROM raw.raw_comments
)
SELECT unit_id, coalesce(name, unit_id) AS name, coalesce(tier, 'grassroots') AS tier, parent_id, headcount
FROM given
UNION ALL
SELECT unit_id, unit_id, 'grassroots', NULL, NULL
FROM named
WHERE NOT EXISTS (SELECT 1 FROM raw.raw_units)
