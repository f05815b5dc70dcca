SELECT *
FROM training_needs
WHERE month = $month
ORDER BY unit_id, module_id
