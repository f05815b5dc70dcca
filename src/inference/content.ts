const empty =
  /^(?:无|没有?|暂无|没意见|无意见|没有意见|不知道|好的?|很?好|可以|行|嗯+|ok|满意|基本满意|一般|还行|还可以|不错|同意|收到|已阅|测试|test|na|n\/a|null|none|\d+)$/iu;

/** True where a text says nothing: empty, marks and emoji only, or one of the words people type to get on. */
export function hasNoContent(text: string): boolean {
  const letters = text.replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' || empty.test(letters) || /^(.)\1*$/u.test(letters);
}
