SELECT *
FROM issue_groups
WHERE "month" >= $from AND "month" < $month AND place IN (SELECT unnest($places))
ORDER BY "month", ordinal
