SELECT comment_id, words
FROM comments
LEFT JOIN cases USING (case_id)
JOIN abstentions ON owner = 'comment' AND id = comment_id
JOIN tokens ON tokens.text_id = comments.text_id AND version = $version
WHERE comments."month" = $month AND rated_party = 'unit' AND reason = 'outside_taxonomy'
  AND (cases.case_id IS NULL OR (is_counted AND route <> 'litigation' AND duplicate_of IS NULL))
ORDER BY comment_id
