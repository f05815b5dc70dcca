SELECT *
FROM rates
WHERE month = $month
ORDER BY unit_id, definition_id
