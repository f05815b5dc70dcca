/** Days allowed where no deadline is recorded (《信访工作条例》, article 34). */
const ALLOWED = 60;
/** What an answer on the last day is worth, and one a day later at best. */
const LAST_DAY = 0.8;
const LATE = 0.5;

/**
 * Timeliness of a reply, 0–1: 1 within the first half of the time allowed, falling to 0.8 on its last day; late replies
 * 0.5, falling to 0 when twice the time has passed.
 * @param askedOn epoch day; `repliedOn`, `dueOn` alike, null where not recorded
 * @returns null where a day is missing or the reply is older than the message
 */
export function timelinessOf(askedOn: number | null, repliedOn: number | null, dueOn: number | null): number | null {
  if (askedOn === null || repliedOn === null || repliedOn < askedOn) return null;
  const allowed = dueOn !== null && dueOn > askedOn ? dueOn - askedOn : ALLOWED;
  const used = (repliedOn - askedOn) / allowed;
  if (used <= 0.5) return 1;
  if (used <= 1) return 1 - (1 - LAST_DAY) * (2 * used - 1);
  return Math.max(0, LATE * (2 - used));
}
