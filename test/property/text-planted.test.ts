import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passesLuhn } from '../../src/text/checks.js';
import { redact } from '../../src/text/redact.js';

// Invented identities of every kind, put into invented surroundings: none may survive, and nothing else may go.

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map(each => each.join(''));
const pick = (words: string) => fc.constantFrom(...words.split(' '));
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const idNumber = fc
  .tuple(pick('110105 310101 440106 460100 650102'), fc.integer({ min: 1940, max: 2015 }), digits(3))
  .map(([region, year, order]) => {
    const body = `${region}${year}0817${order}`;
    const sum = [...body].reduce((total, digit, at) => total + Number(digit) * weights[at]!, 0);
    return body + '10X98765432'[sum % 11];
  });
const card = fc
  .tuple(pick('622202 621700 436742 552599'), digits(9))
  .map(([issuer, rest]) => [...'0123456789'].map(last => issuer + rest + last).find(passesLuhn)!);
const mobile = fc.tuple(pick('130 139 147 158 166 177 189 199'), digits(8)).map(([network, rest]) => network + rest);
const fullName = fc
  .tuple(
    pick('王 李 张 刘 陈 杨 赵 周 吴 徐 孙 朱 郭 罗 郑 宋 韩 曹 彭 蒋 欧阳 诸葛 慕容 令狐'),
    pick('志强 秀英 桂兰 晓明 海燕 雪梅 俊杰 玉兰 婷婷 淑芬 子涵 浩宇 丽萍 建军 国华 文斌'),
  )
  .map(([surname, given]) => surname + given);
const traditional = pick('張偉強 陳麗萍 劉國華 楊曉東 趙建軍 吳桂蘭');

const kinds: Record<string, readonly [fc.Arbitrary<string>, readonly string[]]> = {
  person_name: [
    fc.oneof(fullName, traditional),
    [
      '我叫#，',
      '联系人：#。',
      '窗口#先生说',
      '投诉人#反映',
      '村民#因病',
      '找#科长',
      '#女士来电',
      '姓名:#\n',
      '聯繫人：#。',
    ],
  ],
  mobile: [
    mobile.chain(number =>
      fc.constantFrom(
        number,
        `+86${number}`,
        number.replace(/(.{3})(.{4})/u, '$1 $2 '),
        number.replace(/(.{3})(.{4})/u, '$1-$2-'),
        number.replace(/\d/gu, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
        number.replace(/\d/gu, digit => '零一二三四五六七八九'[Number(digit)]!),
      ),
    ),
    ['电话#，', '请拨#。', '（#）', '我的号码是#！'],
  ],
  landline: [
    fc
      .tuple(pick('010 0898 021 0731'), pick('6 8 2'), digits(7), pick('- （） 转'))
      .map(([area, first, rest, form]) =>
        form === '（）' ? `（${area}）${first}${rest}` : `${area}-${first}${rest}${form === '转' ? '转8012' : ''}`,
      ),
    ['电话#，', '单位#。'],
  ],
  id_number: [
    idNumber.chain(number => fc.constantFrom(number, number.toLowerCase(), number.replace(/(.{6})(.{8})/u, '$1 $2 '))),
    ['身份证#，', '证件号：#。', '号码#；'],
  ],
  bank_card: [
    card.chain(number => fc.constantFrom(number, number.replace(/(.{4})(?=.)/gu, '$1 '))),
    ['退到#，', '卡号：#。'],
  ],
  passport: [fc.tuple(pick('E G'), digits(8)).map(([letter, rest]) => letter + rest), ['护照#，', '护照号码：#。']],
  social_security: [digits(10).map(rest => `4${rest}`), ['社保号#，', '社会保障号码：#。', '医保卡号#；']],
  plate: [
    fc
      .tuple(pick('京 粤 琼 湘 苏'), pick('A B C'), pick('· '), pick('D F'), digits(5), fc.boolean())
      .map(([place, office, dot, energy, rest, isNew]) => `${place}${office}${dot}${isNew ? energy : ''}${rest}`),
    ['车牌#，', '一辆#堵住通道', '司机驾驶#。'],
  ],
  email: [
    fc
      .tuple(fc.stringMatching(/^[a-z][a-z0-9._-]{2,70}[a-z0-9]$/u), pick('qq.com 163.com mail.example.cn'))
      .map(([box, host]) => `${box.slice(0, 60)}@${host}`),
    ['邮箱#，', '请发到#。'],
  ],
  wechat: [fc.stringMatching(/^[a-z][a-z0-9_]{6,14}[a-z0-9]$/u), ['微信#，', '微信号：#。', '加微信 #；']],
  qq: [digits(8).map(rest => `8${rest}`), ['QQ#，', 'qq号：#。', '扣扣#；']],
  address_detail: [
    fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 101, max: 1808 }))
      .chain(([building, entrance, room]) =>
        fc.constantFrom(
          `${building}栋${entrance}单元${room}室`,
          `${building}号楼${room}室`,
          `${building}幢${entrance}单元`,
          `${building}-${entrance}-${room}`,
          `${building}#楼${entrance}单元${room}`,
        ),
      ),
    ['家住金盘小区#，', '幸福花园#漏水', '阳光家园#。'],
  ],
};

