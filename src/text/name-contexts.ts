// What may stand before and after a name. Characters are simplified and of half width here.

/** How much what stands before speaks for a name. */
export const cueStrength = { label: 4, role: 2, word: 1 } as const;
type Cue = keyof typeof cueStrength;

const labels =
  '我叫 本人叫 名叫 名字叫 名字是 名字为 姓名 他叫 她叫 化名 又名 曾用名 署名 落款 签名 户名 收件人 收款人 答复人 记录人 姓名是 姓名为 名为 人叫 一个叫 叫做 人是 人为 联系人 反映人 来电人 来访人 诉求人 登记人 法定代表人 法人代表 经办人 承办人 投诉人 举报人 信访人 申请人 当事人 户主 死者 患者 伤者 求助人 投递人 报案人 报警人 代理人 委托人 被举报人 被投诉人 嫌疑人 受害人 持卡人 住户 投诉者 报告人';
const roles =
  '联系人 反映人 来电人 来访人 诉求人 投诉人 举报人 信访人 申请人 当事人 当事者 负责人 法人 经理人 经办人 承办人 户主 业主 房东 租客 患者 病人 死者 伤者 受害人 嫌疑人 被告 原告 学生 考生 村民 居民 市民 网民 网友 职工 员工 工人 司机 老板 店主 医生 护士 校长 院长 局长 处长 科长 股长 镇长 乡长 县长 区长 市长 书记 主任 支书 村长 组长 队长 所长 站长 社长 会长 经理 董事长 科员 民警 警官 交警 辅警 法官 检察官 律师 老师 教师 会计 出纳 干部 人员 其子 其女 其夫 其妻 其父 其母 儿子 女儿 丈夫 妻子 父亲 母亲 爱人 老公 老婆 女士 先生 同志 包工头 工头 房主 车主 事主 家属 邻居 同事 同学 朋友 弟弟 哥哥 姐姐 妹妹 儿媳 女婿 孙子 孙女 本人 我叫 人叫 男子 女子 专员 网格员 接线员 话务员 中介 保安 村医 原告人 被告人 公民 丈人 岳父 岳母 公公 婆婆 老人 群众 用户 客户 顾客 乘客 房客 雇主 代理人 监护人 继承人 所有人 执行人 委员 党员 农民 承租人 出租人 借款人 担保人 收款人 机主 持卡人 乙方 甲方 名字 答复人 求助人 上访人 报告人 报案人 受害者 证人 驾驶员 办事员 业务员 营业员 保洁员 客服 中队长 园长 部长 厅长 省长 庭长 行长 股东 董事 总监 副总 大夫 教授 哥哥 叔叔 舅舅 侄子 爷爷 奶奶 外公 外婆 男友 女友 前夫 前妻 摊主 租户 住户 受理人 审批人 签收人 快递员 收费员 导诊员 会长 园丁 专干 代表 主席 参保人 离异 夫妇 兄弟';
const words =
  '昨天 今天 前天 当天 上午 下午 晚上 当时 后来 期间 现由 原由 后经 另有 现有 曾与 同村 多亏 我叔 尊敬的 您好 通过 至今 发现 根据 要求 责令 委托 通知 代表 安排 邀请 认为 导致 除了 随后 因为 由于 我是 感谢 谢谢 表扬 举报 投诉 控告 反映 起诉 找到 联系 询问 告知 通知 答复 名 的 是 找 叫 让 给 对 被 把 由 请 为 和 与 及 跟 问 经 即 有 位 因 称 向 了 着 、 等 找 而 但 在 从 所 将 以及 还有 包括 据 其中 分别是 分别为';

const cues = new Map<number, [string, Cue][]>();
for (const [list, cue] of [
  [labels, 'label'],
  [roles, 'role'],
  [words, 'word'],
] as const)
  for (const word of list.split(' ')) {
    const last = word.charCodeAt(word.length - 1);
    cues.set(last, [...(cues.get(last) ?? []), [word, cue]]);
  }

/** The strongest cue that ends at `end`; a colon or space may stand between it and the name, and makes a role a label. */
export function cueBefore(text: string, end: number): Cue | 'edge' | null {
  let at = end;
  let hasColon = false;
  while (at > 0 && ' ：:\t'.includes(text[at - 1]!)) {
    if (text[at - 1] !== ' ') hasColon = true;
    at--;
  }
  let best: Cue | null = null;
  for (const [word, cue] of cues.get(text.charCodeAt(at - 1)) ?? []) {
    if (!text.endsWith(word, at)) continue;
    const strength = hasColon && cue !== 'word' ? 'label' : cue === 'label' && !/叫|名/u.test(word) ? 'role' : cue;
    if (!best || cueStrength[strength] > cueStrength[best]) best = strength;
  }
  if (best) return best;
  return end === 0 || !isHan(text.charCodeAt(end - 1)) ? 'edge' : null;
}

