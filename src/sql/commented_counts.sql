SELECT
  "month", unit_id, count(*) AS cases,
  count(*) FILTER (WHERE standing = 'known') AS known,
  count(*) FILTER (WHERE standing = 'random') AS random
FROM commented_cases
GROUP BY "month", unit_id
