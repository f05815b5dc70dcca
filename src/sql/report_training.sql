SELECT *
FROM training_needs
WHERE "month" = $month AND verdict <> 'no_evidence'
ORDER BY need DESC NULLS LAST, unit_id, module_id
