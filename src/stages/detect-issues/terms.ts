/** Telling words, the strongest first, weights of unit length. */
export interface TermVector {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

export interface TermSpace {
  readonly words: readonly string[];
  /** Number of texts that hold the word. */
  readonly frequency: readonly number[];
  readonly vectors: readonly TermVector[];
}

/** A text is told apart by so many of its words. */
const KEPT = 24;
/** A word in more than this share of the texts tells nothing. */
const COMMON_SHARE = 0.25;
/** In a small month no word is that common. */
const LEAST_COMMON = 20;

/** Words of every complaint, whatever it is about. */
const idle = new Set(
  (
    '请问 希望 要求 反映 反应 投诉 举报 咨询 求助 来电 市民 居民 业主 村民 群众 领导 您好 你好 尊敬 谢谢 感谢 核实 处理 解决 部门 相关 ' +
    '问题 情况 政府 我们 我家 你们 他们 自己 这个 这样 这些 那个 什么 怎么 为什么 如何 是否 有没有 可以 应该 需要 不能 没有 已经 现在 目前 ' +
    '一直 至今 还是 就是 但是 因为 所以 如果 以及 而且 并且 或者 由于 关于 对于 根据 按照 进行 造成 导致 影响 严重 非常 多次 经常 每天 ' +
    '今天 昨天 前天 今年 去年 时间 时候 之后 之前 以后 以前 上午 下午 晚上 一个 几个 多个 一些 一下 一次 附近 旁边 门口 里面 上面 位于 ' +
    '地方 小区 社区 街道 地址 职能 按规定 分钟 联系 响应 处置 尽快 及时 督促 给予 回复 答复 表示 认为 觉得 知道 工单 编号 内容 微信 来信 ' +
    '公司 有限公司 单位 工作人员 我市 本人 大家 还有 不是 只有 只能 这么 那么 其他 任何 所有 全部 一家 名叫 到底 无法 不知 是不是 我要'
  ).split(' '),
);

const telling = /^(?=.*[\u3400-\u9fff])[\u3400-\u9fffA-Za-z0-9]{2,10}$|^[A-Za-z]{3,12}$/u;

/** Whether a word can say what a text is about. */
export function isTelling(word: string): boolean {
  return telling.test(word) && !idle.has(word);
}

/**
 * TF-IDF vectors of texts given as words (1 + ln tf, times ln(texts / frequency); Salton & Buckley 1988). Words that
 * overlap the text's own place are left out: the place is compared apart.
 * @param texts words separated by one space
 * @param places the place of each text, '' where there is none
 */
export function termSpace(texts: readonly string[], places: readonly string[]): TermSpace {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const frequency: number[] = [];
  const lastText: number[] = [];
  const lists = texts.map((text, index) => {
    const list: number[] = [];
    for (const word of text.split(' ')) {
      let id = ids.get(word);
      if (id === undefined) {
        id = isTelling(word) ? words.push(word) - 1 : -1;
        ids.set(word, id);
        if (id >= 0) lastText[id] = -1;
        if (id >= 0) frequency[id] = 0;
      }
      if (id < 0) continue;
      list.push(id);
      if (lastText[id] === index) continue;
      lastText[id] = index;
      frequency[id] = frequency[id]! + 1;
    }
    return list;
  });
  const most = Math.max(COMMON_SHARE * texts.length, LEAST_COMMON);
  const rarity = frequency.map(count => (count < 2 || count > most ? 0 : Math.log(1 + texts.length / count)));
  const times = new Uint16Array(words.length);
  const vectors = lists.map((list, index) => {
    for (const id of list) times[id] = times[id]! + 1;
    const vector = unitVector(list, times, rarity, words, places[index]!);
    for (const id of list) times[id] = 0;
    return vector;
  });
  return { words, frequency, vectors };
}

function unitVector(
  list: readonly number[],
  times: Uint16Array,
  rarity: readonly number[],
  words: readonly string[],
  place: string,
): TermVector {
  const terms: { id: number; weight: number }[] = [];
  for (const id of list) {
    const count = times[id]!;
    if (count === 0) continue;
    times[id] = 0;
    if (rarity[id] === 0 || overlaps(words[id]!, place)) continue;
    terms.push({ id, weight: (1 + Math.log(count)) * rarity[id]! });
  }
  return strongest(terms, words, KEPT);
}

/** Sorts by weight; ties by the word itself, not by its number. */
export function strongestFirst(terms: { id: number; weight: number }[], words: readonly string[]): void {
  terms.sort((a, b) => b.weight - a.weight || (words[a.id]! < words[b.id]! ? -1 : 1));
}

/** The strongest words, scaled to unit length. */
export function strongest(terms: { id: number; weight: number }[], words: readonly string[], kept: number): TermVector {
  strongestFirst(terms, words);
  if (terms.length > kept) terms.length = kept;
  let square = 0;
  for (const { weight } of terms) square += weight * weight;
  const length = Math.sqrt(square) || 1;
  return { ids: terms.map(term => term.id), weights: terms.map(term => term.weight / length) };
}

/** Whether word and place share two characters in a row; the segmentation of a name cannot be relied on. */
export function overlaps(word: string, place: string): boolean {
  if (place === '') return false;
  for (let at = 0; at + 2 <= word.length; at++) if (place.includes(word.slice(at, at + 2))) return true;
  return false;
}
