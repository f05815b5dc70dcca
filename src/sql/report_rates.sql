SELECT now.*, before.value AS previous
FROM rates AS now
LEFT JOIN rates AS before
  ON before."month" = $previous AND before.unit_id = now.unit_id AND before.definition_id = now.definition_id
WHERE now."month" = $month
ORDER BY now.unit_id, now.definition_id
