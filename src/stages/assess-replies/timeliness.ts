/** Days allowed where no deadline is recorded (《信访工作条例》, article 34). */
const ALLOWED = 60;
/** What an answer on the last day is worth, and one a day later at best. */
const LAST_DAY = 0.8;
const LATE = 0.5;

/**
 * Timeliness of a reply, 0–1: 1 on the day of the message, falling to 0.8 on the last day allowed; a late reply starts
 * at 0.5 and is worth half of that after twice the time allowed. Each day later is worth less.
 * @param askedOn epoch day; `repliedOn`, `dueOn` alike, null where not recorded
 * @returns null where a day is missing or the reply is older than the message
 */
export function timelinessOf(askedOn: number | null, repliedOn: number | null, dueOn: number | null): number | null {
  if (askedOn === null || repliedOn === null || repliedOn < askedOn) return null;
  const allowed = dueOn !== null && dueOn > askedOn ? dueOn - askedOn : ALLOWED;
  const used = (repliedOn - askedOn) / allowed;
  return used <= 1 ? 1 - (1 - LAST_DAY) * used : LATE / used;
}
