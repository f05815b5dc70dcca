SELECT
  now.unit_id, tier, now.theme_id, now.numerator, now.denominator, now.value, now.low, now.high,
  now.q_value, now.q_previous, before.raw AS previous
FROM theme_rates AS now
JOIN units USING (unit_id)
LEFT JOIN theme_rates AS before
  ON before.unit_id = now.unit_id AND before.theme_id = now.theme_id
  AND before."month" = strftime(CAST($month || '-01' AS DATE) - INTERVAL 1 MONTH, '%Y-%m')
WHERE now."month" = $month
ORDER BY now.unit_id, now.theme_id
