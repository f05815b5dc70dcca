WITH dissatisfied AS (
  SELECT DISTINCT case_id
  FROM comments
  WHERE rating = 'dissatisfied' AND rated_party = 'unit' AND "month" <= $month
), segmented AS (
  SELECT text_id, words FROM tokens WHERE version = $version
)
SELECT
  cases.case_id, registered_on, unit_id, subject, place, is_repeat,
  dissatisfied.case_id IS NOT NULL AS is_dissatisfied,
  summary AS "text", coalesce(words, '') AS words
FROM cases
LEFT JOIN segmented ON segmented.text_id = summary_id
LEFT JOIN dissatisfied ON dissatisfied.case_id = cases.case_id
WHERE cases."month" = $month AND is_counted AND route <> 'litigation' AND duplicate_of IS NULL
ORDER BY cases.case_id
