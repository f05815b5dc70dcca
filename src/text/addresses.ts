import type { Found } from './redact.js';

const number =
  '(?:(?<![0-9０-９A-Za-z])[0-9０-９]{1,5}|(?<![A-Za-z])[A-Za-zＡ-Ｚ][0-9]{0,3}|[一二三四五六七八九十百]{1,4})';
const digits = '[0-9０-９]{1,5}';
const building = `(?:${number}(?:号楼|栋|幢|#楼?|＃楼?)|${number}座(?=[0-9０-９]))`;
const entrance = `${number}(?:单元|门洞|梯(?=[0-9]))`;
const storey = `${number}(?:楼(?=[0-9０-９])|层(?=[0-9０-９]))`;
const room = `(?:[0-9０-９]{2,5}(?:室|号房|房间|房(?![一-龥])|户(?=[，。,；]|$))|[0-9０-９]{3,4}(?![0-9０-９.年月日元平米%户人号万块多余个次条路]))`;

const detail = new RegExp(
  `${building}(?:[-—\\s]?${entrance})?(?:[-—\\s]?${storey})?(?:[-—\\s]?${room})?|` +
    `${entrance}(?:[-—\\s]?${storey})?(?:[-—\\s]?${room})?|` +
    `${digits}[-—]${digits}[-—][0-9０-９]{3,4}(?![0-9])(?:室|号)?|` +
    `(?<![0-9０-９])[0-9０-９]{3,5}室`,
  'gu',
);

/** Building, entrance and room of a dwelling. Counted buildings (建了5栋楼) and plain house numbers stay. */
export function findAddresses(text: string): Found[] {
  const found: Found[] = [];
  if (!/号楼|栋|幢|单元|[#＃室]|[座]|\d[-—]\d/u.test(text)) return found;
  for (const match of text.matchAll(detail)) {
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 2);
    if (/[共有建盖约达这那几每数整前后首占拆]$/u.test(before) && !/[室号]$/u.test(match[0])) continue;
    if (
      /^[栋幢]$/u.test(match[0].replace(/^[一二三四五六七八九十百0-9]+/u, '')) &&
      /^(?:楼房|房子|房屋|别墅|高层|大楼|居民|住宅|建筑|违)/u.test(after)
    )
      continue;
    if (/^\d{4}[-—]\d{1,2}[-—]/u.test(match[0])) continue;
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'address_detail' });
  }
  return found;
}
