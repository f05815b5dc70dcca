/** What a unit deals with; matters name the trades that may receive them. */
export type Trade = 'street' | 'town' | 'housing' | 'labour' | 'city' | 'civil';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly tier: 'grassroots' | 'upper';
  readonly parent: string;
  readonly headcount: number;
  readonly trade: Trade;
  /** How citizens call it. */
  readonly called: string;
  /** Share of the office's new cases. */
  readonly share: number;
  /** Probability that acceptance comes after the 15 days. */
  readonly lateAcceptance: number;
  /** Probability that the answer comes after the deadline. */
  readonly lateCompletion: number;
  /** Probability that a citizen who was answered in time is dissatisfied. */
  readonly dissatisfied: number;
  /** Mean score of superior and third party. */
  readonly appraised: readonly [number, number];
  readonly places: readonly string[];
}

/** Units of the planted truths. */
export const slowUnit = 'U02';
export const burstUnit = 'U01';
export const campaignUnit = 'U04';
export const tinyUnit = 'U10';
export const unclearUnit = 'U12';
export const unclearFrom = '2026-05';

const streets = { tier: 'grassroots', parent: 'U14', trade: 'street', called: '街道' } as const;
const towns = { tier: 'grassroots', parent: 'U14', trade: 'town', called: '镇里' } as const;
const bureaus = { tier: 'upper', parent: '', called: '局里' } as const;

