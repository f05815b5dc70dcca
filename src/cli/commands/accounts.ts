import { MinshengError } from '../../core/errors.js';
import type { rejects, sources } from '../../core/records.js';
import type { Batch } from '../../core/relation.js';
import type { Console } from '../console.js';
import { group, pad } from '../progress.js';

const reasonWords: Record<string, string> = {
  missing_required: '缺必填项',
  bad_date: '日期不可读',
  bad_number: '数字或编号不可读',
  unknown_rating: '评价用语未知',
  duplicate_key: '编号重复',
  unknown_case: '找不到信访件',
  unknown_unit: '找不到单位',
  too_long: '文本过长',
  bad_encoding: '编码错误',
  unparseable_row: '行不可解析',
  excluded_by_profile: '模板规定剔除',
};

/** One line per file and one table of reasons, on stderr. */
export function tellAccounts(console: Console, found: Batch<typeof sources>, refused: Batch<typeof rejects>): void {
  const zh = console.language === 'zh';
  for (let index = 0; index < found.length; index++) {
    const { path, sheet, profile, encoding, rows_read, rows_kept, rows_rejected, reason } = found.columns;
    const name = sheet[index] ? `${path[index]}#${sheet[index]}` : path[index]!;
    if (console.json) {
      console.tell(
        JSON.stringify({
          event: 'source',
          path: name,
          profile: profile[index],
          rows_read: rows_read[index],
          rows_kept: rows_kept[index],
          rows_rejected: rows_rejected[index],
          reason: reason[index],
        }),
      );
    } else if (reason[index] !== null) {
      console.tell(`  ${pad(name, 30)}${zh ? '未读' : 'not read'}: ${reason[index]}`);
    } else {
      const counts = zh
        ? `读 ${group(rows_read[index]!)} = 留 ${group(rows_kept[index]!)} + 剔 ${group(rows_rejected[index]!)}`
        : `${group(rows_read[index]!)} read = ${group(rows_kept[index]!)} kept + ${group(rows_rejected[index]!)} rejected`;
      console.tell(`  ${pad(name, 30)}${counts}  ${[profile[index], encoding[index]].filter(Boolean).join(' ')}`);
    }
  }
  const reasons = new Map<string, number>();
  for (const reason of refused.columns.reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (console.json) return;
  for (const [reason, count] of [...reasons].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.tell(
      `  ${zh ? '剔除' : 'rejected'} ${pad(zh ? (reasonWords[reason] ?? reason) : reason, 22)}${group(count)}`,
    );
  }
  if (reasons.size > 0) console.tell(zh ? '  逐行原因：minsheng show rejects' : '  row by row: minsheng show rejects');
}

/**
 * The share of `--max-reject 5%`; null where it is not given.
 * @throws MinshengError (configuration) for anything else.
 */
export function readLimit(maximum: string | undefined): number | null {
  if (maximum === undefined) return null;
  const limit = /^(\d+(?:\.\d+)?)%$/u.exec(maximum);
  if (limit) return Number(limit[1]) / 100;
  throw new MinshengError(
    'configuration',
    { zh: `--max-reject ${maximum} 不是百分数`, en: `--max-reject ${maximum} is no percentage` },
    { zh: '例如 --max-reject 5%', en: 'Such as --max-reject 5%' },
  );
}

/**
 * Fails where a larger share of all rows was refused.
 * @throws MinshengError (input)
 */
export function checkReject(found: Batch<typeof sources>, limit: number | null): void {
  if (limit === null) return;
  const read = found.columns.rows_read.reduce((sum, rows) => sum + rows, 0);
  const rejected = found.columns.rows_rejected.reduce((sum, rows) => sum + rows, 0);
  if (rejected <= read * limit) return;
  const share = `${100 * limit}%`;
  throw new MinshengError(
    'input',
    {
      zh: `${read} 行中剔除 ${rejected} 行，超过 ${share}`,
      en: `${rejected} of ${read} rows were rejected, more than ${share}`,
    },
    {
      zh: '看上面的原因表；逐行用 minsheng show rejects。',
      en: 'See the table of reasons above; row by row with minsheng show rejects.',
    },
  );
}
