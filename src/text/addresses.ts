import type { Found } from './redact.js';

// Building, entrance, storey and room of a dwelling, in text of half width. Roads and their house numbers stay.

const number = '(?:(?<![0-9A-Za-z])[0-9]{1,4}[A-Za-z]?|(?<![A-Za-z])[A-Za-z][0-9]{0,3}|[一二三四五六七八九十百]{1,4})';
const building = `${number}(?:号楼|栋|幢|#楼?|号院?楼)(?:[A-Za-z]座(?=[0-9]))?|${number}座(?=[0-9])`;
const entrance = `(?:${number}|[东西南北甲乙丙丁])(?:单元|门洞|梯(?=[0-9]))`;
const storey = `${number}(?:楼(?=[0-9])|层(?=[0-9]))`;
const room =
  '(?:[A-Za-z]?[0-9]{2,5}(?:室|号房|房间|房(?![一-龥])|户(?=[，。,；]|$)|号(?![0-9]))|[0-9]{3,4}[A-Za-z]?(?![0-9.年月日元平米%户人号万块多余个次条路栋岁名份套号小]))';
const gap = '[-—\\s,，]?';

const detail = new RegExp(
  [
    `(?:${building})(?:${gap}${entrance})?(?:${gap}${storey})?(?:${gap}(?:[0-9]{1,2}[-—])?${room})?`,
    `${number}(?:单元|门洞|梯(?=[0-9]))(?:${gap}${storey})?(?:${gap}${room})?`,
    `(?<![0-9A-Za-z])${storey}${room}`,
    `(?<![0-9.-])[0-9]{1,3}[-—][0-9]{1,2}[-—][0-9]{3,4}(?![0-9-])(?:室|号)?`,
    `(?<=小区|花园|家园|公寓|[苑城府里庭园居院村])[0-9]{1,3}[-—][0-9]{3,4}(?![0-9-])(?:室|号)?`,
    `(?<=村|村委会|屯|庄)[0-9一二三四五六七八九十]{1,3}(?:组|队|社)[0-9]{1,4}号(?!线|令|文)`,
    `(?<![0-9])[0-9]{3,4}(?:室(?!内)|号房|房(?![一-龥]|$)|房(?=的?业主|住户))`,
  ].join('|'),
  'gu',
);

const counted = /[共有建盖约达这那几每数整前后首占拆了第卖买购加起]$/u;
const estate = /[区园苑城府里庭院期村家阁轩居厦寓]$/u;
const things =
  /^(?:楼房|房子|房屋|别墅|高层|大楼|居民|住宅|建筑|违|楼|厂房|商铺|商业|以上|左右|住房|安置|\d层|[一二三四五六七八九十]+层)/u;

/** Building, entrance and room of a dwelling. Counted buildings (建了5栋楼), dates and amounts stay. */
export function findAddresses(text: string): Found[] {
  const found: Found[] = [];
  if (!/号楼|栋|幢|单元|门洞|[#室座楼房]|[0-9][-—][0-9]|号房|[组队社][0-9]/u.test(text)) return found;
  for (const match of text.matchAll(detail)) {
    const data = match[0];
    const end = match.index + data.length;
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    const after = text.slice(end, end + 2);
    const isWhole = /室$|[房号]$|[0-9]$/u.test(data);
    if (!isWhole && /[栋幢]$/u.test(data) && (counted.test(before) || things.test(after))) continue;
    if (/楼$/u.test(data) && /^[梯道盘]/u.test(after)) continue;
    if (/^[0-9]{2,4}[-—][0-9]{1,2}[-—]/u.test(data) && /^[元块万年月日]/u.test(after)) continue;
    if (/#$/u.test(data) || (isDate(data) && !estate.test(before))) continue;
    if (/单元$/u.test(data) && (counted.test(before) || /^(?:测|课|楼|格|教)/u.test(after))) continue;
    if (/^[一二三四五六七八九十百]{1,4}[栋幢座]$/u.test(data) && !estate.test(before)) continue;
    found.push({ start: match.index, end, kind: 'address_detail' });
  }
  return found;
}

/** 12-25-2018 looks like building, entrance and room. */
function isDate(data: string): boolean {
  const parts = /^(\d{1,2})[-—](\d{1,2})[-—](?:19|20)\d\d$/u.exec(data);
  return parts !== null && Number(parts[1]) <= 31 && Number(parts[2]) <= 31;
}
