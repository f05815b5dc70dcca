import type { Traits } from './traits.js';

type Kind = 'cases' | 'comments' | 'both';
type Test = (traits: Traits) => boolean;

export const isDay: Test = traits => traits.days >= 0.8;
const isText: Test = traits => traits.texts >= 0.3;
const any: Test = () => true;

/** Words in a header, what they mean, and how the cells below must look. The first that fits wins. */
export const hints: readonly (readonly [words: RegExp, kind: Kind, name: string, fits: Test])[] = [
  [/(?:评价|回访|测评).*(?:时间|日期)/u, 'comments', 'rated_on', isDay],
  [/(?:办结|结案|完成|归档).*(?:时间|日期)/u, 'cases', 'closed_on', isDay],
  [/(?:答复|回复|反馈).*(?:时间|日期)/u, 'cases', 'replied_on', isDay],
  [/时限|截止|限办|期限|到期/u, 'cases', 'due_on', isDay],
  [/(?:转交|派单|交办|转办|派发|分派).*(?:时间|日期)/u, 'cases', 'transferred_on', isDay],
  [/登记|来电|来件|创建|提交|反映|诉求|来访|录入|收件|created|registered/iu, 'cases', 'registered_on', isDay],
  [/(?:签收|受理|接收).*(?:时间|日期)/u, 'cases', 'accepted_on', isDay],
  [
    /满意|评价(?:等级|结果|星级)?$|评分|星级|rating/iu,
    'comments',
    'rating',
    traits => traits.ratings >= 0.8 || isYesNo(traits),
  ],
  [/评价内容|评价意见|回访(?:意见|内容|情况)|留言|不满意原因|意见建议|comment/iu, 'comments', 'text', any],
  [/答复|回复|(?:办理|处理)(?:结果|情况|意见)|reply/iu, 'cases', 'reply', any],
  [/编号|单号|件号|流水号|受理号|\bid\b|_id$|_no$/iu, 'both', 'case_id', traits => traits.ids >= 0.8],
  [
    /单位|部门|机构|承办|主办|窗口|unit|dept/iu,
    'both',
    'unit_id',
    traits => traits.persons < 0.1 && traits.texts < 0.3,
  ],
  [/分类|类别|类型|事项/u, 'cases', 'subject', traits => traits.texts < 0.5],
  [/属地|区域|区县|地区|所在地|街道|乡镇|社区/u, 'cases', 'place', traits => traits.texts < 0.5],
  [/渠道|来源|形式/u, 'cases', 'channel', traits => traits.texts < 0.3],
  [/意见|建议|感受|原因/u, 'comments', 'text', any],
  [/内容|诉求|描述|概况|反映|摘要/u, 'cases', 'summary', isText],
];

export type Content = readonly [kind: Kind, name: string, fits: Test];

/** What the cells alone say, for headers that say nothing, in order of trust. */
export const keys: readonly Content[] = [
  ['both', 'case_id', traits => traits.ids >= 0.9 && traits.distinct >= 0.9 && traits.filled >= 0.9],
  ['both', 'unit_id', traits => traits.units >= 0.6],
  ['comments', 'rating', traits => traits.ratings >= 0.9],
];
/** A table that shows a rating and nothing of a case is one of comments. */
export const ofComments: readonly Content[] = [
  ['comments', 'rated_on', isDay],
  ['comments', 'text', isText],
];
export const ofCases: readonly Content[] = [
  ['cases', 'registered_on', traits => isDay(traits) && traits.filled >= 0.9],
  ['cases', 'summary', isText],
];
export const rowNumber = /^(?:序号|行号|no\.?)$/iu;

export const personHint =
  /姓名|[^\p{Script=Latin}]人$|^人员|联系方式|电话|手机|证件|身份|住址|地址|邮箱|邮件|微信|QQ|phone|email/iu;

function isYesNo(traits: Traits): boolean {
  return traits.words.length > 0 && traits.words.every(word => word === '是' || word === '否');
}
