SELECT "month", unit_id, 'timely_acceptance' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_timely_acceptance GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'on_time_completion' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_on_time_completion GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'satisfaction' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_satisfaction GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'participation' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_participation GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'first_resolution' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_first_resolution GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'backlog_resolution' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_backlog_resolution GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'document_delivery' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_document_delivery GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'disclosure' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_disclosure GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'urgent_response' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_urgent_response GROUP BY "month", unit_id
UNION ALL
SELECT "month", unit_id, 'repeat' AS definition_id, sum(success) AS numerator, sum(nodes) AS denominator
FROM rate_repeat GROUP BY "month", unit_id
ORDER BY "month", unit_id, definition_id
