-- The denominator of `repeat` is the number of counted cases registered in the month.
SELECT
  unit_id, coalesce(max(denominator) FILTER (WHERE definition_id = 'repeat'), 0) AS cases, max(headcount) AS headcount,
  coalesce(bool_or(q_value <= CAST($flag_q AS DOUBLE) AND value < tier_mean) FILTER (
    WHERE definition_id IN ('timely_acceptance', 'on_time_completion')
  ), false) AS late
FROM rates
JOIN units USING (unit_id)
WHERE "month" = $month
GROUP BY unit_id
ORDER BY unit_id
