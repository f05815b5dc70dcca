-- Empty fields take the defaults of scoring.md, section 1. An exact copy points at the first case of its kind.
SELECT
  raw_cases.case_id, raw_cases.unit_id, raw_cases.registered_on, raw_cases.transferred_on, raw_cases.accepted_on,
  raw_cases.acceptance_notice_on, raw_cases.due_on, raw_cases.extension_notified_on, raw_cases.replied_on,
  raw_cases.closed_on, raw_cases.document_on, raw_cases.delivered_on, raw_cases.reported_at, raw_cases.onsite_at,
  coalesce(raw_cases.is_first, NOT coalesce(raw_cases.is_repeat, raw_cases.repeat_of IS NOT NULL)) AS is_first,
  coalesce(raw_cases.is_repeat, raw_cases.repeat_of IS NOT NULL) AS is_repeat,
  raw_cases.repeat_of,
  coalesce(raw_cases.is_backlog, false) AS is_backlog,
  coalesce(raw_cases.is_urgent, false) AS is_urgent,
  coalesce(raw_cases.is_counted, true) AS is_counted,
  coalesce(raw_cases.route, 'ordinary') AS route,
  raw_cases.channel, raw_cases.subject, raw_cases.place,
  strftime(raw_cases.registered_on, '%Y-%m') AS "month",
  coalesce(summary.text, '') AS summary,
  md5(nullif(summary.text, '')) AS summary_id,
  coalesce(reply.text, '') AS reply_text,
  CASE WHEN raw_cases.summary_key IS NOT NULL THEN nullif(min(raw_cases.case_id) OVER (
    PARTITION BY raw_cases.unit_id, raw_cases.registered_on, raw_cases.channel, raw_cases.subject, raw_cases.place,
      raw_cases.summary_key
  ), raw_cases.case_id) END AS duplicate_of,
  raw_cases.source_id, raw_cases."row"
FROM admitted_cases
JOIN raw.raw_cases AS raw_cases USING (source_id, "row")
LEFT JOIN raw.redacted_texts AS summary
  ON raw_cases.summary <> '' AND summary.raw_id = md5(raw_cases.summary) AND summary.version = $version
LEFT JOIN raw.redacted_texts AS reply
  ON raw_cases.reply <> '' AND reply.raw_id = md5(raw_cases.reply) AND reply.version = $version
