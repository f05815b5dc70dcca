SELECT now.*, before.raw AS previous_raw
FROM theme_rates AS now
LEFT JOIN theme_rates AS before
  ON before."month" = $previous AND before.unit_id = now.unit_id AND before.theme_id = now.theme_id
WHERE now."month" = $month
ORDER BY now.unit_id, now.theme_id
