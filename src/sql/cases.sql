-- Empty fields take the defaults of the scoring rules (section 1). An exact copy points at the first case of its kind.
WITH kept AS (
  SELECT
    raw_cases.* EXCLUDE (summary, reply),
    md5(nullif(raw_cases.summary, '')) AS raw_summary_id,
    md5(nullif(raw_cases.reply, '')) AS raw_reply_id
  FROM admitted_cases
  JOIN raw.raw_cases AS raw_cases USING (source_id, "row")
), summaries AS (
  SELECT raw_id AS raw_summary_id, text AS summary FROM raw.redacted_texts WHERE version = $version
), replies AS (
  SELECT raw_id AS raw_reply_id, text AS reply FROM raw.redacted_texts WHERE version = $version
)
SELECT
  case_id, unit_id, registered_on, transferred_on, accepted_on, acceptance_notice_on, due_on, extension_notified_on,
  replied_on, closed_on, document_on, delivered_on, reported_at, onsite_at,
  coalesce(is_first, NOT coalesce(is_repeat, repeat_of IS NOT NULL)) AS is_first,
  coalesce(is_repeat, repeat_of IS NOT NULL) AS is_repeat,
  repeat_of,
  coalesce(is_backlog, false) AS is_backlog,
  coalesce(is_urgent, false) AS is_urgent,
  coalesce(is_counted, true) AS is_counted,
  coalesce(route, 'ordinary') AS route,
  channel,
  coalesce(nullif(kept.subject, ''), told.subject) AS subject,
  CASE WHEN nullif(kept.subject, '') IS NOT NULL THEN 'export' WHEN told.subject IS NOT NULL THEN 'model' END AS subject_source,
  place,
  strftime(registered_on, '%Y-%m') AS "month",
  coalesce(summary, '') AS summary,
  md5(nullif(summary, '')) AS summary_id,
  coalesce(reply, '') AS reply_text,
  CASE WHEN summary_key IS NOT NULL THEN nullif(min(case_id) OVER (
    PARTITION BY unit_id, registered_on, channel, kept.subject, place, summary_key
  ), case_id) END AS duplicate_of,
  source_id, "row"
FROM kept
LEFT JOIN summaries USING (raw_summary_id)
LEFT JOIN replies USING (raw_reply_id)
LEFT JOIN text_subjects AS told ON told.text_id = md5(nullif(summary, '')) AND told.model_id = $subject
