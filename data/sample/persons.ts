import type { Dice } from './dice.js';

// Personal data for the redaction to find. Nobody's: numbers are of ranges that nobody holds or that show their make
// (13800130000 ff., births of 1900 to 1909, example.com), names are put together at random.

const families = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('');
const given = [
  '秀兰',
  '建国',
  '志强',
  '桂英',
  '海燕',
  '文斌',
  '玉梅',
  '小军',
  '丽华',
  '国庆',
  '春生',
  '红霞',
  '永福',
  '淑珍',
  '大勇',
  '晓东',
  '凤英',
  '佳怡',
  '德胜',
  '雪梅',
  '志远',
  '美玲',
  '家宝',
  '长河',
  '立新',
  '月娥',
  '金柱',
  '思源',
];

/** A name of three characters. */
export function personName(random: Dice): string {
  return `${random.pick(families)}${random.pick(given)}`;
}

export function familyName(random: Dice): string {
  return random.pick(families);
}

export function mobile(random: Dice): string {
  return `1380013${String(random.whole(0, 9999)).padStart(4, '0')}`;
}

export function landline(random: Dice): string {
  return `010-555501${String(random.whole(0, 99)).padStart(2, '0')}`;
}

/** An identity number with a right check character (GB 11643-1999, ISO 7064 MOD 11-2). */
export function idNumber(random: Dice): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const body = `110101190${random.whole(0, 9)}${two(random.whole(1, 12))}${two(random.whole(1, 28))}00${random.whole(1, 9)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11]!;
}

/** A card number that passes Luhn's sum. */
export function bankCard(random: Dice): string {
  const body = `622200000000000${String(random.whole(0, 999)).padStart(3, '0')}`;
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

export function plate(random: Dice): string {
  return `京N0000${random.whole(1, 9)}`;
}

export function email(random: Dice): string {
  return `shimin${random.whole(100, 999)}@example.${random.pick(['com', 'cn', 'org'])}`;
}

const endings = [
  (random: Dice) => `我叫${personName(random)}，电话${mobile(random)}。`,
  (random: Dice) => `联系人：${personName(random)}，手机${mobile(random)}。`,
  (random: Dice) => `反映人${personName(random)}，身份证号${idNumber(random)}。`,
  (random: Dice) => `请回电${landline(random)}，找${familyName(random)}女士。`,
  (random: Dice) => `材料已发邮箱${email(random)}，联系电话${mobile(random)}。`,
  (random: Dice) => `退款请打到本人银行卡${bankCard(random)}，户主${personName(random)}。`,
  (random: Dice) => `当时有一辆车牌${plate(random)}的车停在旁边，车主可以作证。`,
  (random: Dice) =>
    `我家住${random.whole(1, 18)}栋${random.whole(1, 4)}单元${random.whole(2, 26)}0${random.whole(1, 4)}室，随时可以上门看，电话${mobile(random)}。`,
  (random: Dice) =>
    `申请人：${personName(random)}，${random.chance(0.5) ? '男' : '女'}，身份证号码${idNumber(random)}，手机号${mobile(random)}。`,
  (random: Dice) => `可以找${familyName(random)}师傅了解情况，他的号码是${mobile(random)}。`,
];

/** A sentence at the end of a petition that says who writes. */
export function signature(random: Dice): string {
  return random.deal(endings)(random);
}
