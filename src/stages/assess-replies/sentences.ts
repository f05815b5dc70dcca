/** An office, a date, or both: what a letter ends with, and what may run on into the next sentence. */
const ending =
  /^\s*(?:[^，,：:]{2,24}?(?:局|委|委员会|办公室|办|政府|街道|办事处|中心|大队|支队|公司|单位|小组)\s*)?\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?/u;
const runOn =
  /(?<=日|局|委|办|室|政府|街道|公司|中心|大队|支队|单位|小组|委会|〕|[\d)）”"])(?=您|感谢|再次|非常感谢|衷心|对于|根据|依据|网友|我们|我单位|如果您|尊敬|祝您|祝你|欢迎|在此|今后)/u;
const turning = /(?:您|你)们?好|网友|收悉|如下|感谢|谢谢|致谢|祝您|祝你|祝愿|特此|此复|以上是|欢迎/u;
const signature = /^[^，,：:]{0,24}(?:局|委|委员会|办公室|办|政府|街道|办事处|中心|大队|支队|公司|单位)$/u;

export interface Sentence {
  readonly text: string;
  /** Offset in the reply. */
  readonly start: number;
  /** Number of its passage: greetings, thanks and signatures part them. */
  readonly passage: number;
}

/** Sentences of a reply in order, signatures and dates parted from what runs on after them and left out. */
export function* sentencesOf(reply: string): Generator<Sentence> {
  let passage = 0;
  for (const { 0: text, index } of reply.matchAll(/[^。！？!?；;\n]+/gu)) {
    const end = ending.exec(text)?.[0].length ?? 0;
    let start = index;
    for (const part of [text.slice(0, end), ...text.slice(end).split(runOn)]) {
      const signed = signature.test(part.trim());
      if (signed || turning.test(part)) passage += 1;
      if (part !== '' && !signed) yield { text: part, start, passage };
      start += part.length;
    }
  }
}

/** Clauses of a sentence, each less the date it begins with. */
export function clausesOf(sentence: string): string[] {
  return sentence
    .split(/[，,：:]/u)
    .map(clause =>
      clause
        .trim()
        .replace(/^\d{2,4}年\d{1,2}月\d{1,2}日/u, '')
        .trim(),
    )
    .filter(clause => clause !== '');
}
