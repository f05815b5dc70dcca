SELECT "month", unit_id, count(*) AS cases
FROM counted_cases
JOIN months ON closed_on <= last_day AND closed_on + $repeat_days > last_day
WHERE is_first
GROUP BY "month", unit_id
ORDER BY "month", unit_id
