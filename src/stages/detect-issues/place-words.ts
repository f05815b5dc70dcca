/** How precisely a mention says where: an estate or institution, a village or community, a road, a town. */
export type PlaceKind = 'site' | 'village' | 'road' | 'town';

/** From the most to the least precise. */
export const placeKinds: readonly PlaceKind[] = ['site', 'village', 'road', 'town'];

/** Ends of names with what may not follow them; the longer before the shorter. */
const ends: Readonly<Record<PlaceKind, string>> = {
  site:
    '(?:小区|花园|家园|佳园|新村|公寓|大厦|广场|(?:股份)?有限(?:责任)?公司|公司|集团|(?:实验|外国语|职业技术|师范|第.)?' +
    '(?:学校|中学|小学|学院|大学)|(?:中心)?幼儿园|医院|卫生院|(?:农贸)?市场|商场|商城|工业园|产业园|开发区|公园|家属院|' +
    '宿舍|新城|名城|车站|苑|园|(?<!政)府(?!城)|湾|庭|郡|城(?![市镇乡管区际东西南北])|厂(?!家|商|房))',
  village: '(?:社区|村委会|村(?![民里支干委镇庄]))',
  road: '(?:大道|(?<![线铁道马公修走思销半水])路(?![边面灯段过上费办口由线程政])|街(?!道|上|边|坊)|巷)',
  town: '(?:街道(?!上)|镇(?!政府大)|乡(?![镇村下]))',
};

/** With what a name can end: a quick look before the careful one. */
export const lastCharacter = /[区园村寓厦场司团校学院城站苑府湾庭郡厂舍会道路街巷镇乡]/gu;

/** The end of a name in a text cut off one character after it; group n + 1 matches kind n of `placeKinds`. */
export const endOfName = new RegExp(`(?:${placeKinds.map(kind => `(${ends[kind]})`).join('|')})(?=.?$)`, 'su');

/** What a name cannot run across. */
export const notInName = new RegExp(
  '[^\\u3400-\\u9fffA-Za-z0-9]|省|市|县|街道|镇|乡|大道|路|街|巷|社区|村|(?<![小社校园城])区|位于|坐落|座落|居住|' +
    '住在|家住|附近|旁边|对面|关于|投诉|举报|反映|反应|咨询|来电|要求|希望|请问|建议|前往|经过|来自|业主|居民|村民|市民|' +
    '群众|领导|大量|许多|整个|部分|任何|其他|周边|其中|通过|因为|由于|以及|现在|目前|没有|作为|成为|属于|导致|进行|根据|' +
    '政府|影响|进入|进出|回到|个|多家|一家|相关|辆|条|段|' +
    '[的在是我你他她它们本该全各每这那某此其与和及或至从由往向把被让给对为了着过就都也还又将已请去来找跟等另于]|有(?!限)',
  'gsu',
);

/** What makes no name when it stands alone before the end of one: common nouns, directions, verbs. */
export const commonName = new RegExp(
  '^(?:居民|住?宅|老旧|商业|商品房|高档|封闭式?|安置|物业|物业管理|开发|房地产|地产|房产|建筑|建设|施工|投资|保险|自来水|' +
    '水务|公交|供水|供电|电力|燃气|天然气|热力|快递|外卖|装修|装饰|中介|劳务|科技|贸易|管理|运营|总|分|子|农贸|蔬菜|菜|' +
    '人才|二手车?|批发|建材|人民|中心|公立|私立|民办|公办|公共|普惠性?|配套|小区|小区配套|培训|职工|员工|学生|单位|公司|置业|实业|服务|工程|政工程|职业|附属|普通|占用|造成|使得|距离|新建|表示|二期|三期|' +
    '[水新老旧大小东南西北中上下前内外后门沿临农全城集工心家校政乐县省区市乡镇一两二三四五六七八九十几多现]|.*高速公?|.*快速|' +
    '.*水泥|断头|必经之|.*道|堵|机动车堵|步行|逛|法|套|电|主|出|商|绕|泥巴|走投无|车堵|小区临|而|到|城中|新农|行政|自然|邻|城关|化工|加工|火|汽|动物|托管|国家中心|文明|.*\\d公)$',
  'u',
);

/** 小区 after a name that is one already: 魅力之城小区. */
export const doubledEnd = /(?<=.{2}(?:花园|家园|公寓|新村|[苑园府湾庭郡城]))小区$/u;
