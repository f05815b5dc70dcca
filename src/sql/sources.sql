SELECT
  source_id, path, sheet, profile, encoding, header_row, rows_read,
  rows_read - coalesce(refused.number, 0) AS rows_kept,
  coalesce(refused.number, 0) AS rows_rejected,
  sha256, reason, columns
FROM raw.raw_sources
LEFT JOIN (SELECT source_id, count(*) AS number FROM rejects GROUP BY source_id) AS refused USING (source_id)
