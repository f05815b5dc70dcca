/** A synthetic load: nothing here is a citizen's text. */

const places = ['东风', '湖滨', '青石', '南苑', '云台', '柳河', '新安', '望江', '北辰', '龙泉'].flatMap(name =>
  ['街道', '社区', '镇', '小区', '路'].map(kind => name + kind),
);
const matters = [
  '拆迁补偿',
  '夜间施工噪音',
  '物业收费',
  '社保缴费记录',
  '工资拖欠',
  '学校收费',
  '公交线路',
  '污水直排',
  '房产证办理',
  '低保申请',
  '占道经营',
  '路灯不亮',
  '停车难',
  '违章建筑',
  '水压不足',
];
const faults = [
  '工作人员态度恶劣，一脸不耐烦',
  '政策解释不清楚，问了几遍也没讲明白',
  '跑了{n}趟都没有办成',
  '已经过了{n}个月还没有答复',
  '{p}说归住建，住建又说归{p}，互相推诿',
  '打电话一直没人接',
  '网上查不到办理进度',
  '回复千篇一律，答非所问',
  '说办结了，其实根本没人来过',
  '材料交了{n}遍还说不齐',
  '承诺{n}月底解决，到现在没动静',
  '根本没到现场核实',
  '不给登记，也不出告知书',
];
const thanks = [
  '很满意',
  '工作人员耐心解释政策',
  '办事效率高，{n}天就办好了',
  '谢谢工作人员的热心帮助',
  '态度很好，就是时间长了点',
  '没有推诿，处理得很及时',
];
const plain = ['希望尽快处理', '请核实', '无', '以后多宣传', '建议增加人手', '我是{p}居民，电话1380013{m}'];

/** Input files of a load: comments and half as many cases. Same rows and seed, same bytes. */
export function loadFiles(
  rows: number,
  seed: number,
  months: readonly number[] = [1, 2, 3, 4, 5, 6],
  firstCase = 0,
): [name: string, text: string][] {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const fill = (text: string) =>
    text
      .replaceAll('{n}', String(2 + below(11)))
      .replaceAll('{p}', pick(places))
      .replaceAll('{m}', String(1000 + below(9000)));
  const clause = () => fill(pick(random() < 0.5 ? faults : random() < 0.6 ? thanks : plain));
  const comment = () => {
    const parts = Array.from({ length: 1 + below(4) }, clause);
    if (random() < 0.6) parts.unshift(`关于${pick(places)}${1 + below(999)}号${pick(matters)}的问题`);
    return `${parts.join('，')}。`;
  };
  const day = () => `2026-${String(pick(months)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
  const unit = () => `U${String(1 + below(40)).padStart(3, '0')}`;
  const comments = ['case_id,unit_id,rated_on,rating,comment'];
  const cases = ['case_id,unit_id,registered_on,accepted_on,replied_on,closed_on,subject,place,channel,summary,reply'];
  const caseId = (index: number) => `XF${String(firstCase + index).padStart(9, '0')}`;
  for (let index = 0; index < rows; index++) {
    comments.push(
      `${caseId(index >> 1)},${unit()},${day()},${pick(['满意', '满意', '基本满意', '不满意'])},"${comment()}"`,
    );
  }
  for (let index = 0; index < rows / 2; index++) {
    const registered = day();
    const [place, matter] = [pick(places), pick(matters)];
    cases.push(
      `${caseId(index)},${unit()},${registered},${registered},${registered},${registered},${matter},${place},来电,"反映${place}${matter}问题，${clause()}","您反映的${matter}问题已核实，依据有关规定于${1 + below(28)}日处理。"`,
    );
  }
  return [
    [`cases-${months[0]}-${months.at(-1)}.csv`, `${cases.join('\n')}\n`],
    [`comments-${months[0]}-${months.at(-1)}.csv`, `${comments.join('\n')}\n`],
  ];
}

/** The distinct comments of a load of `rows` comments. */
export function loadComments(rows: number): string[] {
  const [, comments] = loadFiles(rows, 1);
  const texts = comments![1].split('\n').map(line => /"(.*)"$/u.exec(line)?.[1] ?? '');
  return [...new Set(texts.filter(text => text !== ''))];
}
