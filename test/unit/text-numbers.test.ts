import { expect, test } from 'vitest';
import { findAddresses } from '../../src/text/addresses.js';
import { findNumbers } from '../../src/text/numbers.js';

const kindsIn = (text: string) => [...findNumbers(text), ...findAddresses(text)].map(each => each.kind);

// Forms that people use, each beside a near miss that one broken check, guard or cue would take.
test.each([
  ['id_number', '号码460100199002281232', '号码46010019900230123X'],
  ['id_number', '号码4601 0019 9002 2812 32', '号码460100199013011238'],
  ['id_number', '身份证460100900228123', '身份证460100900230123'],
  ['id_number', '身份证460100900228123', '流水460100900228123'],
  ['id_number', '身份证460100199002281231', '号码460100199002281233'],
  ['mobile', '电话13800000000', '投资13800000000元'],
  ['mobile', '电话13812345678', '工单号13812345678'],
  ['mobile', '电话138 1234 5678', '电话128 1234 5678'],
  ['mobile', '电话1 3 8 1 2 3 4 5 6 7 8', '电话1 3 8 1 2 3 4 5 6 7'],
  ['mobile', '一三八 一二三四 五六七八', '一二三四五六七八九十'],
  ['mobile', '壹叁捌壹贰叁肆伍陆柒捌', '壹仟叁佰捌拾元'],
  ['mobile', '我的1三8一2三4五6七8', '二〇一八年三月五日'],
  ['mobile', 'tel13812345678', 'XF13812345678'],
  ['landline', '0898-6677-8899', '0898-12345'],
  ['landline', '+86-898-66778899', '编码-898-66778899'],
  ['landline', '座机66778899', '座机费66778899'],
  ['landline', '致电66778899', '致电20180312'],
  ['bank_card', '转到6222021001123456789', '转到6222021001123456783'],
  ['bank_card', '转到6222021001123456789', '订单号6222021001123456789'],
  ['bank_card', '卡号1234567890123456', '编号1234567890123456'],
  ['passport', '护照 E 12345678', '型号 E 12345678'],
  ['social_security', '社保号12345678901', '社保12月缴费'],
  ['plate', '琼AD12345', '琼ADCDEF'],
  ['plate', '琼A12345', '琼A1234'],
  ['email', `${'a'.repeat(60)}@qq.com`, 'a@公司'],
  ['wechat', '微信（liming2020）', '微信（li20）'],
  ['wechat', '微信abcdefgh', '公众号abcdefgh'],
  ['qq', 'QQ(12345678)', 'QQ(1234)'],
  ['address_detail', '住5-2-301', '到5-12-2018'],
  ['address_detail', '3栋', '共3栋'],
  ['address_detail', '12幢业主', '12幢别墅'],
  ['address_detail', '二单元', '二单元测验'],
  ['address_detail', '1栋A座2301', '3室2厅'],
  ['address_detail', '8号楼西单元302室', '西单位302人'],
  ['address_detail', '住3楼302室', '共3楼'],
  ['address_detail', '501室', '100室内'],
])('%s: %s, not %s', (kind, data, nearMiss) => {
  expect(kindsIn(`${data}，`)).toContain(kind);
  expect(kindsIn(`${nearMiss}，`)).toEqual([]);
});
