/** Characters that stand in any text: a pair of them says little about its matter. */
const commonCharacters =
  '的一是不了在人有我他这个们中来上大为和国到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然' +
  '家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理她本前开但因只从想实意无与把机十民第公此已使' +
  '情明性知全三又关点正业外将两高间由问很最重并手应战向头体相见被等二或新己制身果加结受目再感建接必件计管期市直' +
  '形便空决基却放强即像且据程该求院县镇村居请您贵网友留言反映收悉答复感谢支持';

/** Phrases of any message or reply; pairs of characters within them do not count. */
const idlePhrases =
  '您好 你好 尊敬的 网友 留言 收悉 已收悉 回复 答复 现将 如下 有关 情况 问题 反映 感谢您 支持 理解 关注 监督 工作 我们 将会 进一步 高度重视 ' +
  '第一时间 立即 组织 相关 部门 人员 调查 核实 处理 领导 希望 请问 谢谢 祝您 生活愉快 身体健康 万事如意 欢迎 再次 来电 咨询 联系 电话 ' +
  '依法依规 按照 规定 根据 依据 有关规定 相关规定 一直 没有 已经 现在 能否 是否 可以 进行 我区 我市 我县 我局 街道办 办事处 平台 栏目 ' +
  '经研究 经了解 经核查 调查核实 转交 督促 落实 加强 做好 服务 提出 宝贵 意见 建议 市民 群众 居民 政府 单位 责任 严格 要求 及时 认真';

/** Weight of a character by its code: 0 no letter, 1 in any text, 3 telling. */
export const characterWeight = new Uint8Array(0x10000);
for (let code = 0x3400; code <= 0x9fff; code++) characterWeight[code] = 3;
for (const [from, to] of [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
] as const) {
  for (let code = from; code <= to; code++) characterWeight[code] = 2;
}
for (const character of commonCharacters) characterWeight[character.charCodeAt(0)] = 1;

/** Places of pairs of characters in a table of 2^16. */
export function slotOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 16;
}

/** 1 where a pair belongs to an idle phrase. */
export const idle = new Uint8Array(1 << 16);
for (const phrase of idlePhrases.split(' ')) {
  for (let at = 0; at + 1 < phrase.length; at++) idle[slotOf(phrase.charCodeAt(at), phrase.charCodeAt(at + 1))] = 1;
}
