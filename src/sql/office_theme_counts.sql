SELECT "month", theme_id, sum(numerator) AS numerator, sum(denominator) AS denominator
FROM theme_rates
GROUP BY "month", theme_id
ORDER BY "month", theme_id
