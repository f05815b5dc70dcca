import { readDay, saysNothing } from './values.js';

/** What the cells of a column look like, as shares of the cells that say something. */
export interface Traits {
  readonly filled: number;
  readonly days: number;
  readonly ratings: number;
  /** Chinese of at least 12 characters. */
  readonly texts: number;
  /** Short, with a digit, without Chinese words around it. */
  readonly ids: number;
  /** Ending as names of offices do. */
  readonly units: number;
  /** Mobile or identity numbers, e-mail addresses. */
  readonly persons: number;
  /** Distinct cells / cells. */
  readonly distinct: number;
  /** Distinct cells, in order of appearance; at most 12, else none. */
  readonly words: readonly string[];
}

const rated = /^(?:(?:非常|很|比较|较|基本|不|非常不|很不)?满意|一般|[很较]?[好差]|[非不]常好|[1-5]星?)$/u;
const unitEnd =
  /(?:局|委|委员会|办|办公室|处|科|中心|街道|街道办|镇|乡|区|县|政府|公司|集团|所|站|队|大队|支队|院|厅|部门)$/u;
const person = /^(?:\+?86)?1[3-9]\d{9}$|^\d{17}[\dXx]$|^\d{15}$|^[\w.+-]+@[\w-]+\.[\w.-]+$/u;

/** Looks at the cells of one column. */
export function traitsOf(cells: readonly string[]): Traits {
  const said = cells.filter(cell => !saysNothing(cell)).map(cell => cell.normalize('NFKC').trim());
  const share = (test: (cell: string) => boolean) => (said.length === 0 ? 0 : said.filter(test).length / said.length);
  const distinct = [...new Set(said)];
  return {
    filled: cells.length === 0 ? 0 : said.length / cells.length,
    days: share(isDay),
    ratings: share(cell => rated.test(cell)),
    texts: share(cell => cell.length >= 12 && /\p{Script=Han}{4}/u.test(cell)),
    ids: share(cell => cell.length <= 40 && /\d/u.test(cell) && !/\s|\p{Script=Han}{4}/u.test(cell) && !isDay(cell)),
    units: share(cell => cell.length <= 30 && unitEnd.test(cell)),
    persons: share(cell => person.test(cell.replace(/[\s-]/gu, ''))),
    distinct: said.length === 0 ? 0 : distinct.length / said.length,
    words: distinct.length <= 12 ? distinct : [],
  };
}

/** A bare number of five digits may be a serial date, but is more often something else. */
function isDay(cell: string): boolean {
  if (/^\d{5}(\.\d+)?$/u.test(cell)) return false;
  const day = readDay(cell);
  return 'value' in day && day.value !== null;
}