const before = pick('昨天下午。 情况如下： 您好！ 关于物业收费问题， （补充）');
const after = pick('请尽快处理。 谢谢！ 至今没有答复。 12345热线已登记。');

test.each(Object.entries(kinds))('%s never survives, and nothing beside it goes', (kind, [data, frames]) => {
  fc.assert(
    fc.property(before, data, fc.constantFrom(...frames), after, (start, secret, frame, end) => {
      const [left = '', right = ''] = frame.split('#');
      const { text, redactions } = redact(start + left + secret + right + end);
      expect(redactions.map(each => each.kind)).toEqual([kind]);
      expect(text).toBe(`${start}${left}${text.slice(redactions[0]!.start, redactions[0]!.end)}${right}${end}`);
      expect(text).not.toContain(secret);
    }),
    { numRuns: 150 },
  );
});

const protectedWords = pick(
  '市公安局交通警察支队 住房和城乡建设局 高新区管委会 人民医院 第一中学 和平路 白云大道 石山镇 江东新区 高速公路 ' +
    '周边居民 安全隐患 项目负责人 程序 金额 严重影响 12345热线 110 400-820-8820 12路公交车 国发〔2018〕12号 ' +
    '（2018）琼01民初501号 3500元 12.5万元 2018年3月5日 2024-03-05 XF20180312001 工单编号20171218922818 ' +
    '13800000000元 3室2厅 人民路128号 第三十二条 共5栋楼 凤凰城·天地 随手拍·互联网 主任医师 村民小组 全体业主 ' +
    '110105194912310021 6222021001123456783 谢谢 曾经 何时 居民区 父母户籍 女士钱夹 东方水岸 李子沟 张志桥',
);

test('what is no data of a person stays, beside what is', () => {
  fc.assert(
    fc.property(
      pick('关于 反映 因为 涉及 取消'),
      protectedWords,
      pick('的问题。 ，请核实。 一事；'),
      fc.tuple(fullName, mobile),
      (start, word, end, [name, number]) => {
        expect(redact(start + word + end)).toEqual({ text: start + word + end, redactions: [] });
        expect(redact(`${start}${word}${end}联系人：${name}，电话${number}`).text).toBe(
          `${start}${word}${end}联系人：〔姓名〕，电话〔手机〕`,
        );
      },
    ),
    { numRuns: 400 },
  );
});

test('a name found once goes wherever the text gives it again', () => {
  fc.assert(
    fc.property(fullName, name => {
      const { text } = redact(`我叫${name}，住在老城。物业把${name}漏掉了，重复登记${name}两次`);
      expect(text).toBe('我叫〔姓名〕，住在老城。物业把〔姓名〕漏掉了，重复登记〔姓名〕两次');
    }),
  );
});
