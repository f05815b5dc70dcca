WITH replies AS (
  SELECT
    md5(concat(summary_id, '|', md5(reply_text), '|', registered_on, '|', replied_on, '|', due_on)) AS reply_key,
    case_id, summary, reply_text, registered_on, replied_on, due_on
  FROM cases
  WHERE reply_text <> ''
)
SELECT reply_key, summary AS "text", reply_text AS reply, registered_on AS asked_on, replied_on, due_on
FROM replies
WHERE reply_key NOT IN (SELECT reply_key FROM reply_assessments WHERE version = $version)
QUALIFY row_number() OVER (PARTITION BY reply_key ORDER BY case_id) = 1
ORDER BY reply_key
