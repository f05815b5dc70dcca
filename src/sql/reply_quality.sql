WITH replies AS (
  SELECT
    case_id, md5(concat(summary_id, '|', md5(reply_text), '|', registered_on, '|', replied_on, '|', due_on)) AS reply_key
  FROM cases
  WHERE reply_text <> ''
)
SELECT case_id, relevance, completeness, explanation, timeliness, score, reasons
FROM replies
JOIN reply_assessments USING (reply_key)
WHERE version = $version
ORDER BY case_id
