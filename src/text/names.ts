import { givenWeight } from './given-names.js';
import { cueBefore, cueStrength, edgeAfter, isHan, titleAt } from './name-contexts.js';
import type { Found } from './redact.js';
import { beginningWords, endingWords } from './surname-words.js';
import { compoundSurnames, neverAlone, plainSurnames, surnames } from './surnames.js';

// A name is a surname and one or two characters whose look, left and right context together weigh enough. Each source
// of weight is small; no single one decides, but for labels (姓名：) and titles (李科长).

const isSurname = new Uint8Array(0x10000);
for (const char of surnames) isSurname[char.charCodeAt(0)] = 1;
for (const compound of compoundSurnames) isSurname[compound.charCodeAt(0)] = 1;

const masked = /[某*＊×XxＸ]/u;
const maskedName = /([\u3400-\u9fff])(?:某某|某[甲乙丙丁]?|[*＊×]{1,2}|[XxＸ]{1,2}(?![A-Za-z0-9]))/gu;
const minority = /([\u3400-\u9fff]{2,8})[·•‧∙]([\u3400-\u9fff]{2,10})(?:[·•‧∙]([\u3400-\u9fff]{2,8}))?/gu;
const foreign =
  '阿卜杜艾巴白拜包贝比布查次达德迪丁多尔法菲甫嘎格古哈海汉合赫江杰卡科克孔库拉莱兰勒里力丽利林鲁罗洛麻马买曼米木明姆娜纳乃尼努诺帕皮普其恰强热日肉如萨赛山沙苏索塔太坦提图吐托瓦汪旺维乌吾西夏肖孜扎则泽仁措卓玛吉才央金桑丹珠旦增顿珍嘉木斯琴其其格高娃朝鲁那仁色音呼和毕力苏都拉不都买麦吐尔逊依木江古丽尼亚孜热依汗阿不提努尔克孜勒帕提玉素甫伊敏亚生';
const foreignChars = new Set(foreign.split(''));
const freeLabel =
  /(?:姓名|联系人|反映人|来电人|来访人|投诉人|举报人|信访人|申请人|当事人|登记人|诉求人|法定代表人|户主)[:：]\s{0,3}([\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])/gu;
const noName =
  /无|不|未|匿|同上|本人|群众|市民|村民|居民|业主|人员|先生|女士|某|我|他|全体|多人|公司|单位|部门|中心|物业|局|处|委|办|院|校|社区|政府/u;
const ownSurname = /(?:我|本人|他|她|人|位|名)姓([\u3400-\u9fff])(?![\u3400-\u9fff])|姓([\u3400-\u9fff])的/gu;
const familiar =
  /(?:^|[^\u3400-\u9fff]|[和跟找叫让是的给向对与被])([老小阿])([\u3400-\u9fff])(?=$|[^\u3400-\u9fff]|[说称的也又就不来去给在把让]|反映|态度|表示)/gu;

/** Names of people in simplified text, found by their look and what stands around them. Titles and roles stay. */
export function findNames(text: string): Found[] {
  const found: Found[] = [];
  const add = (start: number, end: number) => {
    if (end > start) found.push({ start, end, kind: 'person_name' });
  };
  if (masked.test(text)) findMasked(text, add);
  if (/[·•‧∙]/u.test(text)) findMinority(text, add);
  if (text.includes('人') || text.includes('姓')) findLabelled(text, add);
  for (const match of text.matchAll(titleAt)) add(nameBefore(text, match.index), match.index);
  if (/[老小阿]/u.test(text)) findFamiliar(text, add);
  findInContext(text, add);
  if (found.length > 0) findAgain(text, found, add);
  return found;
}

type Add = (start: number, end: number) => void;

