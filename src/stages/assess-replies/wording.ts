import { commonPairs } from './common-pairs.js';

/** Characters that carry grammar: a pair with one of them says little about a matter. */
const grammar =
  '的了是在不我有们和就都也与及于为以等将已被把对这那其之您你他她它到从而又还吗呢吧啊请一个上下中后前内各该并且或由经很再';
const GRAMMAR = 0.3;
/** A pair with a figure: dates and amounts meet by chance. */
const FIGURE = 0.1;

/** Places of pairs of characters in a table. */
export const SLOTS = 1 << 18;
export function slotOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 14;
}

/** 0 no letter, 1 grammar, 2 figure, 3 Latin, 4 telling. */
const kinds = new Uint8Array(0x10000);
kinds.fill(4, 0x3400, 0xa000);
kinds.fill(2, 0x30, 0x3a);
kinds.fill(3, 0x41, 0x5b);
kinds.fill(3, 0x61, 0x7b);
for (const character of grammar) kinds[character.charCodeAt(0)] = 1;

const common = new Float32Array(SLOTS).fill(-1);
for (const { weight, pairs } of commonPairs) {
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    common[slotOf(pairs.charCodeAt(at), pairs.charCodeAt(at + 1))] = weight;
  }
}

/** Phrases that promise in general or recite duties; pairs within them say nothing of any matter. */
const slogans =
  '群众反映 高度重视 认真研究 进一步加大工作力度 强化责任落实 确保各项工作落到实处 切实维护人民群众合法权益 依法维护群众利益 ' +
  '国家机关应当依法行政 公民应当遵守法律 依法依规表达诉求 合理诉求 遵纪守法 中华人民共和国宪法 信访工作条例 信访条例 有关法律法规政策规定 ' +
  '始终坚持以人民为中心的发展思想 不断改进工作作风 转变作风 努力为群众办实事解难题 推动经济社会高质量发展 ' +
  '加强学习提高认识 优化服务质量水平 把各项工作做细做实做好 让群众满意 历来高度重视民生工作 把群众利益放在首位 ' +
  '着力解决群众最关心最直接最现实的利益问题 按照职责分工密切配合形成合力 依法依规办理群众诉求 及时回应社会关切 ' +
  '提高政治站位 压实责任 狠抓落实 扎实推进各项工作任务 请您相信党和政府 尽最大努力 给您一个满意的答复 满意答复 ' +
  '公民享有知情权参与权表达权监督权 全心全意为人民服务 一如既往 不断提升服务水平 宝贵意见和建议 真心实意 ' +
  '今后工作中 再接再厉 履职尽责 勇于担当 主动作为 积极作为 求真务实 严格执法 文明执法 公正执法 加强监管 加大监管力度 加大宣传力度 ' +
  '营造良好氛围 良好环境 共同努力 共同建设美好家园 携手共建 和谐稳定 建设和谐社会 构建和谐 长效机制 常抓不懈 举一反三 ' +
  '理解支持关心监督 欢迎监督批评指正 热心关注 建言献策 提供优质高效便捷服务 便民利民 为民服务 提升群众幸福感获得感安全感满意度 ' +
  '及时解决 妥善处理 妥善解决 依法处理 严肃处理 绝不姑息 严肃查处 持续关注 跟踪督办 督促落实 统筹协调 齐抓共管 多措并举 ' +
  '各级党委政府 各级各部门 各有关单位 各职能部门 相关职能部门 有关责任单位 市委市政府 县委县政府 区委区政府 广大市民 广大人民群众 ' +
  '社会各界 高度负责 全力以赴 认真负责 切实做好 切实加强 切实履行职责 进一步完善 进一步规范 进一步提高 进一步改进 不断完善 不断提高 ' +
  '行政许可法 行政处罚法 行政诉讼法 行政复议法 政府信息公开条例 依法行政 法治政府 国家法律法规 党的方针政策 路线方针';
for (const phrase of slogans.split(' ')) {
  for (let at = 0; at + 1 < phrase.length; at++) common[slotOf(phrase.charCodeAt(at), phrase.charCodeAt(at + 1))] = 0;
}

export function isLetter(code: number): boolean {
  return kinds[code]! > 0;
}

/** How much a pair of letters says about the matter of a text, 0–1: the rarer in such texts, the more. */
export function weightOf(first: number, second: number, slot: number): number {
  const known = common[slot]!;
  const weight = known >= 0 ? known : 1;
  const [one, two] = [kinds[first]!, kinds[second]!];
  if (one === 1 || two === 1) return GRAMMAR * weight;
  return one === 2 || two === 2 ? FIGURE * weight : weight;
}

/** 1 for characters that are in no common pair: one alone tells something of the matter. */
export const telling = new Uint8Array(0x10000);
telling.fill(1, 0x3400, 0xa000);
for (const { pairs } of commonPairs) for (const character of pairs) telling[character.charCodeAt(0)] = 0;
for (const character of grammar + slogans) telling[character.charCodeAt(0)] = 0;

/** Clauses of any reply: greeting, receipt, announcement, thanks, wishes, invitations, signature and date. */
const courtesy = new RegExp(
  [
    '^.{0,24}(?:您|你)们?好$',
    '^(?:尊敬的|敬爱的).{0,16}$',
    '^网友.{0,24}$',
    '(?:来信|来电|留言|帖文?|诉求|信件|问题|反映|建议|咨询|情况|意见|邮件).{0,10}(?:已|均)?.{0,3}(?:收悉|知悉|获悉)',
    '^.{0,6}(?:收悉|知悉)$',
    '(?:回复|答复|说明|反馈|解答|汇报)(?:内容)?如下$',
    '^(?:特此|此复|现就|现将|现对).{0,14}(?:回复|答复|函复|说明|反馈)?$',
    '感谢|谢谢|致谢|谢意|祝您|祝你|祝愿|敬请谅解|请谅解|望谅解|给您带来',
    '(?:身体健康|工作顺利|生活愉快|阖家|万事如意|家庭幸福|幸福安康)',
    '欢迎.{0,14}(?:提出|监督|来电|致电|咨询|继续|关注|批评|反映|留言)',
    '(?:理解|支持|关心|关注|信任|监督|配合)(?:[与和及、]?(?:理解|支持|关心|关注|信任|监督|配合))*$',
    '高度重视|一如既往|全心全意|宝贵(?:的)?(?:意见|建议)',
    '^.{0,12}\\d{2,4}年\\d{1,2}月\\d{1,2}日?$',
    '^[\\d年月日/.\\-\\s:]+$',
    '(?:如|若)(?:您|你)?(?:还|仍)?有.{0,8}(?:疑问|不明|异议|问题|需要)',
    '(?:服务(?:水平|质量|意识|能力)|工作作风|合法权益|落到实处|责任落实|工作力度|依法行政|法律法规和政策|人民群众的)',
    '(?:宪法|信访(?:工作)?条例|行政许可法)》?(?:等|的)?(?:有关|相关)',
  ].join('|'),
  'u',
);

/** Whether a clause would stand as well in any other reply. */
export function isCourtesy(clause: string): boolean {
  return courtesy.test(clause);
}