export function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

const speech = new Set('反映 来电 来访 来信 投诉 举报 表示 诉称 咨询 求助 控告 承诺 答复 解释 报警 告知'.split(' '));
const afterWords = new Set(
  '一同 一起 一案 目前 一直 一家 已经 签订 签字 签了 推诿 拒载 拒绝 装修 共同 两人 二人 三人 四人 夫妻 父子 父女 母子 耐心 热情 认真 细心 非常 特别 十分 及时 主动 多次 再次 优亲 故意 伪造 提出 名义 动手 家人 父母 妻子 丈夫 儿子 女儿 母亲 父亲 房屋 户口 名字 违法 违规 同时 随后 立即 接到 收取 购买 租赁 驾驶 乘坐 居民 村民 代表 副主 副书 副局 副镇 副乡 副县 副科 副所 副校 副院 副总 董事 总经 大姐 大哥 阿姨 大爷 大妈 驻村 挨家 两口 俩人 身上 手中 手里 所在 所有 所说 提供 教练 教授 警号 工号 反映 来电 来访 来信 投诉 表示 举报 电话 手机 身份 家住 住在 居住 先生 女士 小姐 今年 现年 现在 等人 一家 夫妻 夫妇 本人 同志 同学 老师 要求 认为 希望 诉称 咨询 求助 告诉 告知 答复 回复 接待 承诺 打电 打伤 名下 出生 去世 死亡 因病 涉嫌 拖欠 欠薪 私自 擅自 强行 殴打 辱骂 利用 伙同 处理 拒绝 解释 态度 负责 家中 家里 家门 主任 书记 局长 科长 所长 村长 镇长 乡长 区长 县长 市长 处长 校长 院长 队长 站长 组长 经理 老板 师傅 医生 护士 律师 警官 法官 会计 队员 系我 系本 系该 跑路 住院 上学 病逝 占用 霸占 侵占 威胁 骗取 诈骗 承包 提供 任职 担任 作为 联系 称呼'.split(
    ' ',
  ),
);
const afterChars = new Set(
  '是在说称的很这太真只总最竟于向把被等因到去和与及跟同将就对从为已也并又曾以之经带给告让要打出没不有所未多接当来男女系则即却还都能会可应该借欠占骗做用'.split(
    '',
  ),
);
const placeAfter =
  /^(?:家?(?:村|屯|庄|寨|巷|街|湾|沟|坡|店|镇|乡|县|市(?!民)|区|路|桥|河|湖|岛|洲|组)|大道|大街|小区|花园|社区|公司|集团|中学|小学|医院|大厦|广场|超市|酒店|饭店|幼儿园)/u;

const contact =
  /[\s(（,，:：]{0,2}(?:〔(?:电话|手机|证件号|身份证)|(?:公民)?身份证|(?:联系)?电话|手机|联系方式|(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7}|[男女][，,。、；\s])/uy;

/** How much what follows speaks for a name that ends here: 4 a number or sex, 3 a verb of speech, 2 an end or another verb, 1 a function word, -2 else, -9 a place. */
export function edgeAfter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0xb7) return -9;
  contact.lastIndex = at;
  if (contact.test(text)) return 4;
  if (!isHan(code)) return isYear(text, at) ? -9 : 2;
  const next = text.slice(at, at + 2);
  if (speech.has(next)) return 3;
  if (afterWords.has(next)) return 2;
  if (placeAfter.test(text.slice(at, at + 4))) return -9;
  return afterChars.has(text[at]!) ? 1 : -2;
}

/** The year of a document number: 高新建〔2013〕5号. */
function isYear(text: string, at: number): boolean {
  return '〔[【(（'.includes(text[at]!) && /^.(?:19|20)\d{2}[〕\]】)）]/u.test(text.slice(at, at + 6));
}

/** Titles that follow a name; what would make the title part of another word (经理解, 会计划) is looked for. */
export const titleAt =
  /先生(?![成产活火效病])|女士|小姐|同学|同志|师傅|阿姨|大爷|大妈|大姐|大哥|老师(?!傅)|医生(?![活产])|大夫(?!妻)|护士|(?:副|总)?主任(?![何意务凭])|(?:副|总)?经理(?![解赔财论])|董事长|总监|(?:副)?(?:科长|股长|局长|处长|镇长|乡长|县长|区长|市长|村长|组长|队长|所长|站长|社长|会长|校长|院长|部长|厅长|省长|庭长|行长|班长|园长|厂长|店长|馆长|乡长)(?![期年时久达途大远])|(?:副|总)?书记(?![载录])|支书|警官|警员|法官(?!方)|检察官|律师|教授(?!权)|会计(?![划算生])|老板|工程师|总(?=[，。,说表称的告])/gu;
