SELECT
  case_id, unit_id, registered_on, accepted_on, acceptance_notice_on,
  coalesce(
    due_on,
    accepted_on + $completion_days + CASE WHEN extension_notified_on <= accepted_on + $completion_days THEN $extension_days ELSE 0 END
  ) AS due_on,
  replied_on, closed_on, transferred_on, document_on, delivered_on, reported_at, onsite_at, is_first, is_repeat,
  repeat_of, is_backlog, is_urgent
FROM cases
WHERE is_counted AND route <> 'litigation' AND duplicate_of IS NULL