export const units: readonly Unit[] = [
  {
    ...streets,
    id: 'U01',
    name: '云溪街道办事处',
    headcount: 46,
    share: 9,
    lateAcceptance: 0.04,
    lateCompletion: 0.05,
    dissatisfied: 0.09,
    appraised: [88, 86],
    places: ['云溪街道锦绣澜庭小区', '云溪街道望溪花园', '云溪街道云溪路', '云溪街道书院巷', '云溪街道溪畔公寓'],
  },
  {
    ...streets,
    id: 'U02',
    name: '临河街道办事处',
    headcount: 38,
    share: 11,
    lateAcceptance: 0.38,
    lateCompletion: 0.44,
    dissatisfied: 0.13,
    appraised: [74, 76],
    places: ['临河街道河滨家园', '临河街道老船厂宿舍', '临河街道临河大道', '临河街道渡口街', '临河街道滨江二区'],
  },
  {
    ...streets,
    id: 'U03',
    name: '柳荫街道办事处',
    headcount: 41,
    share: 8,
    lateAcceptance: 0.03,
    lateCompletion: 0.04,
    dissatisfied: 0.07,
    appraised: [91, 90],
    places: ['柳荫街道柳荫新村', '柳荫街道纺织厂家属院', '柳荫街道柳荫路', '柳荫街道梧桐里', '柳荫街道晨光苑'],
  },
  {
    ...streets,
    id: 'U04',
    name: '南塘街道办事处',
    headcount: 35,
    share: 7,
    lateAcceptance: 0.05,
    lateCompletion: 0.07,
    dissatisfied: 0.1,
    appraised: [85, 84],
    places: ['南塘街道塘湾小区', '南塘街道南塘北路', '南塘街道荷塘佳苑', '南塘街道环塘西路', '南塘街道菱角巷'],
  },
  {
    ...streets,
    id: 'U05',
    name: '文星街道办事处',
    headcount: 33,
    share: 7,
    lateAcceptance: 0.04,
    lateCompletion: 0.05,
    dissatisfied: 0.08,
    appraised: [87, 89],
    places: ['文星街道文星雅苑', '文星街道学府路', '文星街道魁星楼社区', '文星街道桂花园', '文星街道印刷厂宿舍'],
  },
  {
    ...towns,
    id: 'U06',
    name: '青石镇人民政府',
    headcount: 30,
    share: 6,
    lateAcceptance: 0.05,
    lateCompletion: 0.06,
    dissatisfied: 0.1,
    appraised: [84, 83],
    places: ['青石镇上坪村', '青石镇石坎村', '青石镇老街', '青石镇青石中学旁', '青石镇下坪村'],
  },
  {
    ...towns,
    id: 'U07',
    name: '石桥镇人民政府',
    headcount: 28,
    share: 6,
    lateAcceptance: 0.06,
    lateCompletion: 0.08,
    dissatisfied: 0.12,
    appraised: [82, 80],
    places: ['石桥镇桥头村', '石桥镇七里村', '石桥镇集镇', '石桥镇砖窑村', '石桥镇河湾村'],
  },
  {
    ...towns,
    id: 'U08',
    name: '白鹭镇人民政府',
    headcount: 26,
    share: 5.5,
    lateAcceptance: 0.04,
    lateCompletion: 0.05,
    dissatisfied: 0.08,
    appraised: [88, 87],
    places: ['白鹭镇湖心村', '白鹭镇白鹭村', '白鹭镇渔港街', '白鹭镇苇荡村', '白鹭镇新圩村'],
  },
  {
    ...towns,
    id: 'U09',
    name: '枫林镇人民政府',
    headcount: 24,
    share: 5.5,
    lateAcceptance: 0.05,
    lateCompletion: 0.06,
    dissatisfied: 0.09,
    appraised: [86, 85],
    places: ['枫林镇枫树坳村', '枫林镇茶场', '枫林镇枫林街', '枫林镇竹园村', '枫林镇红旗村'],
  },
  {
    ...towns,
    id: 'U10',
    name: '松岭镇人民政府',
    headcount: 12,
    share: 0,
    lateAcceptance: 0,
    lateCompletion: 0,
    dissatisfied: 0,
    appraised: [83, 82],
    places: ['松岭镇松岭村', '松岭镇老林场'],
  },
  {
    ...bureaus,
    id: 'U11',
    name: '区住房和城乡建设局',
    trade: 'housing',
    headcount: 58,
    share: 10,
    lateAcceptance: 0.04,
    lateCompletion: 0.06,
    dissatisfied: 0.11,
    appraised: [86, 85],
    places: [
      '云溪街道望溪花园',
      '临河街道滨江二区',
      '柳荫街道晨光苑',
      '南塘街道荷塘佳苑',
      '文星街道文星雅苑',
      '城东新区翡翠城',
    ],
  },
  {
    ...bureaus,
    id: 'U12',
    name: '区人力资源和社会保障局',
    trade: 'labour',
    headcount: 52,
    share: 30,
    lateAcceptance: 0.03,
    lateCompletion: 0.05,
    dissatisfied: 0.09,
    appraised: [88, 86],
    places: ['区社保服务大厅', '城东工业园', '区劳动保障监察大队', '南塘街道建材市场', '云溪街道云溪路'],
  },
  {
    ...bureaus,
    id: 'U13',
    name: '区城市管理局',
    trade: 'city',
    headcount: 74,
    share: 9,
    lateAcceptance: 0.04,
    lateCompletion: 0.05,
    dissatisfied: 0.11,
    appraised: [85, 84],
    places: [
      '云溪街道书院巷',
      '临河街道临河大道',
      '柳荫街道柳荫路',
      '南塘街道南塘北路',
      '文星街道学府路',
      '城东新区会展路',
    ],
  },
  {
    ...bureaus,
    id: 'U14',
    name: '区民政和社会工作局',
    trade: 'civil',
    headcount: 44,
    share: 7,
    lateAcceptance: 0.03,
    lateCompletion: 0.04,
    dissatisfied: 0.07,
    appraised: [90, 88],
    places: ['柳荫街道梧桐里', '石桥镇桥头村', '青石镇石坎村', '文星街道魁星楼社区', '白鹭镇湖心村'],
  },
];

export function unitOf(id: string): Unit {
  return units.find(unit => unit.id === id)!;
}
