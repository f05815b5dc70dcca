/** How precisely a mention says where: an estate or institution, a village or community, a road, a town. */
export type PlaceKind = 'site' | 'village' | 'road' | 'town';

/** From the most to the least precise. */
export const placeKinds: readonly PlaceKind[] = ['site', 'village', 'road', 'town'];

const ends: Readonly<Record<PlaceKind, string>> = {
  site:
    '小区|花园|家园|佳园|新村|公寓|大厦|广场|公司|集团|学校|中学|小学|幼儿园|学院|大学|医院|卫生院|市场|商场|商城|' +
    '工业园|产业园|开发区|公园|家属院|宿舍|新城|名城|车站|苑|园|府|湾|庭|郡|城|厂|里',
  village: '社区|村委会|村',
  road: '大道|路口|路|街|巷',
  town: '街道|镇|乡',
};

/** Ends of names, the longer before the shorter. Group n + 1 matches kind n of `placeKinds`. */
export const endOfName = new RegExp(
  placeKinds
    .map(
      kind =>
        `(${ends[kind]}(?!${kind === 'road' ? '道|边|面|灯|段|过|上|费|办' : kind === 'town' ? '政府大楼' : '民|里人|市|镇|乡|政府'}))`,
    )
    .join('|'),
  'gu',
);

/** What a name cannot run across: what stands up to its last match is cut off. */
export const beforeName = new RegExp(
  '^.*(?:[^\\u3400-\\u9fffA-Za-z0-9]|省|市|县|街道|镇|乡|大道|路|街|巷|社区|村|(?<!小|社|校|园|城)区|' +
    '位于|坐落|座落|居住|住在|家住|附近|旁边|对面|关于|投诉|举报|反映|反应|咨询|来电|要求|希望|请问|建议|前往|经过|来自|' +
    '业主|居民|村民|市民|群众|领导|大量|许多|多个|几个|整个|部分|任何|其他|周边|其中|通过|因为|由于|以及|现在|目前|' +
    '没有|作为|成为|属于|导致|进行|根据|政府|[的在是我你他她它们本该全各每这那某此其与和及或至到从由往向把被让给对为了着过就都也还又将已有请问去来找住到跟等另于])',
  'su',
);

/** Names that say no place: a common noun before the end of a name. */
export const commonName = new RegExp(
  '^(?:居民|住宅|老旧|商业|商品房|高档|封闭式?|物业|物业管理|开发|房地产|房产|建筑|建设|施工|有限|责任|有限责任|股份有限|股份|保险|' +
    '自来水|水务|公交|供水|供电|电力|燃气|天然气|热力|快递|外卖|装修|装饰|中介|劳务|投资|科技|贸易|管理|运营|' +
    '农贸|蔬菜|菜|人才|二手车?|批发|建材|人民|中心|公立|私立|民办|公办|公共|职工|员工|学生|单位|新|老|旧|大|小|' +
    '高速公?|公|马|道|铁|线|电|走|一|网|半|出|思|销|后|水|上|下|前|内|外|门|沿|十字|丁字|步行|商业|逛|大学|' +
    '农|乡|全|本|我|城中|新农|农村|行政|自然|邻|集|城|城关|工|化工|加工|砖|工地|家|心|眼|手|夜|哪|千|公|屋|院|店|车|' +
    '政|政务|乐|校|田|菜|果|动物|幼儿|托管|起|进|县|省|区|市)$',
  'u',
);
