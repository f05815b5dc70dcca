WITH members AS (
  SELECT issue_id, coalesce(units.name, cases.unit_id) AS unit, place
  FROM issue_members
  JOIN cases USING (case_id)
  LEFT JOIN units ON units.unit_id = cases.unit_id
  WHERE issue_members."month" = $month
    AND issue_id IN (SELECT issue_id FROM issues WHERE "month" = $month AND rank <= 50)
), labels AS (
  SELECT issue_id, 'unit' AS kind, unit AS label FROM members
  UNION ALL
  SELECT issue_id, 'place', place FROM members WHERE place IS NOT NULL
)
SELECT issue_id, kind, label, count(*) AS count
FROM labels
GROUP BY issue_id, kind, label
QUALIFY row_number() OVER (PARTITION BY issue_id, kind ORDER BY count(*) DESC, label) <= 10
ORDER BY issue_id, kind, count DESC, label