function findMasked(text: string, add: Add): void {
  for (const match of text.matchAll(maskedName)) {
    const [whole, char] = [match[0], match[1]!];
    if (!isSurname[char.charCodeAt(0)] || endingWords.has(text.slice(Math.max(0, match.index - 1), match.index + 1)))
      continue;
    const end = match.index + whole.length;
    if (!plainSurnames.has(char) && (neverAlone.has(char) ? edgeAfter(text, end) < 2 : edgeAfter(text, end) < 1))
      continue;
    if (whole.length === 2 && edgeAfter(text, end) === -9) continue;
    const given = text.charCodeAt(end);
    const takesOne =
      /[某*＊×XxＸ]$/u.test(whole) &&
      whole.length === 2 &&
      isHan(given) &&
      givenWeight[given]! >= (isHan(text.charCodeAt(end + 1)) ? 1 : 0) &&
      edgeAfter(text, end + 1) > 0;
    add(match.index, takesOne && edgeAfter(text, end) < 1 ? end + 1 : end);
  }
}

function findMinority(text: string, add: Add): void {
  for (const match of text.matchAll(minority)) {
    let start = match.index;
    const dot = match.index + match[1]!.length;
    for (let at = dot - 1; at >= match.index; at--) {
      if (foreignChars.has(text[at]!)) continue;
      start = at + 1;
      break;
    }
    let end = dot + 1;
    const last = match.index + match[0].length;
    while (end < last && (foreignChars.has(text[end]!) || !isHan(text.charCodeAt(end)))) end++;
    if (dot - start >= 2 && end - dot > 2) add(start, end);
  }
}

function findLabelled(text: string, add: Add): void {
  for (const match of text.matchAll(freeLabel)) {
    const name = match[1]!;
    const end = match.index + match[0].length;
    if (!noName.test(name)) add(end - name.length, end);
  }
  for (const match of text.matchAll(ownSurname)) {
    const char = (match[1] ?? match[2])!;
    const at = match.index + match[0].indexOf('姓') + 1;
    if (isSurname[char.charCodeAt(0)]) add(at, at + 1);
  }
}

function findFamiliar(text: string, add: Add): void {
  for (const match of text.matchAll(familiar)) {
    if (!plainSurnames.has(match[2]!)) continue;
    const start = match.index + match[0].length - 2;
    add(start, start + 2);
  }
}

/** Where the name before a title at `end` begins; `end` where there is none. */
function nameBefore(text: string, end: number): number {
  for (const length of [4, 3, 2]) {
    const start = end - length;
    if (start < 0 || surnameLength(text, start, length === 4) === 0) continue;
    const cue = cueBefore(text, start);
    const weight = weigh(text, start, end) + (cue ? 1 : 0) - joined(text, start, cue);
    if (weight >= (length === 3 ? 2 : 3)) return start;
  }
  if (compoundSurnames.has(text.slice(end - 2, end))) return end - 2;
  const char = text[end - 1];
  if (char === undefined || !isSurname[char.charCodeAt(0)] || !surnames.has(char)) return end;
  if (neverAlone.has(char) || endingWords.has(text.slice(Math.max(0, end - 2), end))) return end;
  if (!plainSurnames.has(char) && beginningWords.has(text.slice(end - 1, end + 1))) return end;
  return plainSurnames.has(char) || cueBefore(text, end - 1) || isUnitEnd(text[end - 2]) ? end - 1 : end;
}

function isUnitEnd(char: string | undefined): boolean {
  return char !== undefined && '局科处委办院村社区镇乡街所站司队厂部组会校行室口长员'.includes(char);
}

/** 2 for a compound surname that leaves room for a given name, 1 for a single one, 0 for none. */
function surnameLength(text: string, at: number, onlyCompound = false): number {
  if (!isSurname[text.charCodeAt(at)]) return 0;
  if (compoundSurnames.has(text.slice(at, at + 2))) return 2;
  return !onlyCompound && surnames.has(text[at]!) ? 1 : 0;
}

const placeGiven = new Set('村庄湾沟坡店屯寨巷路桥镇坪集圩洼铺堡墩坝埠岗湖城溪岭场垅坳庙'.split(''));
const familyGiven = new Set('家府墓山河湖园楼台塘'.split(''));

