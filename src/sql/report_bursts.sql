SELECT bursts.*, coalesce(issues.title, scope_id) AS label, units.name AS unit
FROM bursts
LEFT JOIN issues ON scope = 'issue' AND issue_id = scope_id AND issues."month" = bursts."month"
LEFT JOIN units ON units.unit_id = bursts.unit_id
WHERE bursts."month" = $month AND bursts.q_value <= 0.05
ORDER BY bursts.q_value, observed DESC, scope, scope_id, bursts.unit_id
