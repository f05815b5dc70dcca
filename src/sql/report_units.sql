WITH registered AS (
  SELECT unit_id, count(*) AS cases
  FROM cases
  WHERE "month" = $month AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
  GROUP BY unit_id
), commented AS (
  SELECT unit_id, max(denominator) AS commented FROM theme_rates WHERE "month" = $month GROUP BY unit_id
), missed AS (
  SELECT
    unit_id,
    count(*) FILTER (WHERE kind = 'acceptance' AND "month" = $month) AS acceptance,
    count(*) FILTER (WHERE kind = 'completion' AND "month" = $month) AS completion,
    count(*) FILTER (WHERE state = 'open' AND "month" <= $month) AS open,
    max(days_over) FILTER (WHERE state = 'open' AND "month" <= $month) AS longest
  FROM supervision
  GROUP BY unit_id
), deducted AS (
  SELECT unit_id, score AS deduction FROM sub_scores WHERE "month" = $month AND indicator_id = 'deduction'
)
SELECT
  unit_id, name, tier,
  coalesce(cases, 0) AS cases, coalesce(commented, 0) AS commented,
  coalesce(acceptance, 0) AS acceptance, coalesce(completion, 0) AS completion,
  coalesce(open, 0) AS open, coalesce(longest, 0) AS longest,
  coalesce(deduction, 0) AS deduction
FROM units
LEFT JOIN registered USING (unit_id)
LEFT JOIN commented USING (unit_id)
LEFT JOIN missed USING (unit_id)
LEFT JOIN deducted USING (unit_id)
ORDER BY tier DESC, unit_id