/** Compound surnames that are words or places as well: 东方水岸. */
const commonCompounds = new Set(['东方', '西门', '南宫', '长孙', '百里', '单于', '公孙', '太史']);

/** Weight of the look of a name: surname, given name, and words that it might be instead. */
function weigh(text: string, start: number, end: number): number {
  const surname = surnameLength(text, start);
  if (surname === 0 || end - start <= surname) return -9;
  let weight =
    surname === 2
      ? commonCompounds.has(text.slice(start, start + 2))
        ? 0
        : 3
      : plainSurnames.has(text[start]!)
        ? 1
        : 0;
  for (let at = start + surname; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isHan(code)) return -9;
    weight += givenWeight[code]!;
  }
  if (/^(?:张三|李四|王五|赵六)$/u.test(text.slice(start, end))) return 4;
  const last = text[end - 1]!;
  if (placeGiven.has(last)) weight -= 4;
  if (surname === 1 && end - start === 3 && text[start + 1] === '家') weight -= 2;
  if (end - start === surname + 1 && familyGiven.has(last)) weight -= 3;
  if (surname === 1 && beginningWords.has(text.slice(start, start + 2))) weight -= end - start === 3 ? 3 : 4;
  return weight;
}

/** How much it speaks against a name that the surname ends a word: 有关. A role or label before it outweighs that. */
function joined(text: string, start: number, cue: ReturnType<typeof cueBefore>): number {
  return cue !== 'role' && cue !== 'label' && endingWords.has(text.slice(Math.max(0, start - 1), start + 1)) ? 4 : 0;
}

const enough = 5;

/** Names by context alone: look, cue before and edge after must weigh enough together. */
function findInContext(text: string, add: Add): void {
  for (let at = 0; at < text.length - 1; at++) {
    if (!isSurname[text.charCodeAt(at)]) continue;
    const end = nameFrom(text, at);
    if (end > at) {
      add(at, end);
      at = end - 1;
    }
  }
}

function nameFrom(text: string, start: number): number {
  const surname = surnameLength(text, start);
  if (surname === 0) return start;
  const cue = cueBefore(text, start);
  if (!cue) return start;
  const before = cue === 'edge' ? 0 : cueStrength[cue];
  let [best, chosen] = [enough - 1, start];
  const doubt = joined(text, start, cue) + (before < 2 && !plainSurnames.has(text[start]!) ? 1 : 0);
  for (const length of [surname + 2, surname + 1]) {
    const end = start + length;
    if (end > text.length) continue;
    const look = weigh(text, start, end);
    if (look < 1 && before < 4) continue;
    const weight = look + before + edgeAfter(text, end) - (cue === 'edge' ? 1 : 0) - doubt + listed(text, end);
    if (weight > best) [best, chosen] = [weight, end];
  }
  return chosen;
}

/** 2 where another likely name follows in a list: 李明、王芳. */
function listed(text: string, end: number): number {
  if (text[end] !== '、') return 0;
  const next = end + 1;
  return Math.max(
    weigh(text, next, next + 2) + edgeAfter(text, next + 2),
    weigh(text, next, next + 3) + edgeAfter(text, next + 3),
  ) >= 3
    ? 2
    : 0;
}

/** A full name found once is a name wherever it stands; one of two characters only where the word may end. */
function findAgain(text: string, found: readonly Found[], add: Add): void {
  const names = new Set<string>();
  for (const { start, end } of found) {
    const name = text.slice(start, end);
    if (end - start >= 2 && end - start <= 4 && /^[\u3400-\u9fff]{2,4}$/u.test(name) && !/^[老小阿]|某/u.test(name))
      names.add(name);
  }
  if (names.size === 0) return;
  for (let at = 0; at < text.length - 1; at++) {
    if (!isSurname[text.charCodeAt(at)]) continue;
    for (const length of [4, 3, 2]) {
      if (!names.has(text.slice(at, at + length))) continue;
      if (length > 2 || (edgeAfter(text, at + 2) > 0 && weigh(text, at, at + 2) >= 2)) add(at, at + length);
    }
  }
}
