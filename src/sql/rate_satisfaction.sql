SELECT "month", unit_id, case_id, CAST(rating IN ('satisfied', 'basically_satisfied') AS INTEGER) AS success, 1 AS nodes
FROM counted_comments
WHERE rating IS NOT NULL AND "month" IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY "month", unit_id, case_id ORDER BY rated_on DESC, comment_id DESC) = 1
