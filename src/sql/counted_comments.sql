SELECT
  comments.comment_id, comments.case_id, comments.unit_id, comments."month", comments.rated_on, comments.rating,
  comments.rating_deadline_on,
  abstentions.reason IS NULL AS has_content
FROM comments
LEFT JOIN cases USING (case_id)
LEFT JOIN abstentions
  ON abstentions.owner = 'comment' AND abstentions.id = comments.comment_id AND abstentions.reason = 'no_content'
WHERE comments.rated_party = 'unit'
  AND (cases.case_id IS NULL OR (cases.is_counted AND cases.route <> 'litigation' AND cases.duplicate_of IS NULL))
